import { MONEY } from '../../../shared/domain/report/measure.ts';
import { METHODS, MONEY_KINDS } from '../../../shared/domain/report/money-fact.ts';
import type { Report } from '../../../shared/domain/report/report.ts';
import { vietnameseReports } from '../../i18n/i18n.ts';
import type { Cell, ReportTable } from './report-document.ts';

/** The till's part: every kind of money by method, what is kept, and what counts of shifts found. */
export function tillTable({ total, till }: Report): ReportTable {
  const t = vietnameseReports();
  const row = (name: string, times: number | null, amount: number | null): readonly Cell[] => [
    { kind: 'text', text: name },
    times === null ? { kind: 'text', text: '' } : { kind: 'count', value: times },
    amount === null ? { kind: 'text', text: '' } : { kind: 'count', value: amount },
  ];
  return {
    name: t('till.title'),
    head: [
      [t('till.kind'), t('till.times'), t('till.amount')].map((text) => ({ text, columns: 1, rows: 1 })),
    ],
    rows: [
      ...MONEY_KINDS.flatMap((kind) =>
        METHODS.map((method) =>
          row(
            `${t(`till.${kind}`)}, ${t(`till.${method}`)}`,
            total.counts[MONEY[kind][method]],
            till.money[kind][method],
          ),
        ),
      ),
      ...METHODS.map((method) => row(`${t('till.kept')}, ${t(`till.${method}`)}`, null, till.kept[method])),
      row(t('till.shifts'), till.shiftsClosed, null),
      ...(['over', 'short', 'disputed'] as const).map((each) =>
        row(t(`till.${each}`), till[each].count, till[each].amount),
      ),
    ],
    widths: [44, 12, 20],
    summed: false,
  };
}
