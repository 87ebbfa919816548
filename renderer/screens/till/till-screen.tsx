import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../shared/clock.ts';
import { whyNotShift } from '../../../shared/domain/till/decide-shift.ts';
import type { Till } from '../../../shared/domain/till/till.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { useErrorText } from '../../i18n/error-text.ts';
import { now } from '../../session/clock.ts';
import { useSession } from '../../session/session.ts';
import screen from '../screen.module.css';
import { BookPanel } from './book-panel.tsx';
import { Book } from './book.tsx';
import { CountPanel } from './count-panel.tsx';
import { MovePanel } from './move-panel.tsx';
import { ShiftsView } from './shifts-view.tsx';
import { TillFacts } from './till-facts.tsx';
import styles from './till.module.css';
import { useTill, type TillView } from './use-till.ts';

type Command = 'open' | 'in' | 'out' | 'close';
type Panel = Command | 'book';
const COMMANDS = [
  { panel: 'open', keys: 'Alt+M', command: 'open' },
  { panel: 'in', keys: 'Alt+T', command: 'moveCash' },
  { panel: 'out', keys: 'Alt+R', command: 'moveCash' },
  { panel: 'close', keys: 'Alt+C', command: 'close' },
] as const;

interface ActionsProps {
  readonly till: Till;
  readonly onPanel: (panel: Panel) => void;
  readonly onShifts: () => void;
}

/** What can be done with the till now, each with its key; what cannot says why. */
function Actions({ till, onPanel, onShifts }: ActionsProps) {
  const { t } = useTranslation('till');
  const errorText = useErrorText();
  const staff = useSession((session) => session.staff);
  const signIn = staff ? null : t('sign-in');
  const actions = [
    ...COMMANDS.map(({ panel, keys, command }) => {
      const stop = whyNotShift(till, command);
      return {
        keys,
        label: t(`do.${panel}`),
        blocked: signIn ?? (stop ? errorText(stop) : null),
        act: () => onPanel(panel),
      };
    }),
    { keys: 'Alt+I', label: t('do.book'), blocked: signIn, act: () => onPanel('book') },
    { keys: 'Alt+K', label: t('do.shifts'), blocked: signIn, act: onShifts },
  ].map((action) => ({ ...action, run: () => (action.blocked === null ? action.act() : undefined) }));
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

/** What the till is now, with the panel that is open. */
function TillNow({
  view,
  onShifts,
  onSaid,
}: {
  readonly view: TillView;
  readonly onShifts: (closed: string | null) => void;
  readonly onSaid: (text: string | null) => void;
}) {
  const { t } = useTranslation('till');
  const [panel, setPanel] = useState<Panel | null>(null);
  const { till, outbox, unsentReceipts } = view;
  const cancel = () => setPanel(null);
  const done = (text: string) => {
    setPanel(null);
    onSaid(text);
  };
  return (
    <>
      <Actions till={till} onPanel={setPanel} onShifts={() => onShifts(null)} />
      {panel === 'open' || panel === 'close' ? (
        // All the room is for counting: what should be there stands beside it.
        <div className={styles.whole}>
          <CountPanel
            key={panel}
            type={panel}
            expected={till.cash}
            unsent={outbox.unsent}
            receipts={unsentReceipts}
            onDone={(shiftId) => {
              done(t(`done.${panel}`));
              // Its papers are printed from there.
              if (panel === 'close') onShifts(shiftId);
            }}
            onCancel={cancel}
          />
        </div>
      ) : (
        <>
          <TillFacts {...view} />
          {(panel === 'in' || panel === 'out') && (
            <MovePanel
              key={panel}
              direction={panel}
              onDone={() => done(t(`done.${panel}`))}
              onCancel={cancel}
            />
          )}
          {panel === 'book' && <BookPanel day={dayOf(now())} onDone={done} onCancel={cancel} />}
          <Book entries={till.entries} />
        </>
      )}
    </>
  );
}

function OpenTill(view: TillView) {
  const { t } = useTranslation('till');
  const [earlier, setEarlier] = useState<{ readonly first: string | null } | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  return (
    <div className={screen.screen}>
      <div className={screen.head}>
        <h1>{t('title')}</h1>
        <span role="status" className={screen.muted}>
          {said}
        </span>
      </div>
      {earlier ? (
        <ShiftsView
          first={earlier.first}
          onBack={() => {
            setEarlier(null);
            setSaid(null);
          }}
        />
      ) : (
        <TillNow view={view} onShifts={(first) => setEarlier({ first })} onSaid={setSaid} />
      )}
    </div>
  );
}

/** The till of this counter: what should be in the drawer, every event behind it, and the shifts. */
export function TillScreen() {
  const { t } = useTranslation('common');
  const view = useTill();
  return view ? <OpenTill {...view} /> : <p className={screen.empty}>{t('loading')}</p>;
}
