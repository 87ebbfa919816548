import { useTranslation } from 'react-i18next';
import { headerRows, PERIODIC_FORM, periodicRows } from '../../../shared/domain/report/periodic.ts';
import type { Report } from '../../../shared/domain/report/report.ts';
import { nameOf, type NameSources } from '../../print/report/report-names.ts';
import { NumberButton } from './number-button.tsx';
import styles from './reports.module.css';

const COUNTED = PERIODIC_FORM.columns.filter(({ measure }) => measure !== null);

/** The periodic report as its form has it: a three-row header, the columns' numbers, a line a field, the sum. */
export function PeriodicTable({ report, names }: { readonly report: Report; readonly names: NameSources }) {
  const { t, i18n } = useTranslation('reports');
  const language = i18n.language === 'en' || i18n.language === 'fr' ? i18n.language : 'vi';
  const title = { vi: PERIODIC_FORM.titleVi, en: PERIODIC_FORM.titleEn, fr: PERIODIC_FORM.titleFr }[language];
  return (
    <div className={styles.scroller} tabIndex={0} role="region" aria-label={title}>
      <p className={styles.caption}>
        <strong>{title}</strong> · {t('form', { form: PERIODIC_FORM.form })}
        {!PERIODIC_FORM.verified && <em className={styles.unverified}>{t('unverified')}</em>}
      </p>
      <table className={`${styles.table} ${styles.ruled ?? ''}`}>
        <thead>
          {headerRows().map((row, i) => (
            <tr key={i}>
              {row.map(({ text, columns, rows }, at) => (
                <th
                  key={`${String(at)} ${text.vi}`}
                  scope={columns > 1 ? 'colgroup' : 'col'}
                  colSpan={columns}
                  rowSpan={rows}
                >
                  {text[language]}
                </th>
              ))}
            </tr>
          ))}
          <tr className={styles.numbers}>
            {PERIODIC_FORM.columns.map(({ no }) => (
              <td key={no}>{no}</td>
            ))}
          </tr>
        </thead>
        <tbody>
          {periodicRows(report).map(({ field, numbers }, i) => {
            const name = field === null ? t('sum') : nameOf('field', field, names);
            return (
              <tr key={field ?? 'sum'}>
                <td>{field === null ? '' : i + 1}</td>
                <th scope="row">{name}</th>
                {numbers.map((value, at) => {
                  const column = COUNTED[at];
                  return (
                    <td key={column?.no}>
                      {column?.measure && (
                        <NumberButton
                          measure={column.measure}
                          value={value}
                          {...(field === null ? {} : { row: { key: field, name } })}
                        />
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
