import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { may } from '../../../shared/domain/rights.ts';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Kbd } from '../../components/kbd.tsx';
import { lockNow } from '../../session/lock.ts';
import { goTo, useSession, type ScreenName } from '../../session/session.ts';
import { CommandPalette } from './command-palette.tsx';
import styles from './frame.module.css';
import { DayExportNotice, useDayExportFailed } from './day-export-notice.tsx';
import { Header } from './header.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { LogNotice } from './log-notice.tsx';
import { NotReal } from './not-real.tsx';
import { StandingNotice } from './standing-notice.tsx';
import { StatusLine } from './status-line.tsx';
import { StorageNotices } from './storage-notices.tsx';
import { useOutboxSummary } from './use-outbox-summary.ts';

type NavName = Exclude<ScreenName, 'dossier' | 'capabilities' | 'calendar' | 'acts' | 'exports' | 'privacy'>;
const NAV: readonly { readonly name: NavName; readonly keys: string }[] = [
  { name: 'reception', keys: 'F2' },
  { name: 'search', keys: 'F3' },
  { name: 'today', keys: 'F4' },
  { name: 'results', keys: 'F6' },
  { name: 'till', keys: 'F7' },
  { name: 'outbox', keys: 'F8' },
  { name: 'reports', keys: 'F9' },
  { name: 'settings', keys: 'F10' },
  { name: 'handover', keys: 'F11' },
];

/** Screens for work on dossiers: whoever only reads is not shown them. Nobody signed in sees all; saving asks for who it is. */
const FOR_WORK: ReadonlySet<ScreenName> = new Set<ScreenName>(['reception', 'results', 'till', 'handover']);

function useScreens(): typeof NAV {
  const role = useSession((session) => session.staff?.role);
  const screen = useSession((session) => session.screen.name);
  const reads = role !== undefined && !may(role, 'work');
  useEffect(() => {
    if (reads && FOR_WORK.has(screen)) goTo('search');
  }, [reads, screen]);
  return reads ? NAV.filter(({ name }) => !FOR_WORK.has(name)) : NAV;
}

function Nav({ screens }: { readonly screens: typeof NAV }) {
  const { t } = useTranslation(['common', 'reports']);
  const open = useSession((session) =>
    session.screen.name === 'dossier' ? session.screen.params['from'] : session.screen.name,
  );
  const summary = useOutboxSummary();
  const exportFailed = useDayExportFailed();
  const waiting = summary ? summary.unsent + summary.held : 0;
  return (
    <nav className={styles.nav} aria-label={t('nav.label')}>
      {screens.map(({ name, keys }) => (
        <button
          key={name}
          type="button"
          className={styles.link}
          aria-keyshortcuts={keys}
          {...(open === name ? { 'aria-current': 'page' as const } : {})}
          onClick={() => {
            goTo(name);
          }}
        >
          <span className={styles.keys}>
            <Kbd keys={keys} />
          </span>
          {t(`nav.${name}`)}
          {name === 'reports' && exportFailed && (
            <span className={styles.count} title={t('reports:day-export.nav')}>
              <span aria-hidden="true">!</span>
              <span className="visually-hidden">{t('reports:day-export.nav')}</span>
            </span>
          )}
          {name === 'outbox' && waiting > 0 && <span className={styles.count}>{waiting}</span>}
        </button>
      ))}
    </nav>
  );
}

/** Puts the focus on a screen that does not place it itself, so that keys and screen readers start there. */
function useFocusOnScreen() {
  const main = useRef<HTMLElement>(null);
  const screen = useSession((session) => session.screen.name);
  useEffect(() => {
    const active = document.activeElement;
    // A question that came with the screen keeps it.
    if (active?.closest('[role=dialog]')) return;
    if (!main.current?.contains(active)) main.current?.focus();
  }, [screen]);
  return main;
}

/** What stands around every screen: who and where, the screens' keys, and the status line. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation(['common', 'lock']);
  const [front, setFront] = useState<'help' | 'palette' | null>(null);
  const main = useFocusOnScreen();
  const screens = useScreens();
  const screen = useSession((session) => session.screen.name);
  const close = () => {
    setFront(null);
  };
  useHotkeys([
    ...screens.map(({ name, keys }) => ({
      keys,
      label: t(`screen.${name}`),
      run: () => {
        goTo(name);
      },
    })),
    {
      keys: 'Alt+V',
      label: t('screen.capabilities'),
      run: () => {
        goTo('capabilities');
      },
    },
    {
      keys: 'Alt+L',
      label: t('screen.calendar'),
      run: () => {
        goTo('calendar');
      },
    },
    { keys: 'Ctrl+L', label: t('lock:lock-now'), run: () => void lockNow() },
    { keys: 'Ctrl+K', label: t('palette.title'), run: () => setFront('palette') },
    { keys: 'F1', label: t('help.title'), run: () => setFront('help') },
  ]);
  return (
    <div className={styles.frame}>
      <Header onCommands={() => setFront('palette')} />
      <Nav screens={screens} />
      <main ref={main} className={styles.main} tabIndex={-1} aria-label={t(`screen.${screen}`)}>
        <NotReal />
        <StandingNotice />
        <LogNotice />
        <StorageNotices />
        <DayExportNotice />
        <div className={styles.screen}>{children}</div>
      </main>
      <StatusLine onHelp={() => setFront('help')} />
      {front === 'help' && <HelpDialog onClose={close} />}
      {front === 'palette' && <CommandPalette onClose={close} />}
    </div>
  );
}
