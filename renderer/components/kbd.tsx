import styles from './kbd.module.css';

const NAMES: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
};

/** A chord such as `Ctrl+Enter` as one line of text. */
export function keyText(keys: string): string {
  return keys
    .split('+')
    .map((key) => NAMES[key] ?? key)
    .join('+');
}

/** The keys of a chord, e.g. `Ctrl+K`, drawn as keys. Decorative: the action's own name says what it does. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys} aria-hidden="true">
      {keys.split('+').map((key) => (
        <kbd key={key} className={styles.key}>
          {NAMES[key] ?? key}
        </kbd>
      ))}
    </span>
  );
}
