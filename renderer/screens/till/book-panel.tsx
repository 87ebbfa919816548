import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appError } from '../../../shared/errors.ts';
import { fail } from '../../../shared/result.ts';
import { RadioChoice } from '../../components/radio-choice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { formatDay, readDay } from '../../i18n/when.ts';
import type { PrintMode } from '../../use-cases/print-paper.ts';
import { printTillBook } from '../../use-cases/print-till.ts';
import { PanelForm } from '../dossier/panel-form.tsx';
import screen from '../screen.module.css';
import { typedIn } from '../typed-in.ts';
import { useRequest } from '../use-request.ts';

interface BookPanelProps {
  /** Today (`YYYY-MM-DD`): both ends of the range until others are typed. */
  readonly day: string;
  readonly onDone: (said: string) => void;
  readonly onCancel: () => void;
}

/** Prints the till book of a range of days, or saves it as a PDF. */
export function BookPanel({ day, onDone, onCancel }: BookPanelProps) {
  const { t } = useTranslation('till');
  const errorText = useErrorText();
  const { errors, run } = useRequest();
  const [mode, setMode] = useState<PrintMode>('print');
  async function submit(values: FormData): Promise<boolean> {
    const [from, until] = [readDay(typedIn(values, 'from')), readDay(typedIn(values, 'until'))];
    let where = '';
    const done = await run(async () => {
      if (from === null || until === null)
        return fail([appError('date-invalid', {}, from === null ? 'from' : 'until')]);
      const printed = await printTillBook(from, until, mode);
      if (printed.ok) where = printed.value.where;
      return printed;
    });
    if (done) onDone(mode === 'print' ? t('print.done') : t('print.saved', { where }));
    return done;
  }
  const errorOf = (field?: string) => {
    const error = errors.find((each) => each.field === field);
    return error ? errorText(error) : null;
  };
  return (
    <PanelForm
      title={t('book-panel.title')}
      save={t(`print.do-${mode}`)}
      error={errorOf()}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <div className={screen.row}>
        <TextField
          name="from"
          label={t('book-panel.from')}
          defaultValue={formatDay(day)}
          error={errorOf('from')}
          autoFocus
        />
        <TextField
          name="until"
          label={t('book-panel.until')}
          defaultValue={formatDay(day)}
          error={errorOf('until')}
        />
        <RadioChoice
          label={t('print.how')}
          options={(['print', 'save-pdf'] as const).map((value) => ({
            value,
            label: t(`print.do-${value}`),
          }))}
          value={mode}
          onChange={setMode}
        />
      </div>
    </PanelForm>
  );
}
