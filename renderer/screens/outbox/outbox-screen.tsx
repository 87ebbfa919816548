import { useLiveQuery } from 'dexie-react-hooks';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/errors.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { formatWhen } from '../../i18n/when.ts';
import { services } from '../../session/services.ts';
import { goTo, useSession } from '../../session/session.ts';
import { outboxEntries, outboxSummary, type OutboxEntry } from '../../store/outbox-view.ts';
import { retryHeld, syncNow } from '../../use-cases/sync-now.ts';
import { openDossier } from '../open-dossier.ts';
import screen from '../screen.module.css';
import { OutboxRow, type OutboxLine } from './outbox-row.tsx';
import styles from './outbox.module.css';

const SHOWN = 100;
/** Up to this many rem of window the reasons need two lines of their own. */
const NARROW_REM = 72;

function linesWithReason(): number {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return window.innerWidth / rem < NARROW_REM ? 3 : 2;
}

/** When the waiting ones will go, in one sentence. */
function useNextTry(): string {
  const { t, i18n } = useTranslation('outbox');
  const sync = useSession((session) => session.sync);
  const staff = useSession((session) => session.staff);
  if (!staff || sync.trouble === 'portal-unauthorised') return t('next-sign-in');
  if (sync.activity === 'pushing' && sync.progress) return t('next-sending', sync.progress);
  if (sync.nextTryAt !== null)
    return t('next-try', { at: formatWhen(sync.nextTryAt, 'time', i18n.language) });
  return sync.connection === 'online' ? t('next-soon') : t('next-connection');
}

function useSending() {
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  async function send(how: typeof syncNow): Promise<void> {
    if (busy) return;
    setBusy(true);
    const result = await how();
    setBusy(false);
    setError(result.ok ? null : (result.error[0] ?? null));
  }
  return { error, send: () => void send(syncNow), retry: () => void send(retryHeld) };
}

function Empty() {
  const { t, i18n } = useTranslation('outbox');
  const lastSyncAt = useSession((session) => session.sync.lastSyncAt);
  return (
    <div className={screen.empty} role="status">
      <p>{t('empty-title')}</p>
      <p className={screen.muted}>
        {lastSyncAt === null
          ? t('empty-never')
          : t('empty-text', { at: formatWhen(lastSyncAt, 'full', i18n.language) })}
      </p>
    </div>
  );
}

/** One line a dossier: its reception, or its oldest waiting event, and how many more of it wait. */
function byDossier(entries: readonly OutboxEntry[]): readonly OutboxLine[] {
  return [...Map.groupBy(entries, (entry) => entry.dossierId).values()].flatMap((group) => {
    const entry = group.find(({ type }) => type === 'received') ?? group[0];
    return entry ? [{ entry, more: group.length - 1 }] : [];
  });
}

/** Why nothing goes at the moment, and what is safe meanwhile; nothing while the portal answers. */
function Trouble() {
  const errorText = useErrorText();
  const trouble = useSession((session) => session.sync.trouble);
  if (trouble === null) return null;
  return <Notice kind="warning">{errorText({ code: trouble })}</Notice>;
}

interface GroupProps {
  readonly title: string;
  readonly hint?: string;
  readonly label: string;
  readonly entries: readonly OutboxLine[];
  readonly next: string;
  readonly lines: number;
  readonly autoFocus: boolean;
}

function Group({ title, hint, label, entries, next, lines, autoFocus }: GroupProps) {
  return (
    <>
      <h2>{title}</h2>
      {hint !== undefined && <p className={screen.muted}>{hint}</p>}
      <VirtualList
        label={label}
        items={entries}
        keyOf={({ entry }) => entry.eventId}
        render={(line) => <OutboxRow line={line} next={next} />}
        onOpen={({ entry }) =>
          entry.stream === 'batch'
            ? goTo('handover', { batchId: entry.dossierId })
            : entry.stream === 'incident'
              ? goTo('privacy')
              : openDossier(entry.dossierId)
        }
        lines={lines}
        autoFocus={autoFocus}
      />
    </>
  );
}

function Groups({ entries, unsent }: { readonly entries: readonly OutboxEntry[]; readonly unsent: number }) {
  const { t } = useTranslation('outbox');
  const sending = useSession((session) => session.sync.activity === 'pushing');
  const next = useNextTry();
  const attention = entries.filter((entry) => entry.state === 'needs-attention');
  const waiting = entries.filter((entry) => entry.state !== 'needs-attention');
  return (
    <>
      {attention.length > 0 && (
        <div className={waiting.length > 0 ? styles.attention : screen.list}>
          <Group
            title={t('groups.attention', { count: attention.length })}
            hint={t('attention-hint')}
            label={t('list-attention')}
            entries={attention.map((entry) => ({ entry, more: 0 }))}
            next={next}
            lines={linesWithReason()}
            autoFocus
          />
        </div>
      )}
      {waiting.length > 0 && (
        <div className={screen.list}>
          <Group
            title={sending ? t('groups.sending', { count: unsent }) : t('groups.waiting', { count: unsent })}
            label={t('list-waiting')}
            entries={byDossier(waiting)}
            next={next}
            lines={1}
            autoFocus={attention.length === 0}
          />
          {unsent > waiting.length && (
            <p className={screen.muted}>{t('first-only', { count: waiting.length })}</p>
          )}
        </div>
      )}
    </>
  );
}

/** What the portal does not have yet, why, and when it will. Nothing here can be deleted. */
export function OutboxScreen() {
  const { t } = useTranslation('outbox');
  const errorText = useErrorText();
  const device = useSession((session) => session.device);
  const staff = useSession((session) => session.staff);
  const latest = useLiveQuery(async () => {
    const { db } = services();
    const [entries, summary] = await Promise.all([outboxEntries(db, SHOWN), outboxSummary(db)]);
    return { entries, ...summary };
  }, [device]);
  // While thousands are sent the list changes with every batch: it is drawn between keys, not before them.
  const found = useDeferredValue(latest);
  const { error, send, retry } = useSending();
  const signInFirst = staff ? null : t('send-blocked-sign-in');
  const retryBlocked = signInFirst ?? (found?.held ? null : t('retry-blocked'));
  useHotkeys([
    { keys: 'F5', label: t('send-now'), run: () => signInFirst ?? send() },
    { keys: 'Shift+F5', label: t('retry'), run: () => retryBlocked ?? retry() },
  ]);
  return (
    <div className={screen.screen}>
      <div className={screen.head}>
        <div>
          <h1>{t('title')}</h1>
          <p className={screen.muted}>{t('intro')}</p>
        </div>
        <div className={`${screen.row} ${screen.spread}`}>
          <ActionButton keys="F5" onPress={send} blocked={signInFirst}>
            {t('send-now')}
          </ActionButton>
          <ActionButton keys="Shift+F5" onPress={retry} blocked={retryBlocked}>
            {t('retry')}
          </ActionButton>
        </div>
      </div>
      {error && (
        <Notice kind="warning" announce>
          {errorText(error)}
        </Notice>
      )}
      {!error && <Trouble />}
      {found?.entries.length === 0 && <Empty />}
      {found && found.entries.length > 0 && <Groups entries={found.entries} unsent={found.unsent} />}
    </div>
  );
}
