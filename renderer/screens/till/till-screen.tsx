import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { whyNotShift } from '../../../shared/domain/till/decide-shift.ts';
import type { Till } from '../../../shared/domain/till/till.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { useSession } from '../../session/session.ts';
import { openDossier } from '../open-dossier.ts';
import screen from '../screen.module.css';
import { CountPanel } from './count-panel.tsx';
import { MovePanel } from './move-panel.tsx';
import { TillFacts } from './till-facts.tsx';
import { isOfDossier, TillRow } from './till-row.tsx';
import styles from './till.module.css';
import { useTill, type TillView } from './use-till.ts';

type Panel = 'open' | 'in' | 'out' | 'close';
const ACTIONS = [
  { panel: 'open', keys: 'Alt+M', command: 'open' },
  { panel: 'in', keys: 'Alt+T', command: 'moveCash' },
  { panel: 'out', keys: 'Alt+R', command: 'moveCash' },
  { panel: 'close', keys: 'Alt+C', command: 'close' },
] as const;

interface ActionsProps {
  readonly till: Till;
  readonly onPanel: (panel: Panel) => void;
}

/** What can be done with the till now, each with its key; what cannot says why. */
function Actions({ till, onPanel }: ActionsProps) {
  const { t } = useTranslation('till');
  const errorText = useErrorText();
  const staff = useSession((session) => session.staff);
  const actions = ACTIONS.map(({ panel, keys, command }) => {
    const stop = whyNotShift(till, command);
    const blocked = staff ? (stop ? errorText(stop) : null) : t('sign-in');
    return {
      keys,
      label: t(`do.${panel}`),
      blocked,
      run: () => (blocked === null ? onPanel(panel) : undefined),
    };
  });
  useHotkeys(actions.map(({ keys, label, run }) => ({ keys, label, run })));
  return (
    <div className={screen.row} role="toolbar" aria-label={t('do.label')}>
      {actions.map(({ keys, label, blocked, run }) => (
        <ActionButton key={keys} keys={keys} onPress={run} blocked={blocked}>
          {label}
        </ActionButton>
      ))}
    </div>
  );
}

function Book({ till }: { readonly till: Till }) {
  const { t } = useTranslation('till');
  if (till.entries.length === 0)
    return (
      <p className={screen.empty} role="status">
        {t('book-empty')}
      </p>
    );
  return (
    <div className={screen.list}>
      <div className={`${styles.line} ${styles.headings}`} aria-hidden="true">
        <span>{t('column.when')}</span>
        <span>{t('column.what')}</span>
        <span>{t('column.detail')}</span>
        <span className={styles.amount}>{t('column.amount')}</span>
        <span className={styles.amount}>{t('column.cash')}</span>
      </div>
      <VirtualList
        label={t('book')}
        items={till.entries.toReversed()}
        keyOf={(entry) => entry.eventId}
        render={(entry) => <TillRow entry={entry} />}
        onOpen={(entry) => {
          if (isOfDossier(entry)) openDossier(entry.streamId);
        }}
        autoFocus
      />
    </div>
  );
}

function OpenTill(view: TillView) {
  const { t } = useTranslation('till');
  const [panel, setPanel] = useState<Panel | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const { till, outbox } = view;
  const cancel = () => setPanel(null);
  const done = (what: Panel) => () => {
    setPanel(null);
    setSaid(t(`done.${what}`));
  };
  return (
    <div className={screen.screen}>
      <div className={screen.head}>
        <h1>{t('title')}</h1>
        <span role="status" className={screen.muted}>
          {said}
        </span>
      </div>
      <Actions till={till} onPanel={setPanel} />
      {panel === 'open' || panel === 'close' ? (
        // All the room is for counting: what should be there stands beside it.
        <div className={styles.whole}>
          <CountPanel
            key={panel}
            type={panel}
            expected={till.cash}
            unsent={outbox.unsent}
            onDone={done(panel)}
            onCancel={cancel}
          />
        </div>
      ) : (
        <>
          <TillFacts {...view} />
          {panel !== null && (
            <MovePanel key={panel} direction={panel} onDone={done(panel)} onCancel={cancel} />
          )}
          <Book till={till} />
        </>
      )}
    </div>
  );
}

/** The till of this counter: what should be in the drawer, every event behind it, and the shift. */
export function TillScreen() {
  const { t } = useTranslation('common');
  const view = useTill();
  return view ? <OpenTill {...view} /> : <p className={screen.empty}>{t('loading')}</p>;
}
