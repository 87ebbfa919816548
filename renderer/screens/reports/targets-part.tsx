import { useTranslation } from 'react-i18next';
import { INDICATORS } from '../../../shared/domain/report/figures.ts';
import type { Report } from '../../../shared/domain/report/report.ts';
import type { OfficeReached } from '../../../shared/domain/report/target.ts';
import { nameOf, type NameSources } from '../../print/report/report-names.ts';
import { formatPercent } from '../../i18n/number.ts';
import { NumberButton } from './number-button.tsx';
import styles from './reports.module.css';
import { TargetWords } from './target-words.tsx';

interface TargetsPartProps {
  readonly report: Report;
  readonly offices: readonly OfficeReached[];
  readonly names: NameSources;
}

/** Every office beside its own targets; its numbers open like all others. */
export function TargetsPart({ report, offices, names }: TargetsPartProps) {
  const { t, i18n } = useTranslation('reports');
  const ids = [...new Set(offices.map(({ office }) => office))];
  const indicators = [...new Set(offices.map(({ indicator }) => indicator))];
  if (ids.length < 2) return null;
  return (
    <section className={styles.till} aria-label={t('target.title')}>
      <h2>
        {t('target.title')}
        {offices.some(({ reached }) => !reached.verified) && (
          <em className={styles.unverified}>{t('unverified')}</em>
        )}
      </h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('by.office')}</th>
            {indicators.map((indicator) => (
              <th key={indicator} scope="col">
                {t(`indicator.${indicator}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ids.map((office) => (
            <tr key={office}>
              <th scope="row">{nameOf('office', office, names)}</th>
              {indicators.map((indicator) => {
                const found = offices.find((each) => each.office === office && each.indicator === indicator);
                const { part } = INDICATORS[indicator];
                const figures = report.by.office.find(({ key }) => key === office)?.figures;
                return (
                  <td key={indicator}>
                    {found && (
                      <>
                        <strong>{formatPercent(found.reached.share, i18n.language)}</strong>{' '}
                        {figures && (
                          <NumberButton
                            measure={part}
                            value={figures.counts[part]}
                            row={{ key: office, name: nameOf('office', office, names) }}
                          />
                        )}{' '}
                        <TargetWords reached={found.reached} look="cell" />
                      </>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
