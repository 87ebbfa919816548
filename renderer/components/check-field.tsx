import type { ReactNode, Ref } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components';
import styles from './choice.module.css';

export interface CheckFieldProps {
  readonly children: ReactNode;
  readonly selected: boolean;
  readonly onChange: (selected: boolean) => void;
  readonly onBlur?: () => void;
  readonly name?: string;
  readonly invalid?: boolean;
  readonly disabled?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A box to tick; Space ticks it. */
export function CheckField({
  children,
  selected,
  onChange,
  onBlur,
  name,
  invalid,
  disabled,
  inputRef,
}: CheckFieldProps) {
  return (
    <CheckboxField
      isSelected={selected}
      onChange={onChange}
      isInvalid={invalid ?? false}
      isDisabled={disabled ?? false}
      {...(onBlur ? { onBlur } : {})}
      {...(name === undefined ? {} : { name })}
      {...(inputRef ? { inputRef } : {})}
    >
      <CheckboxButton className={styles.option ?? ''}>
        <span className={`${styles.mark} ${styles.square}`} aria-hidden="true" />
        <span>{children}</span>
      </CheckboxButton>
    </CheckboxField>
  );
}
