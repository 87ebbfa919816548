import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { codeOf } from '../../../shared/domain/dossier/state.ts';
import { isMoneyBody, type MoneyBody } from '../../../shared/domain/dossier/payments.ts';
import { formatDong } from '../../../shared/domain/money.ts';
import { receiptDigits } from '../../../shared/domain/receipt-number.ts';
import type { TillEntry } from '../../../shared/domain/till/till.ts';
import { formatWhen } from '../../i18n/when.ts';
import { services } from '../../session/services.ts';
import { dossierById } from '../../store/queries.ts';
import { useEReceiptText } from '../dossier/receipt-facts.ts';
import { useEventName } from '../dossier/event-name.ts';
import { signed } from './count-panel.tsx';
import styles from './till.module.css';

/** Whether an entry is an event of a dossier, and not of the shift. */
export function isOfDossier({ body }: TillEntry): boolean {
  return body.type !== 'shiftOpened' && body.type !== 'shiftClosed' && body.type !== 'cashMoved';
}

/** What an event of a dossier is about: the dossier's code, what happened, and how the e-receipt it gave stands. */
function OfDossier({ entry, detail }: { readonly entry: TillEntry; readonly detail: string }) {
  const view = useLiveQuery(() => dossierById(services().db, entry.streamId), [entry.streamId]);
  const electronic = useEReceiptText();
  if (!view) return detail;
  const receipt = entry.receipt && electronic(view.dossier, entry.receipt);
  return [codeOf(view.dossier), detail, receipt].filter((part) => part !== null).join(' · ');
}

/** Gives what stands behind an event of the till, in one line. */
function useDetail(): (entry: TillEntry) => string {
  const { t } = useTranslation('till');
  const tDossier = useTranslation('dossier').t;
  const inShort = ({ data }: MoneyBody): string =>
    [
      'receipt' in data && data.receipt ? t('row.receipt', { number: receiptDigits(data.receipt) }) : null,
      'method' in data ? tDossier(`method.${data.method}`) : null,
      'reason' in data ? data.reason : null,
    ]
      .filter((part) => part !== null)
      .join(' · ');
  return ({ body }) => {
    // The amount has a column of its own.
    if (isMoneyBody(body)) return inShort(body);
    if (body.type === 'cashMoved') return body.data.reason;
    if (body.type === 'shiftOpened' || body.type === 'shiftClosed') {
      const { difference } = body.data;
      return difference
        ? t(`row.${difference.standing}`, {
            amount: signed(difference.amount),
            explanation: difference.explanation,
          })
        : t('row.agrees');
    }
    return body.type === 'setAside' ? body.data.reason : '';
  };
}

/** One event of the till book: when, what, how much, and what lay in the drawer after it. */
export function TillRow({ entry }: { readonly entry: TillEntry }) {
  const { i18n } = useTranslation('till');
  const eventName = useEventName();
  const detail = useDetail();
  const moved = entry.effect.cash + entry.effect.transfer;
  return (
    <div className={styles.line}>
      <span>{formatWhen(entry.at, 'full', i18n.language)}</span>
      <span className={styles.what}>{eventName(entry.body.type)}</span>
      <span className={styles.detail}>
        {isOfDossier(entry) ? <OfDossier entry={entry} detail={detail(entry)} /> : detail(entry)}
      </span>
      <span className={styles.amount}>{moved === 0 ? '' : signed(moved)}</span>
      <span className={styles.amount}>{formatDong(entry.cash)}</span>
    </div>
  );
}
