import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../shared/clock.ts';
import { Kbd } from '../../components/kbd.tsx';
import { useAge } from '../../i18n/age.ts';
import { useNow } from '../../i18n/use-now.ts';
import { formatWhen } from '../../i18n/when.ts';
import { goTo, useSession, type SessionState } from '../../session/session.ts';
import styles from './frame.module.css';
import { useShiftNag } from './use-shift-nag.ts';
import { useOutboxSummary } from './use-outbox-summary.ts';

type SyncStatus = SessionState['sync'];

const NOTHING = { unsent: 0, dossiers: 0, oldestAt: null, held: 0 } as const;
const SKEW_SHOWN_MS = 120_000;
const TROUBLES = [
  'portal-captive',
  'portal-tls',
  'portal-pin',
  'signature-wrong',
  'signature-late',
  'portal-unauthorised',
  'portal-busy',
  'portal-failed',
  'portal-timeout',
  'portal-conflict',
  'portal-reply-invalid',
] as const;

/** Bare time for today, with the date for other days. */
function useTimes(): (instant: string) => string {
  const { i18n } = useTranslation();
  const now = useNow();
  return (instant) => formatWhen(instant, dayOf(instant) === dayOf(now) ? 'time' : 'full', i18n.language);
}

function Sign({ sync, enrolled }: { readonly sync: SyncStatus; readonly enrolled: boolean }) {
  const shape =
    !enrolled || sync.connection === 'trouble'
      ? 'trouble'
      : sync.connection === 'online'
        ? 'online'
        : 'offline';
  return (
    <svg className={styles.sign} viewBox="0 0 16 16" aria-hidden="true" data-shape={shape}>
      {shape === 'online' && <circle cx="8" cy="8" r="7" fill="currentColor" />}
      {shape === 'offline' && (
        <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2" />
      )}
      {shape === 'trouble' && <path d="M8 1 15.5 15H.5z" fill="currentColor" />}
    </svg>
  );
}

/** How the connection stands, in words that change only when the state does. */
function useConnectionText(sync: SyncStatus, enrolled: boolean): string {
  const { t } = useTranslation('status');
  const time = useTimes();
  if (!enrolled) return t('line.not-enrolled');
  switch (sync.connection) {
    case 'online':
      return t('line.online');
    case 'unknown':
      return t('line.unknown');
    case 'offline':
      return sync.since === null ? t('line.offline-now') : t('line.offline', { since: time(sync.since) });
    case 'trouble':
      return t(`line.trouble.${TROUBLES.find((code) => code === sync.trouble) ?? 'default'}`);
  }
}

function useParts(sync: SyncStatus): readonly string[] {
  const { t } = useTranslation('status');
  const summary = useOutboxSummary();
  const { unsent, dossiers, oldestAt, held } = summary ?? NOTHING;
  const age = useAge();
  const nag = useShiftNag();
  const time = useTimes();
  const working =
    sync.activity === 'pushing' && sync.progress
      ? t('line.pushing', sync.progress)
      : sync.activity === 'pulling'
        ? t('line.pulling')
        : null;
  const waiting =
    unsent === 0 || oldestAt === null
      ? summary && held === 0
        ? t('line.nothing-unsent')
        : null
      : t('line.unsent', { count: dossiers, age: age(oldestAt) });
  const next =
    sync.connection === 'online'
      ? null
      : sync.nextTryAt
        ? t('line.next-try', { at: time(sync.nextTryAt) })
        : unsent > 0 && sync.connection === 'offline'
          ? t('line.auto')
          : null;
  const skewed = sync.skewMs !== null && Math.abs(sync.skewMs) >= SKEW_SHOWN_MS;
  return [
    held > 0 ? t('line.held', { count: held }) : null,
    nag ? nag.short : null,
    waiting,
    working,
    next,
    sync.lastSyncAt === null ? t('line.never-synced') : t('line.last-sync', { at: time(sync.lastSyncAt) }),
    skewed ? t('skew', { minutes: Math.round(Math.abs(sync.skewMs) / 60_000) }) : null,
  ].filter((part) => part !== null);
}

/** The line that is always there and always true: connection, what waits, since when, what comes next, what to press. */
export function StatusLine({ onHelp }: { readonly onHelp: () => void }) {
  const { t } = useTranslation('status');
  const sync = useSession((session) => session.sync);
  const enrolled = useSession((session) => session.device !== null);
  const connection = useConnectionText(sync, enrolled);
  const parts = useParts(sync);
  const signIn = !enrolled || sync.trouble === 'portal-unauthorised';
  return (
    <footer className={styles.status} aria-label={t('line.label')}>
      <span className={styles.connection} data-connection={sync.connection}>
        <Sign sync={sync} enrolled={enrolled} />
        <span role="status">{connection}</span>
      </span>
      {enrolled &&
        parts.map((part) => (
          <span key={part} className={styles.part}>
            {part}
          </span>
        ))}
      <span className={styles.right}>
        <button
          type="button"
          className={styles.pressable}
          onClick={() => goTo(signIn ? 'settings' : 'outbox')}
        >
          <Kbd keys={signIn ? 'F10' : 'F8'} /> {t(signIn ? 'line.settings' : 'line.see')}
        </button>
        <button type="button" className={styles.pressable} onClick={onHelp}>
          <Kbd keys="F1" /> {t('line.help')}
        </button>
      </span>
    </footer>
  );
}
