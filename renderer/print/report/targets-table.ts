import type { Reached, ReportTargets } from '../../../shared/domain/report/target.ts';
import { vietnameseReports } from '../../i18n/i18n.ts';
import type { Cell, ReportTable } from './report-document.ts';
import { nameOf, type NameSources } from './report-names.ts';

/** Every office beside its targets, a line an indicator. */
export function targetsTable({ offices }: ReportTargets, names: NameSources): ReportTable {
  const t = vietnameseReports();
  const heads = [
    t('by.office'),
    t('indicators'),
    t('target.share'),
    t('target.column'),
    t('target.points'),
    t('target.standing'),
  ];
  return {
    name: t('target.title'),
    head: [heads.map((text) => ({ text, columns: 1, rows: 1 }))],
    rows: offices.map(({ office, indicator, reached }): readonly Cell[] => [
      { kind: 'text', text: nameOf('office', office, names).normalize('NFC') },
      { kind: 'text', text: t(`indicator.${indicator}`) },
      { kind: 'percent', value: reached.share },
      { kind: 'percent', value: reached.percent },
      { kind: 'percent', value: reached.points },
      { kind: 'text', text: standingOf(reached) },
    ]),
    widths: [30, 40, 14, 14, 18, 24],
    summed: false,
  };
}

/** In words; by how many points it is missed stands beside it. */
function standingOf({ points }: Reached): string {
  const t = vietnameseReports();
  if (points === null) return t('target.none');
  return points >= 0 ? t('target.reached') : t('target.short');
}
