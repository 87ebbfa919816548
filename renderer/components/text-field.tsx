import type { ComponentPropsWithoutRef, Ref } from 'react';
import { Field, type FieldTexts } from './field.tsx';
import styles from './field.module.css';

type Native = Omit<ComponentPropsWithoutRef<'input'>, 'className' | 'id' | 'size'> &
  Pick<ComponentPropsWithoutRef<'textarea'>, 'rows'>;

export interface TextFieldProps extends FieldTexts, Omit<Native, keyof FieldTexts> {
  readonly multiline?: boolean;
  readonly className?: string | undefined;
  readonly ref?: Ref<HTMLInputElement & HTMLTextAreaElement>;
  readonly inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
}

function both<T>(...refs: readonly (Ref<T> | undefined)[]): (element: T | null) => void {
  return (element) => {
    for (const ref of refs) {
      if (typeof ref === 'function') ref(element);
      else if (ref) ref.current = element;
    }
  };
}

/**
 * A text box with its label and error. The control is a plain native one: react-hook-form's `register` spreads onto it,
 * and Vietnamese input methods type into it with nothing re-rendering under the cursor.
 */
export function TextField(props: TextFieldProps) {
  const { label, description, error, hint, multiline, className, ref, inputRef, rows, ...native } = props;
  const shared = {
    autoComplete: 'off',
    spellCheck: false,
    className: styles.input,
    ref: both(ref, inputRef),
  };
  return (
    <Field label={label} description={description} error={error} hint={hint} className={className}>
      {(wiring) =>
        multiline === true ? (
          <textarea
            {...shared}
            {...(native as ComponentPropsWithoutRef<'textarea'>)}
            {...wiring}
            rows={rows ?? 3}
          />
        ) : (
          <input type="text" {...shared} {...native} {...wiring} />
        )
      }
    </Field>
  );
}
