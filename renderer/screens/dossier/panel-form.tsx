import type { ReactNode } from 'react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import screen from '../screen.module.css';
import styles from './dossier.module.css';

interface PanelFormProps {
  readonly title: string;
  readonly save: string;
  readonly error: string | null;
  readonly onSubmit: (values: FormData) => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** A form that opens in place over the timeline: Ctrl+Enter saves, Escape leaves it. */
export function PanelForm({ title, save, error, onSubmit, onCancel, children }: PanelFormProps) {
  const { t } = useTranslation('common');
  const form = useRef<HTMLFormElement>(null);
  const submit = () => {
    if (form.current) onSubmit(new FormData(form.current));
  };
  useHotkeys([
    { keys: 'Ctrl+Enter', label: save, run: submit },
    { keys: 'Escape', label: t('action.cancel'), run: onCancel },
  ]);
  return (
    <form
      ref={form}
      className={styles.panel}
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2>{title}</h2>
      {error !== null && <Notice kind="error">{error}</Notice>}
      {children}
      <div className={screen.row}>
        <ActionButton look="primary" keys="Ctrl+Enter" onPress={submit}>
          {save}
        </ActionButton>
        <ActionButton keys="Escape" onPress={onCancel}>
          {t('action.cancel')}
        </ActionButton>
      </div>
    </form>
  );
}
