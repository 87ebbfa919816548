import { useId, type ReactNode, type Ref } from 'react';
import { Kbd } from './kbd.tsx';
import styles from './section.module.css';

export interface SectionProps {
  readonly title: string;
  /** A numbered part; Alt and the number jump to it (registered by the screen). */
  readonly number?: number;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLElement>;
}

/** The first control of a part that can take the focus. */
export function focusFirst(section: HTMLElement | null): void {
  section
    ?.querySelector<HTMLElement>(
      'input:not([type=hidden]):not(:disabled), select, textarea, button:not(:disabled), [tabindex="0"]',
    )
    ?.focus();
}

/** A titled part of a page, numbered when it can be jumped to. */
export function Section({ title, number, aside, children, ref }: SectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id} {...(ref ? { ref } : {})}>
      <div className={styles.head}>
        {number !== undefined && (
          <span className={styles.number} aria-hidden="true">
            {number}
          </span>
        )}
        <h2 id={id}>{title}</h2>
        {aside}
        {number !== undefined && (
          <span className={styles.key}>
            <Kbd keys={`Alt+${number}`} />
          </span>
        )}
      </div>
      {children}
    </section>
  );
}
