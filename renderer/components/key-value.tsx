import type { ReactNode } from 'react';
import styles from './key-value.module.css';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** Facts in two columns: what it is, what it says. */
export function KeyValue({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.list}>
      {facts.map((fact) => (
        <div key={fact.label} style={{ display: 'contents' }}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
