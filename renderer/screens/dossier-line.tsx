import { useTranslation } from 'react-i18next';
import { aboutOf, codeOf } from '../../shared/domain/dossier/state.ts';
import { StateMark } from '../components/state-mark.tsx';
import { When } from '../components/when.tsx';
import type { DossierView } from '../store/queries.ts';
import styles from './dossier-line.module.css';

export type LineColumn = 'at' | 'code' | 'name' | 'procedure' | 'due' | 'state' | 'matched';

const WIDTHS: Readonly<Record<LineColumn, string>> = {
  at: '3.2rem',
  code: '15.6rem',
  name: 'minmax(6rem, 1fr)',
  procedure: 'minmax(0, 1.5fr)',
  due: '9.5rem',
  state: '8.5rem',
  matched: 'minmax(10.5rem, 0.9fr)',
};

/** Columns that give way when there is little room. */
function isSpare(column: LineColumn, columns: readonly LineColumn[]): boolean {
  return column === 'procedure' || (column === 'due' && columns.includes('matched'));
}

function widths(columns: readonly LineColumn[]): React.CSSProperties {
  const narrow = columns.filter((column) => !isSpare(column, columns));
  return {
    '--wide': columns.map((column) => WIDTHS[column]).join(' '),
    '--narrow': narrow.map((column) => WIDTHS[column]).join(' '),
  } as React.CSSProperties;
}

function classOf(column: LineColumn, columns: readonly LineColumn[]): string {
  return `${styles.cell} ${styles[column] ?? ''} ${isSpare(column, columns) ? styles.spare : ''}`;
}

/** Names of the columns over a list of dossiers. */
export function DossierLineHead({
  columns,
  matched,
}: {
  readonly columns: readonly LineColumn[];
  readonly matched?: string;
}) {
  const { t } = useTranslation('today');
  return (
    <div className={`${styles.line} ${styles.head}`} style={widths(columns)} aria-hidden="true">
      {columns.map((column) => (
        <span key={column} className={classOf(column, columns)}>
          {column === 'matched' ? matched : t(`columns.${column}`)}
        </span>
      ))}
    </div>
  );
}

/** A dossier as one row of a list. */
export function DossierLine({
  view,
  columns,
  matched,
}: {
  readonly view: DossierView;
  readonly columns: readonly LineColumn[];
  readonly matched?: string;
}) {
  const { reception } = view.dossier;
  const about = aboutOf(view.dossier);
  const dueAt = reception?.dueAt ?? view.dossier.filing?.details?.deadline.dueAt;
  const cell = (column: LineColumn) => {
    switch (column) {
      case 'at':
        return about && <When at={about.at} style="time" />;
      case 'code':
        return codeOf(view.dossier);
      case 'name':
        return about?.applicant?.name;
      case 'procedure':
        return about?.procedure.nameVi;
      case 'due':
        return dueAt !== undefined && <When at={dueAt} style="date" />;
      case 'matched':
        return matched;
      case 'state':
        return <StateMark state={view.sync} />;
    }
  };
  return (
    <div className={styles.line} style={widths(columns)}>
      {columns.map((column) => (
        <span key={column} className={classOf(column, columns)}>
          {cell(column)}
        </span>
      ))}
    </div>
  );
}
