import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../../shared/domain/attachment.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Section } from '../../components/section.tsx';
import { StateMark, type MarkState } from '../../components/state-mark.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { useSession } from '../../session/session.ts';
import type { TimelineEntry } from '../../store/queries.ts';
import type { PushState } from '../../store/outbox.ts';
import { saveCopy, wrongFiles } from '../../use-cases/attached-files.ts';
import screen from '../screen.module.css';
import { useRequest } from '../use-request.ts';
import styles from './attachments.module.css';
import { useFileSize } from './file-size.ts';

/** Where each file's event stands, by SHA-256. */
function pushStates(entries: readonly TimelineEntry[]): ReadonlyMap<string, PushState> {
  return new Map(
    entries.flatMap(({ body, push }): [string, PushState][] =>
      body?.type === 'documentAttached' && push !== 'superseded' ? [[body.data.sha256, push]] : [],
    ),
  );
}

/** Files that are not on this machine as they should be; looked at anew when the list or what is sent changes. */
function useWrongFiles(files: readonly Attachment[]): ReadonlySet<string> {
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const sending = useSession((session) => session.upload?.sha256);
  const key = files.map(({ sha256 }) => sha256).join();
  useEffect(() => {
    let current = true;
    void wrongFiles(files).then((found) => current && setWrong(found));
    return () => {
      current = false;
    };
    // By what the files are: the array is a new one at every drawing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, sending]);
  return wrong;
}

function markOf(push: PushState | undefined, wrong: boolean): MarkState {
  if (push === 'accepted' || push === 'foreign') return 'sent';
  if (push === 'needs-attention' || wrong) return 'needs-attention';
  return push === 'waiting-file' ? 'waiting-file' : 'saved';
}

function FileState({ sha256, mark }: { readonly sha256: string; readonly mark: MarkState }) {
  const { t } = useTranslation('dossier');
  const upload = useSession((session) => session.upload);
  if (upload?.sha256 !== sha256 || mark === 'sent') return <StateMark state={mark} />;
  return <span>{t('attach.sending', { percent: Math.floor((100 * upload.sent) / upload.size) })}</span>;
}

/** The attached files: what each is, whether the portal has it, and a copy of it for the asking. */
export function AttachmentsPart({
  dossier,
  entries,
}: {
  readonly dossier: Dossier;
  /** What happened to it. */
  readonly entries: readonly TimelineEntry[];
}) {
  const { t } = useTranslation('dossier');
  const errorText = useErrorText();
  const fileSize = useFileSize();
  const files = dossier.erased ? [] : (dossier.attachments ?? []);
  const push = pushStates(entries);
  const wrong = useWrongFiles(files);
  const { errors, run } = useRequest();
  const [where, setWhere] = useState<string | null>(null);
  async function copy(file: Attachment): Promise<void> {
    setWhere(null);
    await run(async () => {
      const saved = await saveCopy(file);
      if (saved.ok) setWhere(saved.value.where);
      return saved;
    });
  }
  const lineOf = ({ documentId }: Attachment) =>
    dossier.documents.find((document) => document.documentId === documentId)?.nameVi;
  return (
    <Section title={t('attach.files')}>
      {files.length === 0 && <p className={screen.muted}>{t('attach.none')}</p>}
      <ul className={styles.files} data-testid="attachments">
        {files.map((file) => (
          <li key={file.sha256} className={styles.file}>
            <span className={styles.name}>{file.name}</span>
            <span className={screen.muted}>
              {[fileSize(file.size), lineOf(file)].filter(Boolean).join(' · ')}
            </span>
            <FileState sha256={file.sha256} mark={markOf(push.get(file.sha256), wrong.has(file.sha256))} />
            <ActionButton
              look="quiet"
              aria-label={t('attach.copy-of', { name: file.name })}
              onPress={() => void copy(file)}
            >
              {t('attach.copy')}
            </ActionButton>
          </li>
        ))}
      </ul>
      {errors[0] && <Notice kind="error">{errorText(errors[0])}</Notice>}
      {where !== null && <p role="status">{t('done.saved', { where })}</p>}
    </Section>
  );
}
