import { useTranslation } from 'react-i18next';
import type { Measure } from '../../../shared/domain/report/measure.ts';
import { keepParams } from '../open-dossier.ts';
import styles from './reports.module.css';

interface NumberButtonProps {
  readonly measure: Measure;
  readonly value: number;
  /** What the number is of, when a row of a table. */
  readonly row?: { readonly key: string; readonly name: string };
  readonly look?: 'large' | 'plain';
}

/** A number that opens to the dossiers it counts. */
export function NumberButton({ measure, value, row, look = 'plain' }: NumberButtonProps) {
  const { t } = useTranslation('reports');
  const name = t(`measure.${measure}`);
  return (
    <button
      type="button"
      className={`${styles.number} ${styles[look] ?? ''}`}
      aria-label={t('open-number', { name: row ? `${name}, ${row.name}` : name, count: value })}
      onClick={() => keepParams({ measure, key: row?.key ?? '' })}
    >
      {value}
    </button>
  );
}
