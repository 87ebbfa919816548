import { useTranslation } from 'react-i18next';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { commandShift } from '../../use-cases/shift.ts';
import { PanelForm } from '../dossier/panel-form.tsx';
import { typedDong } from '../typed-dong.ts';
import { typedIn } from '../typed-in.ts';
import { useRequest } from '../use-request.ts';

interface MovePanelProps {
  readonly direction: 'in' | 'out';
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

const FIELDS = ['amount', 'reason', 'approver'] as const;

/** Cash put in or taken out for another reason than a fee. */
export function MovePanel({ direction, onDone, onCancel }: MovePanelProps) {
  const { t } = useTranslation('till');
  const errorText = useErrorText();
  const { errors, run } = useRequest();
  async function submit(values: FormData): Promise<boolean> {
    const done = await run(() =>
      commandShift({
        type: 'moveCash',
        direction,
        amount: typedDong(typedIn(values, 'amount')),
        reason: typedIn(values, 'reason'),
        approver: typedIn(values, 'approver'),
      }),
    );
    if (done) onDone();
    return done;
  }
  const errorOf = (field: string) => {
    const found = errors.find((error) => error.field === field);
    return found ? errorText(found) : null;
  };
  const general = errors.find((error) => !FIELDS.some((field) => field === error.field));
  return (
    <PanelForm
      title={t(`move-panel.${direction}`)}
      save={t('move-panel.save')}
      error={general ? errorText(general) : null}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <TextField
        name="amount"
        inputMode="numeric"
        label={t('move-panel.amount')}
        autoFocus
        error={errorOf('amount')}
      />
      <TextField name="reason" label={t('move-panel.reason')} error={errorOf('reason')} />
      <TextField name="approver" label={t('move-panel.approver')} error={errorOf('approver')} />
    </PanelForm>
  );
}
