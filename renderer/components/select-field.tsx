import type { ComponentPropsWithoutRef, Ref } from 'react';
import { Field, type FieldTexts } from './field.tsx';
import styles from './field.module.css';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

export interface SelectFieldProps
  extends
    FieldTexts,
    Omit<ComponentPropsWithoutRef<'select'>, 'className' | 'id' | 'children' | keyof FieldTexts> {
  readonly options: readonly SelectOption[];
  readonly className?: string | undefined;
  readonly ref?: Ref<HTMLSelectElement>;
}

/** One of a list that need not be seen at once; a native select, so letters jump and `register` spreads onto it. */
export function SelectField({
  label,
  description,
  error,
  hint,
  options,
  className,
  ...native
}: SelectFieldProps) {
  return (
    <Field label={label} description={description} error={error} hint={hint} className={className}>
      {(wiring) => (
        <select className={styles.input} {...native} {...wiring}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
