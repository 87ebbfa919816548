import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { formatWhen } from '../../i18n/when.ts';
import { checkExport, type CheckedFile } from '../../use-cases/check-export.ts';
import { useGivenFiles } from '../use-given-files.ts';
import styles from './exports.module.css';

/** Holds a file (chosen, or dropped on the window) against what was recorded when it was exported. */
export function CheckFile({ onFound }: { readonly onFound: (id: string) => void }) {
  const { t, i18n } = useTranslation('exports');
  const input = useRef<HTMLInputElement>(null);
  const [checked, setChecked] = useState<CheckedFile | 'checking' | null>(null);
  async function check(file: File | undefined): Promise<void> {
    if (!file) return;
    setChecked('checking');
    const result: CheckedFile = await checkExport({ name: file.name, bytes: await file.arrayBuffer() });
    setChecked(result);
    if (result.found === 'same') onFound(result.export.id);
  }
  useGivenFiles(([file]) => void check(file));
  const choose = () => input.current?.click();
  useHotkeys([{ keys: 'Alt+K', label: t('check'), run: choose }]);
  function words(): string {
    if (checked === null) return '';
    if (checked === 'checking') return t('checking');
    const { file } = checked;
    if (checked.found === 'unknown') return t('unknown', { file });
    const { at, by } = checked.export.exported;
    const when = formatWhen(at, 'full', i18n.language);
    return checked.found === 'same'
      ? `✓ ${t('same', { file, who: by.name, when })}`
      : `✗ ${t('altered', { file, when })}`;
  }
  return (
    <>
      <strong role="status" className={styles.checked}>
        {words()}
      </strong>
      <ActionButton keys="Alt+K" onPress={choose}>
        {t('check')}
      </ActionButton>
      <input
        ref={input}
        className={styles.hidden}
        type="file"
        accept=".xlsx,.csv,.pdf,.png"
        tabIndex={-1}
        aria-hidden="true"
        data-testid="check-input"
        onChange={({ target }) => {
          void check(target.files?.[0]);
          target.value = '';
        }}
      />
    </>
  );
}
