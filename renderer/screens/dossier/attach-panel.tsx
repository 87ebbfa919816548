import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MEDIA_TYPES } from '../../../shared/domain/attachment.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { SelectField } from '../../components/select-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import styles from './attachments.module.css';
import { PanelForm } from './panel-form.tsx';
import { useFileSize } from './file-size.ts';
import { useAttaching, type GivenFile } from './use-attaching.ts';

interface AttachPanelProps {
  readonly dossier: Dossier;
  /** Files dropped or pasted; a new array brings more. */
  readonly dropped: readonly File[];
  readonly onDone: (said: string) => void;
  readonly onCancel: () => void;
}

function Given({ file }: { readonly file: GivenFile }) {
  const { t } = useTranslation('dossier');
  const errorText = useErrorText();
  const fileSize = useFileSize();
  const percent = Math.floor((100 * file.done) / Math.max(1, file.size));
  return (
    <li className={styles.given} data-state={file.state}>
      <span className={styles.name}>{file.name}</span>
      <span>{fileSize(file.size)}</span>
      {file.state === 'refused' ? (
        <span role="alert" className={styles.refused}>
          {file.error && errorText(file.error)}
        </span>
      ) : (
        <span>{t(`attach.state-${file.state}`, { percent })}</span>
      )}
    </li>
  );
}

/** Attaches files: chosen with Ctrl+Enter, dropped or pasted; several at once. Escape stops what is being copied. */
export function AttachPanel({ dossier, dropped, onDone, onCancel }: AttachPanelProps) {
  const { t } = useTranslation('dossier');
  const input = useRef<HTMLInputElement>(null);
  const [documentId, setDocumentId] = useState('');
  const { given, add } = useAttaching(dossier.id, (count, healed) =>
    onDone(healed === count ? t('attach.healed', { count }) : t('attach.done', { count })),
  );
  const seen = useRef<readonly File[]>([]);
  useEffect(() => {
    if (dropped === seen.current || dropped.length === 0) return;
    seen.current = dropped;
    add(dropped, documentId || null);
  });
  return (
    <PanelForm
      title={t('attach.title')}
      save={t('attach.choose')}
      error={null}
      onSubmit={() => {
        input.current?.click();
        return Promise.resolve(true);
      }}
      onCancel={onCancel}
    >
      <SelectField
        label={t('attach.line')}
        description={t('attach.about')}
        value={documentId}
        onChange={(event) => setDocumentId(event.target.value)}
        options={[
          { value: '', label: t('attach.no-line') },
          ...dossier.documents.map(({ documentId: value, nameVi: label }) => ({ value, label })),
        ]}
        autoFocus
      />
      <input
        ref={input}
        className={styles.hidden}
        type="file"
        multiple
        accept={MEDIA_TYPES.join(',')}
        tabIndex={-1}
        aria-hidden="true"
        data-testid="attach-input"
        onChange={(event) => {
          add([...(event.target.files ?? [])], documentId || null);
          event.target.value = '';
        }}
      />
      {given.length > 0 && (
        <ul aria-label={t('attach.files')} aria-live="polite">
          {given.map((file) => (
            <Given key={file.key} file={file} />
          ))}
        </ul>
      )}
    </PanelForm>
  );
}
