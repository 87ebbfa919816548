import styles from './kbd.module.css';

const NAMES: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
};

/** The keys of a chord; `+` is a key too. */
const keysOf = (keys: string) => (keys === '+' ? ['+'] : keys.split('+'));

/** A chord such as `Ctrl+Enter` as one line of text. */
export function keyText(keys: string): string {
  return keysOf(keys)
    .map((key) => NAMES[key] ?? key)
    .join('+');
}

/** The keys of a chord, e.g. `Ctrl+K`, drawn as keys. Decorative: the action's own name says what it does. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys} aria-hidden="true">
      {keysOf(keys).map((key) => (
        <kbd key={key} className={styles.key}>
          {NAMES[key] ?? key}
        </kbd>
      ))}
    </span>
  );
}
