import type { ReactNode, Ref } from 'react';
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import styles from './action-button.module.css';
import { Kbd } from './kbd.tsx';

export interface ActionButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** The key that does the same, shown beside the name; registering it is the screen's (`useHotkeys`). */
  readonly keys?: string;
  readonly look?: 'primary' | 'secondary' | 'quiet';
  readonly type?: 'button' | 'submit';
  /** Why it cannot be done now. It stays focusable, and says this on focus. */
  readonly blocked?: string | null;
  readonly autoFocus?: boolean;
  readonly 'aria-label'?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with its key. One that cannot be used now keeps its place and explains itself. */
export function ActionButton(props: ActionButtonProps) {
  const {
    children,
    onPress,
    keys,
    look = 'secondary',
    type = 'button',
    blocked = null,
    autoFocus = false,
    ref,
  } = props;
  const button = (
    <Button
      className={`${styles.button} ${styles[look] ?? ''}`}
      type={type}
      autoFocus={autoFocus}
      onPress={() => {
        if (blocked === null) onPress();
      }}
      {...(blocked === null ? {} : { 'aria-disabled': true })}
      {...(keys === undefined ? {} : { 'aria-keyshortcuts': keys.replace('Ctrl', 'Control') })}
      {...(props['aria-label'] === undefined ? {} : { 'aria-label': props['aria-label'] })}
      {...(ref ? { ref } : {})}
    >
      <span>{children}</span>
      {keys !== undefined && <Kbd keys={keys} />}
    </Button>
  );
  if (blocked === null) return button;
  return (
    <TooltipTrigger delay={0} closeDelay={0}>
      {button}
      <Tooltip className={styles.why ?? ''} offset={6}>
        {blocked}
      </Tooltip>
    </TooltipTrigger>
  );
}
