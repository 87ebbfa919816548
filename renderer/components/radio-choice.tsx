import type { Ref } from 'react';
import { FieldError, Label, RadioButton, RadioField, RadioGroup, Text } from 'react-aria-components';
import styles from './choice.module.css';

export interface RadioOption<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly disabled?: boolean;
}

export interface RadioChoiceProps<V extends string> {
  readonly label: string;
  readonly options: readonly RadioOption<V>[];
  readonly value: V | null;
  readonly onChange: (value: V) => void;
  readonly onBlur?: () => void;
  readonly description?: string | undefined;
  readonly error?: string | null | undefined;
  readonly name?: string;
  /** The group's label is read but not shown. */
  readonly hideLabel?: boolean;
  readonly ref?: Ref<HTMLDivElement>;
}

/** One of a few, all visible. Arrows move and choose, as in every radio group. */
export function RadioChoice<V extends string>(props: RadioChoiceProps<V>) {
  const { label, options, value, onChange, onBlur, description, error, name, hideLabel, ref } = props;
  return (
    <RadioGroup
      className={styles.group ?? ''}
      value={value}
      onChange={(next) => {
        onChange(next as V);
      }}
      isInvalid={Boolean(error)}
      orientation="horizontal"
      {...(onBlur ? { onBlur } : {})}
      {...(name === undefined ? {} : { name })}
      {...(ref ? { ref } : {})}
    >
      <Label className={hideLabel === true ? 'visually-hidden' : styles.label}>{label}</Label>
      <div className={styles.options}>
        {options.map((option) => (
          <RadioField key={option.value} value={option.value} isDisabled={option.disabled ?? false}>
            <RadioButton className={styles.option ?? ''}>
              <span className={`${styles.mark} ${styles.round}`} aria-hidden="true" />
              {option.label}
            </RadioButton>
          </RadioField>
        ))}
      </div>
      {description && (
        <Text slot="description" className={styles.description}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </RadioGroup>
  );
}
