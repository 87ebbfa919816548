import { useTranslation } from 'react-i18next';
import { StateMark } from '../../components/state-mark.tsx';
import { useAge } from '../../i18n/age.ts';
import { useErrorText } from '../../i18n/error-text.ts';
import { useSession } from '../../session/session.ts';
import type { OutboxEntry } from '../../store/outbox-view.ts';
import { useEventName } from '../dossier/event-name.ts';
import styles from './outbox.module.css';

/** An event on its way, and how many more of its dossier go with it. */
export interface OutboxLine {
  readonly entry: OutboxEntry;
  readonly more: number;
}

/** How far the file is that an event waits for; null when it waits for none. */
function useFileText({ file, state }: OutboxEntry): string | null {
  const { t } = useTranslation('outbox');
  const upload = useSession((session) => session.upload);
  if (file !== null && upload?.sha256 === file)
    return t('file-sending', { percent: Math.floor((100 * upload.sent) / upload.size) });
  return state === 'waiting-file' ? t('file-waiting') : null;
}

/** What of whom, how old, and why it is still here. */
export function OutboxRow({ line, next }: { readonly line: OutboxLine; readonly next: string }) {
  const { entry, more } = line;
  const { t } = useTranslation('outbox');
  const age = useAge();
  const errorText = useErrorText();
  const eventName = useEventName();
  const file = useFileText(entry);
  return (
    <div className={styles.row}>
      <span className={styles.code}>{entry.code}</span>
      <span className={styles.name}>
        {entry.applicantName || (entry.stream ? t(`stream.${entry.stream}`) : t('no-name'))}
      </span>
      <span>
        {eventName(entry.type)}
        {more > 0 && ` ${t('and-more', { count: more })}`}
      </span>
      <span>{age(entry.at)}</span>
      {entry.state !== 'needs-attention' || entry.reason === null ? (
        <span className={styles.waiting}>{file ?? next}</span>
      ) : (
        <span className={styles.reason}>
          <StateMark state="needs-attention" /> ·{' '}
          {errorText({
            code: entry.reason.code,
            ...(entry.reason.params ? { params: entry.reason.params } : {}),
          })}
        </span>
      )}
    </div>
  );
}
