import { useTranslation } from 'react-i18next';
import { COUNTS } from '../../../../shared/domain/dossier/documents.ts';
import { NumberCell } from '../../../components/number-field.tsx';
import styles from '../dossier.module.css';

export interface CountRow {
  /** Empty for a row whose name is typed. */
  readonly nameVi: string;
  readonly originals?: number;
  readonly certifiedCopies?: number;
  readonly photocopies?: number;
}

/** Documents, with how many of each are meant; boxes are named `<row>.originals` and so on. */
export function CountTable({ label, rows }: { readonly label: string; readonly rows: readonly CountRow[] }) {
  const { t } = useTranslation(['life', 'dossier']);
  const columns = {
    originals: t('dossier:documents-table.originals'),
    certifiedCopies: t('dossier:documents-table.certified'),
    photocopies: t('dossier:documents-table.photocopies'),
  };
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{label}</th>
          {COUNTS.map((column) => (
            <th key={column} scope="col">
              {columns[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={`${String(i)}${row.nameVi}`}>
            <td>
              {row.nameVi === '' ? (
                <input
                  name={`${String(i)}.name`}
                  className={styles.freeName}
                  aria-label={t('field.other')}
                  placeholder={t('field.other')}
                  autoComplete="off"
                />
              ) : (
                row.nameVi
              )}
            </td>
            {COUNTS.map((column, at) => (
              <td key={column}>
                <NumberCell
                  name={`${String(i)}.${column}`}
                  aria-label={`${row.nameVi === '' ? t('field.other') : row.nameVi}: ${columns[column]}`}
                  defaultValue={row[column] === undefined || row[column] === 0 ? '' : String(row[column])}
                  autoFocus={i === 0 && at === 0}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
