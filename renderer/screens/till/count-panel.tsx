import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sumOfCash } from '../../../shared/domain/till/shift.ts';
import { formatDong } from '../../../shared/domain/money.ts';
import { formatReceiptNumber, type ReceiptNumber } from '../../../shared/domain/receipt-number.ts';
import { CheckField } from '../../components/check-field.tsx';
import { KeyValue } from '../../components/key-value.tsx';
import { RadioChoice } from '../../components/radio-choice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { commandShift } from '../../use-cases/shift.ts';
import { PanelForm } from '../dossier/panel-form.tsx';
import { typedIn } from '../typed-in.ts';
import { useRequest } from '../use-request.ts';
import { CountGrid, countedOf, type Typed } from './count-grid.tsx';
import styles from './till.module.css';

interface CountPanelProps {
  readonly type: 'open' | 'close';
  /** Cash that should be there, in đồng. */
  readonly expected: number;
  /** Own events the portal has not confirmed. */
  readonly unsent: number;
  /** Receipts among them, oldest first. */
  readonly receipts: readonly ReceiptNumber[];
  readonly onDone: (shiftId: string) => void;
  readonly onCancel: () => void;
}

/** How many unsent receipts are named. */
const NAMED = 4;
const STANDINGS = ['explained', 'disputed'] as const;

/** Counts the drawer to open or close a shift. A difference is explained, or disputed without accepting it. */
export function CountPanel({ type, expected, unsent, receipts, onDone, onCancel }: CountPanelProps) {
  const { t } = useTranslation('till');
  const errorText = useErrorText();
  const { errors, run } = useRequest();
  const [typed, setTyped] = useState<Typed>({});
  const [standing, setStanding] = useState<(typeof STANDINGS)[number] | null>(null);
  const [confirmed, setConfirmed] = useState(false);
  const counted = countedOf(typed);
  const sum = sumOfCash(counted);
  const errorOf = (field: string) => errors.find((error) => error.field === field);
  const ofField = ['standing', 'explanation', 'unsent'];
  const first = errors.find((error) => !ofField.includes(error.field ?? ''));
  const [differs, doubt, waiting] = [errorOf('standing'), errorOf('explanation'), errorOf('unsent')];
  async function submit(values: FormData): Promise<boolean> {
    const difference = { standing, explanation: typedIn(values, 'explanation') };
    return run(async () => {
      const done = await commandShift(
        type === 'open'
          ? { type, counted, difference }
          : { type, counted, difference, unsentConfirmed: confirmed },
      );
      if (done.ok) onDone(done.value);
      return done;
    });
  }
  return (
    <PanelForm
      title={t(`${type}-panel.title`)}
      save={t(`${type}-panel.save`)}
      error={first ? errorText(first) : null}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <div className={styles.counting}>
        <CountGrid typed={typed} onChange={setTyped} />
        <div className={styles.result}>
          <KeyValue
            facts={[
              {
                label: t('count.counted'),
                value: <strong>{Number.isNaN(sum) ? '–' : formatDong(sum)}</strong>,
              },
              { label: t('count.expected'), value: formatDong(expected) },
              {
                label: t('count.difference'),
                value: Number.isNaN(sum) ? '–' : sum === expected ? t('count.none') : signed(sum - expected),
              },
            ]}
          />
          {sum !== expected && (
            <>
              <RadioChoice
                label={t('count.standing')}
                options={STANDINGS.map((value) => ({ value, label: t(`standing.${value}`) }))}
                value={standing}
                onChange={setStanding}
                description={t('count.standing-about')}
                error={differs ? errorText(differs) : null}
              />
              <TextField
                name="explanation"
                label={t('count.explanation')}
                error={doubt && !differs ? errorText(doubt) : null}
              />
            </>
          )}
          {type === 'close' && unsent > 0 && (
            <CheckField selected={confirmed} onChange={setConfirmed} invalid={waiting !== undefined}>
              {t('close-panel.unsent', { count: unsent })}
            </CheckField>
          )}
          {type === 'close' && receipts.length > 0 && (
            <p>
              {t('close-panel.receipts', {
                count: receipts.length,
                numbers: receipts.slice(0, NAMED).map(formatReceiptNumber).join(', '),
                more: receipts.length > NAMED ? '…' : '',
              })}
            </p>
          )}
          {waiting && (
            <p role="alert" className={styles.alert}>
              {errorText(waiting)}
            </p>
          )}
        </div>
      </div>
    </PanelForm>
  );
}

/** With its sign, e.g. `+10.000 ₫`. */
export function signed(amount: number): string {
  return `${amount > 0 ? '+' : amount < 0 ? '−' : ''}${formatDong(Math.abs(amount))}`;
}
