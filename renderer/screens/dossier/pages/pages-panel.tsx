import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MEDIA_TYPES } from '../../../../shared/domain/attachment.ts';
import type { Dossier } from '../../../../shared/domain/dossier/state.ts';
import { appError } from '../../../../shared/errors.ts';
import { ActionButton } from '../../../components/action-button.tsx';
import { useHotkeys } from '../../../components/hotkeys.ts';
import { SelectField } from '../../../components/select-field.tsx';
import { useErrorText } from '../../../i18n/error-text.ts';
import { chooseScanFolder, stopScanner } from '../../../use-cases/scan-pages.ts';
import { PaperCamera } from '../../camera/paper-camera.tsx';
import screen from '../../screen.module.css';
import { PanelForm } from '../panel-form.tsx';
import { CropFields } from './crop-fields.tsx';
import { PageTable } from './page-table.tsx';
import styles from './pages.module.css';
import { ReadFields } from './read-fields.tsx';
import { usePages } from './use-pages.ts';
import { useReading } from './use-reading.ts';

interface PagesPanelProps {
  readonly dossier: Dossier;
  /** Files dropped or pasted; a new array brings more. */
  readonly dropped: readonly File[];
  readonly onDone: (said: string) => void;
  readonly onCancel: () => void;
}

/** Pages on the table: from files, the clipboard or the watched folder, onto the right document, put right, kept as PDF. */
export function PagesPanel({ dossier, dropped, onDone, onCancel }: PagesPanelProps) {
  const { t } = useTranslation('pages');
  const errorText = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [documentId, setDocumentId] = useState(dossier.documents[0]?.documentId ?? '');
  const [cropping, setCropping] = useState<number | null>(null);
  const [leaving, setLeaving] = useState(false);
  const [camera, setCamera] = useState(false);
  const table = usePages(dossier, t('loose-name'));
  const { pages, saving } = table;
  const words = useReading(table.setError);
  const to = documentId === '' ? null : documentId;
  const seen = useRef<readonly File[]>([]);
  useEffect(() => {
    if (dropped === seen.current || dropped.length === 0) return;
    seen.current = dropped;
    table.add(
      dropped.map((file) => ({ file, scan: null })),
      to,
    );
  });
  const choose = () => input.current?.click();
  const fromFolder = () => void table.addScans(to);
  const scan = () => void table.addFromScanner(to);
  const chooseFolder = async () => {
    if ((await chooseScanFolder()) !== null) await table.addScans(to);
  };
  const toRead = pages.filter((page) => to !== null && page.documentId === to && page.error === null);
  const readNow = () => {
    if (to !== null && toRead.length > 0 && words.percent === null) void words.read(to, toRead);
  };
  const blanks = pages.filter(({ look }) => look?.blank);
  const dropBlanks = () => table.edit((all) => all.filter(({ look }) => !look?.blank));
  useHotkeys([
    { keys: 'Alt+M', label: t('from.files'), run: choose },
    { keys: 'Alt+J', label: t('from.camera'), run: () => setCamera(true) },
    { keys: 'Alt+G', label: t('from.folder'), run: fromFolder },
    { keys: 'Alt+S', label: t('from.scanner'), run: scan },
    { keys: 'Alt+O', label: t('from.choose-folder'), run: () => void chooseFolder() },
    ...(toRead.length > 0 ? [{ keys: 'Alt+L', label: t('read.do'), run: readNow }] : []),
    ...(blanks.length > 0 ? [{ keys: 'Alt+X', label: t('drop-blank'), run: dropBlanks }] : []),
  ]);
  const documents = [
    ...dossier.documents.map(({ documentId: value, nameVi: label }) => ({ value, label })),
    { value: '', label: t('no-document') },
  ];
  async function save(): Promise<boolean> {
    if (saving) return false;
    if (pages.length === 0) {
      choose();
      return true;
    }
    if (pages.some(({ error }) => error !== null)) {
      table.setError(appError('pages-refused'));
      return false;
    }
    const kept = await table.save(words.reading);
    if (kept !== null) onDone(t('done', { count: kept }));
    return kept !== null;
  }
  function cancel(): void {
    if (saving) return table.stopSaving();
    if (table.scanned !== null) return void stopScanner();
    if (words.percent !== null) return words.stop();
    if (words.reading) return words.drop();
    // Pages may have been scanned for minutes: the first Escape only asks.
    if (pages.length > 0 && !leaving) return setLeaving(true);
    table.edit(() => []);
    onCancel();
  }
  const said = saving
    ? t('saving', { done: saving.done, total: saving.total })
    : table.scanned !== null
      ? t('scanning', { count: table.scanned })
      : words.percent !== null
        ? t('read.progress', { percent: words.percent })
        : leaving && pages.length > 0
          ? t('leave', { count: pages.length })
          : '';
  const cropped = pages.find(({ key }) => key === cropping);
  return (
    <PanelForm
      title={t('title')}
      save={pages.length === 0 ? t('from.files') : t('save', { count: pages.length })}
      error={table.error && errorText(table.error)}
      tall
      onSubmit={save}
      onCancel={cancel}
    >
      <div className={`${screen.row} ${screen.compact} ${styles.from ?? ''}`}>
        <SelectField
          label={t('document')}
          value={documentId}
          onChange={(event) => setDocumentId(event.target.value)}
          options={documents}
          autoFocus
        />
        <ActionButton keys="Alt+M" onPress={choose}>
          {t('from.files')}
        </ActionButton>
        {!camera && (
          <ActionButton keys="Alt+J" onPress={() => setCamera(true)}>
            {t('from.camera')}
          </ActionButton>
        )}
        <ActionButton keys="Alt+G" onPress={fromFolder}>
          {t('from.folder')}
        </ActionButton>
        <ActionButton keys="Alt+S" onPress={scan}>
          {t(table.scanned === null ? 'from.scanner' : 'from.scanning')}
        </ActionButton>
        <ActionButton look="quiet" keys="Alt+O" onPress={() => void chooseFolder()}>
          {t('from.choose-folder')}
        </ActionButton>
        {toRead.length > 0 && (
          <ActionButton keys="Alt+L" onPress={readNow}>
            {t('read.do')}
          </ActionButton>
        )}
        {blanks.length > 0 && (
          <ActionButton keys="Alt+X" onPress={dropBlanks}>
            {t('drop-blank', { count: blanks.length })}
          </ActionButton>
        )}
      </div>
      <input
        ref={input}
        className={styles.hidden}
        type="file"
        multiple
        accept={MEDIA_TYPES.join(',')}
        tabIndex={-1}
        aria-hidden="true"
        data-testid="pages-input"
        onChange={(event) => {
          table.add(
            [...(event.target.files ?? [])].map((file) => ({ file, scan: null })),
            to,
          );
          event.target.value = '';
        }}
      />
      {camera && (
        <PaperCamera
          keys="Alt+J"
          onPage={(file, corners) => table.add([{ file, scan: null, corners }], to)}
          onClose={() => setCamera(false)}
        />
      )}
      {pages.length === 0 && !camera ? (
        <p className={screen.muted}>{t('about')}</p>
      ) : (
        <PageTable
          dossier={dossier}
          pages={pages}
          documents={table.documents}
          onEdit={(change) => {
            setLeaving(false);
            // Places on the pages would no longer be right.
            words.drop();
            table.edit(change);
          }}
          onFlatten={(page) => {
            words.drop();
            void table.flatten(page);
          }}
          onRecipe={table.change}
          onCrop={setCropping}
        />
      )}
      {cropped && <CropFields recipe={cropped.recipe} onChange={(recipe) => table.change(cropped, recipe)} />}
      {words.reading && <ReadFields reading={words.reading} onType={words.type} onConfirm={words.confirm} />}
      <p role="status">{said}</p>
    </PanelForm>
  );
}
