import type { ComponentPropsWithoutRef } from 'react';
import styles from './field.module.css';

type TextCellProps = Omit<ComponentPropsWithoutRef<'input'>, 'className'> & {
  readonly 'aria-label': string;
  readonly invalid?: boolean;
};

/** A text in a table cell, named by `aria-label`. */
export function TextCell({ invalid, ...native }: TextCellProps) {
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      {...native}
      aria-invalid={invalid || undefined}
      className={styles.input}
    />
  );
}
