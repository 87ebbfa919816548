import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { services } from '../../session/services.ts';
import { useSession } from '../../session/session.ts';
import { readMeta, writeMeta } from '../../store/meta.ts';
import type { ReturnLine } from '../../store/return-lists.ts';
import { openDossier } from '../open-dossier.ts';
import screen from '../screen.module.css';
import type { ResultsView } from './use-results.ts';

interface ResultActionsProps {
  readonly view: ResultsView;
  /** What an action is about: the rows picked, or the one the arrows stand on. */
  readonly meant: readonly ReturnLine[];
  readonly active: ReturnLine | null;
  readonly chosen: number;
  readonly busy: boolean;
  readonly onPost: () => void;
  readonly onAll: () => void;
  readonly onLabels: (ids: readonly string[]) => void;
  readonly onList: (ids: readonly string[]) => void;
  readonly onBack: (dossier: Dossier) => void;
}

interface Action {
  readonly keys: string;
  readonly label: string;
  readonly blocked: string | null;
  readonly run: () => void;
}

const NEXT_PAPER = { A6: 'A4', A4: 'A5', A5: 'A6' } as const;

function useActions(props: ResultActionsProps): readonly Action[] {
  const { view, meant, active, chosen, busy, onPost, onAll, onLabels, onList, onBack } = props;
  const { t } = useTranslation('results');
  const staff = useSession((session) => session.staff);
  const paper = useLiveQuery(() => readMeta(services().db, 'labelPaper'), []) ?? 'A6';
  const ready = staff ? (busy ? t('blocked.busy') : null) : t('blocked.sign-in');
  const some = ready ?? (meant.length === 0 ? t('blocked.empty') : null);
  const ids = meant.map(({ dossier }) => dossier.id);
  const failed = active?.list === 'failed' ? active.dossier : null;
  const all = {
    keys: 'Alt+A',
    label: t(chosen > 0 ? 'do.none' : 'do.all'),
    blocked: active ? null : t('blocked.empty'),
    run: onAll,
  };
  const post = { keys: 'Alt+G', label: t('do.post'), blocked: some, run: onPost };
  if (view !== 'sent') {
    const handOver = {
      keys: 'Alt+T',
      label: t('do.hand-over'),
      blocked: ready ?? (active ? null : t('blocked.empty')),
      run: () => {
        if (active) openDossier(active.dossier.id, 'resultHandedOver');
      },
    };
    return view === 'counter' ? [handOver, post, all] : [post, handOver, all];
  }
  return [
    {
      keys: 'Alt+H',
      label: t('do.back'),
      blocked: ready ?? (failed ? null : t('blocked.not-failed')),
      run: () => {
        if (failed) onBack(failed);
      },
    },
    { keys: 'Alt+N', label: t('do.labels'), blocked: some, run: () => onLabels(ids) },
    { keys: 'Alt+K', label: t('do.list'), blocked: some, run: () => onList(ids) },
    {
      keys: 'Alt+P',
      label: t('do.paper', { paper: paper === 'A6' ? 'A6' : `${paper} × 4` }),
      blocked: null,
      run: () => void writeMeta(services().db, 'labelPaper', NEXT_PAPER[paper]),
    },
    all,
  ];
}

/** What can be done with the results picked, each with its key; what cannot says why. */
export function ResultActions(props: ResultActionsProps) {
  const { t } = useTranslation('results');
  const actions = useActions(props);
  useHotkeys(
    actions.map(({ keys, label, blocked, run }) => ({
      keys,
      label,
      run: () => {
        if (blocked === null) run();
      },
    })),
  );
  return (
    <div className={screen.row} role="toolbar" aria-label={t('do.label')}>
      {actions.map(({ keys, label, blocked, run }, i) => (
        <ActionButton
          key={keys}
          keys={keys}
          onPress={run}
          blocked={blocked}
          look={i === 0 ? 'primary' : 'secondary'}
        >
          {label}
        </ActionButton>
      ))}
    </div>
  );
}
