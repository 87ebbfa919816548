import type { ReactNode } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import styles from './settings.module.css';

export interface SubmitFormProps {
  /** What stands over the fields. */
  readonly about?: ReactNode;
  /** What is wrong with the whole, in words. */
  readonly error: string | null;
  /** What the button says. */
  readonly submit: string;
  readonly onSubmit: (values: FormData, form: HTMLFormElement) => void;
  /** The fields. */
  readonly children: ReactNode;
}

/** A few fields that go off together with Enter; the page itself never goes anywhere. */
export function SubmitForm({ about, error, submit, onSubmit, children }: SubmitFormProps) {
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(new FormData(event.currentTarget), event.currentTarget);
      }}
    >
      {about}
      {error !== null && <Notice kind="error">{error}</Notice>}
      <div className={styles.fields}>{children}</div>
      <ActionButton type="submit" look="primary" onPress={() => undefined} keys="Enter">
        {submit}
      </ActionButton>
    </form>
  );
}
