import { useId, type ReactNode } from 'react';
import styles from './field.module.css';

export interface FieldTexts {
  readonly label: string;
  /** What to type, said before anything goes wrong. */
  readonly description?: string | undefined;
  /** What is wrong and what to type instead; null or empty when all is well. */
  readonly error?: string | null | undefined;
  /** Word after the label, e.g. “không bắt buộc”. */
  readonly hint?: string | undefined;
}

interface Wiring {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

/** Label above, description and error below, wired to the one control that `children` draws. */
export function Field({
  label,
  description,
  error,
  hint,
  className = '',
  children,
}: FieldTexts & {
  readonly className?: string | undefined;
  readonly children: (wiring: Wiring) => ReactNode;
}) {
  const id = useId();
  const wrong = error !== undefined && error !== null && error !== '';
  const described = [description && `${id}-about`, wrong && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={`${styles.field} ${className}`}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {hint && <span className={styles.optional}> · {hint}</span>}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': wrong || undefined })}
      {description && (
        <p className={styles.description} id={`${id}-about`}>
          {description}
        </p>
      )}
      {wrong && (
        <p className={styles.error} id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
