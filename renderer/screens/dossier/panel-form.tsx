import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import screen from '../screen.module.css';
import styles from './dossier.module.css';

interface PanelFormProps {
  readonly title: string;
  readonly save: string;
  /** What leaving it is called; “cancel” if not said. */
  readonly cancel?: string;
  readonly error: string | null;
  /** It takes all the room there is: what is shown beneath it gives way. */
  readonly tall?: boolean;
  /** Gives whether it was saved; if not, the first wrong field gets the focus. */
  readonly onSubmit: (values: FormData) => Promise<boolean>;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** A form that opens in place over the timeline: Ctrl+Enter saves, Escape leaves it. */
export function PanelForm(props: PanelFormProps) {
  const { title, save: saveLabel, error, onSubmit, onCancel, children } = props;
  const { t } = useTranslation('common');
  const cancel = props.cancel ?? t('action.cancel');
  const form = useRef<HTMLFormElement>(null);
  const [refusals, setRefusals] = useState(0);
  async function save(): Promise<void> {
    if (form.current && !(await onSubmit(new FormData(form.current)))) setRefusals((count) => count + 1);
  }
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  const submit = () => void save();
  useHotkeys([
    { keys: 'Ctrl+Enter', label: saveLabel, run: submit },
    { keys: 'Escape', label: cancel, run: onCancel },
  ]);
  return (
    <form
      ref={form}
      className={`${styles.panel} ${props.tall ? styles.tall : ''}`}
      aria-label={title}
      noValidate
      onKeyDownCapture={(event) => {
        // Radios keep Enter for themselves: here Ctrl+Enter saves wherever the focus is.
        if (event.key !== 'Enter' || !event.ctrlKey || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        submit();
      }}
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
          {saveLabel}
        </ActionButton>
        <ActionButton keys="Escape" onPress={onCancel}>
          {cancel}
        </ActionButton>
      </div>
    </form>
  );
}
