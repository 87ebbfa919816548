import { useTranslation } from 'react-i18next';
import { MONEY } from '../../../shared/domain/report/measure.ts';
import { METHODS, MONEY_KINDS } from '../../../shared/domain/report/money-fact.ts';
import type { Report } from '../../../shared/domain/report/report.ts';
import { formatDong } from '../../../shared/domain/money.ts';
import { NumberButton } from './number-button.tsx';
import styles from './reports.module.css';

/** Money of the period by what it was for and how it was paid, and what the counts of shifts found. */
export function TillPart({ report: { total, till } }: { readonly report: Report }) {
  const { t } = useTranslation('reports');
  return (
    <section className={styles.till} aria-label={t('till.title')}>
      <h2>{t('till.title')}</h2>
      <div className={styles['till-tables']}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('till.kind')}</th>
              <th scope="col">{t('till.times')}</th>
              <th scope="col">{t('till.amount')}</th>
            </tr>
          </thead>
          <tbody>
            {MONEY_KINDS.flatMap((kind) =>
              METHODS.map((method) => (
                <tr key={`${kind}-${method}`}>
                  <th scope="row">{`${t(`till.${kind}`)}, ${t(`till.${method}`)}`}</th>
                  <td>
                    <NumberButton measure={MONEY[kind][method]} value={total.counts[MONEY[kind][method]]} />
                  </td>
                  <td>{formatDong(till.money[kind][method])}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('till.kind')}</th>
              <th scope="col">{t('till.times')}</th>
              <th scope="col">{t('till.amount')}</th>
            </tr>
          </thead>
          <tbody>
            {METHODS.map((method) => (
              <tr key={method}>
                <th scope="row">{`${t('till.kept')}, ${t(`till.${method}`)}`}</th>
                <td />
                <td>{formatDong(till.kept[method])}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t('till.shifts')}</th>
              <td>{till.shiftsClosed}</td>
              <td />
            </tr>
            {(['over', 'short', 'disputed'] as const).map((each) => (
              <tr key={each}>
                <th scope="row">{t(`till.${each}`)}</th>
                <td>{till[each].count}</td>
                <td>{formatDong(till[each].amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
