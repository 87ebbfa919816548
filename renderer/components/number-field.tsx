import type { ComponentPropsWithoutRef, Ref } from 'react';
import fieldStyles from './field.module.css';
import styles from './number-field.module.css';
import { TextField, type TextFieldProps } from './text-field.tsx';

/** A small whole number: digits are typed, nothing spins; what is not a number is said on leaving, never blocked. */
export function NumberField(props: TextFieldProps) {
  return (
    <TextField
      inputMode="numeric"
      maxLength={6}
      {...props}
      className={`${styles.number} ${props.className ?? ''}`}
    />
  );
}

type BareProps = Omit<ComponentPropsWithoutRef<'input'>, 'className'> & {
  readonly 'aria-label': string;
  readonly invalid?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
};

/** A number in a table cell, named by `aria-label`. */
export function NumberCell({ invalid, ...native }: BareProps) {
  return (
    <input
      type="text"
      inputMode="numeric"
      autoComplete="off"
      maxLength={6}
      {...native}
      aria-invalid={invalid || undefined}
      className={`${fieldStyles.input} ${styles.bare}`}
    />
  );
}
