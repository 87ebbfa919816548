import type { ReactNode, Ref } from 'react';
import { Checkbox } from 'react-aria-components';
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
    <Checkbox
      className={styles.option ?? ''}
      isSelected={selected}
      onChange={onChange}
      isInvalid={invalid ?? false}
      isDisabled={disabled ?? false}
      {...(onBlur ? { onBlur } : {})}
      {...(name === undefined ? {} : { name })}
      {...(inputRef ? { inputRef: inputRef as React.RefObject<HTMLInputElement | null> } : {})}
    >
      <span className={`${styles.mark} ${styles.square}`} aria-hidden="true" />
      <span>{children}</span>
    </Checkbox>
  );
}
