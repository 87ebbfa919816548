import type { Ref } from 'react';
import {
  Button,
  ComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components';
import fieldStyles from './field.module.css';
import styles from './list-box.module.css';

/** A line of the list. `detail` is a second line, `aside` stands right, e.g. a code or a fee. */
export interface ComboOption {
  readonly id: string;
  readonly text: string;
  readonly detail?: string;
  readonly aside?: string;
}

export interface ComboSearchProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly error?: string | null | undefined;
  readonly placeholder?: string;
  /** What matches now: the caller filters by `text`. */
  readonly options: readonly ComboOption[];
  /** What stands in the box. */
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly onBlur?: () => void;
  readonly name?: string;
  /** Said when nothing matches. */
  readonly emptyText: string;
  /** Said under the list when more match than are listed. */
  readonly moreText?: string | null;
  /** Keeps typed text that is not in the list, e.g. a ward the catalogue does not know. */
  readonly allowOther?: boolean;
  readonly openOnFocus?: boolean;
  readonly wide?: boolean;
  /** The caller lets Enter take the first match: it is shown as chosen until the clerk walks on. */
  readonly enterTakesFirst?: boolean;
  readonly autoFocus?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/**
 * Type to find, arrows to walk, Enter to choose. While an input method composes, Enter and the arrows stay with it
 * (react-aria leaves composing keys alone, and `onText` passes what is typed through untouched).
 */
export function ComboSearch(props: ComboSearchProps) {
  const { label, description, error, options, text, onText, selected, onSelect, inputRef } = props;
  return (
    <ComboBox
      className={fieldStyles.field ?? ''}
      items={options}
      inputValue={text}
      onInputChange={onText}
      value={selected}
      onChange={(key) => {
        if (key !== null) onSelect(String(key));
      }}
      menuTrigger={props.openOnFocus === true ? 'focus' : 'input'}
      allowsCustomValue
      allowsEmptyCollection
      isInvalid={Boolean(error)}
      autoFocus={props.autoFocus ?? false}
      {...(props.onBlur ? { onBlur: props.onBlur } : {})}
      {...(props.name === undefined ? {} : { name: props.name })}
    >
      <Label className={fieldStyles.label}>{label}</Label>
      <div className={styles.control}>
        <Input
          className={`${fieldStyles.input} ${styles.input ?? ''}`}
          autoComplete="off"
          spellCheck={false}
          {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
          {...(inputRef ? { ref: inputRef } : {})}
        />
        <Button className={styles.open ?? ''}>
          <span aria-hidden="true">▾</span>
        </Button>
      </div>
      {description && (
        <Text slot="description" className={fieldStyles.description}>
          {description}
        </Text>
      )}
      <FieldError className={fieldStyles.error ?? ''}>{error}</FieldError>
      <Popover className={`${styles.popover} ${props.wide === true ? styles.wide : ''}`} offset={2}>
        <ListBox<ComboOption>
          className={`${styles.list} ${props.enterTakesFirst === true ? styles.takesFirst : ''}`}
          renderEmptyState={() => <p className={styles.empty}>{props.emptyText}</p>}
        >
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.text} className={styles.item ?? ''}>
              <span>
                <span className={styles.name}>{option.text}</span>
                {option.detail && <span className={styles.detail}> {option.detail}</span>}
              </span>
              {option.aside && <span className={styles.aside}>{option.aside}</span>}
            </ListBoxItem>
          )}
        </ListBox>
        {props.moreText && <p className={styles.more}>{props.moreText}</p>}
      </Popover>
    </ComboBox>
  );
}
