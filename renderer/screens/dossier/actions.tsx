import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { nextPrint } from '../../../shared/domain/dossier/decide.ts';
import { whyNoPostage } from '../../../shared/domain/dossier/decide-money.ts';
import { takingInForce } from '../../../shared/domain/dossier/payments.ts';
import { lastStep, type Dossier, type Reception } from '../../../shared/domain/dossier/state.ts';
import { formatDong } from '../../../shared/domain/money.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { useErrorText } from '../../i18n/error-text.ts';
import { formatWhen } from '../../i18n/when.ts';
import { services } from '../../session/services.ts';
import { useSession } from '../../session/session.ts';
import { readMeta, writeMeta } from '../../store/meta.ts';
import screen from '../screen.module.css';
import { tableOf } from './pages/table-left.ts';
import { receiptsOf } from './receipt-panel.tsx';
import { refundable } from './refund-panel.tsx';

export type Panel =
  | 'note'
  | 'correct'
  | 'fee'
  | 'postage'
  | 'refund'
  | 'receipts'
  | 'attach'
  | 'pages'
  | 'conflict'
  | 'step'
  | 'forms';
export type Paper = 'A4' | 'A5';

interface ActionsProps {
  readonly dossier: Dossier;
  readonly reception: Reception;
  /** The portal refused something of it. */
  readonly attention: boolean;
  readonly busy: boolean;
  readonly onPanel: (panel: Panel) => void;
  readonly onControlSheet: () => void;
  readonly onLabel: () => void;
  readonly onPrint: (paper: Paper, mode: 'print' | 'save-pdf') => void;
}

interface Action {
  readonly keys: string;
  readonly label: string;
  readonly blocked: string | null;
  readonly run: () => void;
}

const PRINT_WORDS = { original: 'do.print', copy: 'do.reprint', replacement: 'do.replace' } as const;

function useFeeBlocked({ dossier, reception }: ActionsProps): string | null {
  const { t, i18n } = useTranslation('dossier');
  if (reception.fee.total === 0) return t('blocked.fee-none');
  if (!dossier.payment) return null;
  const { amount, method, at } = dossier.payment;
  return t('blocked.fee-paid', {
    amount: formatDong(amount),
    method: t(`method.${method}`),
    at: formatWhen(at, 'full', i18n.language),
  });
}

/** Whether postage can be taken: offered where the result is to be sent home, and once it was taken it says so. */
function usePostage({ dossier, reception }: ActionsProps): {
  readonly offered: boolean;
  readonly blocked: string | null;
} {
  const errorText = useErrorText();
  const stop = whyNoPostage({ ...dossier, reception });
  return {
    offered: reception.delivery.kind === 'home' || takingInForce(dossier, 'postage') !== null,
    blocked: stop && errorText(stop),
  };
}

/** What can be done with the dossier now, each with its key; what cannot yet says why. */
export function Actions(props: ActionsProps) {
  const { dossier, attention, busy, onPanel, onControlSheet, onLabel, onPrint } = props;
  const { t } = useTranslation('dossier');
  const staff = useSession((session) => session.staff);
  const paper = useLiveQuery(() => readMeta(services().db, 'paper'), []) ?? 'A4';
  const feeBlocked = useFeeBlocked(props);
  const postage = usePostage(props);
  const ready = staff ? (busy ? t('blocked.busy') : null) : t('blocked.sign-in');
  const readOnly = dossier.erased
    ? t('blocked.erased')
    : dossier.outOfScope
      ? t('blocked.out-of-scope')
      : null;
  const blocked = ready ?? readOnly;
  const left = tableOf(dossier.id).length;
  const actions: readonly Action[] = [
    ...(attention
      ? [{ keys: 'Ctrl+D', label: t('do.decide'), blocked: ready, run: () => onPanel('conflict') }]
      : []),
    {
      keys: 'Ctrl+P',
      label: t(PRINT_WORDS[nextPrint(dossier, null).kind]),
      blocked,
      run: () => onPrint(paper, 'print'),
    },
    { keys: 'Ctrl+S', label: t('do.pdf'), blocked, run: () => onPrint(paper, 'save-pdf') },
    {
      keys: 'Alt+P',
      label: t('do.paper', { paper }),
      blocked: null,
      run: () => void writeMeta(services().db, 'paper', paper === 'A4' ? 'A5' : 'A4'),
    },
    { keys: 'Alt+I', label: t('do.forms'), blocked, run: () => onPanel('forms') },
    { keys: 'Alt+K', label: t('do.control'), blocked, run: onControlSheet },
    ...(lastStep(dossier, 'resultPosted')
      ? [{ keys: 'Alt+N', label: t('do.label-post'), blocked, run: onLabel }]
      : []),
    {
      keys: 'Alt+U',
      label: left > 0 ? t('do.scan-left', { count: left }) : t('do.scan'),
      blocked,
      run: () => onPanel('pages'),
    },
    { keys: 'Alt+T', label: t('do.attach'), blocked, run: () => onPanel('attach') },
    { keys: 'Ctrl+G', label: t('do.note'), blocked, run: () => onPanel('note') },
    { keys: 'Ctrl+E', label: t('do.correct'), blocked, run: () => onPanel('correct') },
    { keys: 'Ctrl+U', label: t('do.fee'), blocked: blocked ?? feeBlocked, run: () => onPanel('fee') },
    ...(postage.offered
      ? [
          {
            keys: 'Alt+C',
            label: t('do.postage'),
            blocked: blocked ?? postage.blocked,
            run: () => onPanel('postage'),
          },
        ]
      : []),
    ...(receiptsOf(dossier).length > 0
      ? [{ keys: 'Alt+B', label: t('do.receipts'), blocked, run: () => onPanel('receipts') }]
      : []),
    {
      keys: 'Alt+H',
      label: t('do.refund'),
      blocked: blocked ?? (refundable(dossier).length > 0 ? null : t('blocked.refund-none')),
      run: () => onPanel('refund'),
    },
  ];
  useHotkeys(
    actions.map(({ keys, label, blocked: why, run }) => ({
      keys,
      label,
      run: () => {
        if (why === null) run();
      },
    })),
  );
  return (
    <div className={`${screen.row} ${screen.compact}`} role="toolbar" aria-label={t('do.label')}>
      {actions.map((action, i) => (
        <ActionButton
          key={action.keys}
          keys={action.keys}
          onPress={action.run}
          blocked={action.blocked}
          look={i === 0 ? 'primary' : 'secondary'}
        >
          {action.label}
        </ActionButton>
      ))}
    </div>
  );
}
