import { INDICATOR_NAMES, INDICATORS, indicatorOf } from '../../../shared/domain/report/figures.ts';
import { officesOf, type MadeReport } from '../../../shared/domain/report/made.ts';
import { MEASURES, type Measure } from '../../../shared/domain/report/measure.ts';
import { headerRows, PERIODIC_FORM, periodicRows } from '../../../shared/domain/report/periodic.ts';
import type { Catalogue } from '../../../shared/domain/procedure.ts';
import { DIMENSIONS } from '../../../shared/domain/report/report.ts';
import { reportTargets } from '../../../shared/domain/report/target.ts';
import { vietnameseReports } from '../../i18n/i18n.ts';
import { formatDay, formatWhen } from '../../i18n/when.ts';
import { officeWords } from './office-words.ts';
import { nameOf, type NameSources } from './report-names.ts';
import { targetsTable } from './targets-table.ts';
import { listTable, type ListedDossier } from './list-table.ts';
import { tillTable } from './till-table.ts';

/** A value with its kind, so that a spreadsheet can calculate with it. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'count'; readonly value: number }
  /** In percent; null does not apply. */
  | { readonly kind: 'percent'; readonly value: number | null }
  /** Days of 24 hours; null for none. */
  | { readonly kind: 'days'; readonly value: number | null }
  /** `YYYY-MM-DD` */
  | { readonly kind: 'day'; readonly day: string };

export interface HeadCell {
  readonly text: string;
  readonly columns: number;
  readonly rows: number;
}

/** A section of the report as a table, which files and paper lay out each in its way. */
export interface ReportTable {
  readonly name: string;
  readonly head: readonly (readonly HeadCell[])[];
  readonly rows: readonly (readonly Cell[])[];
  /** Widths of the columns in characters. */
  readonly widths: readonly number[];
  /** Whether the last row is the sum of those above. */
  readonly summed: boolean;
}

export interface ReportDocument {
  readonly title: string;
  readonly period: string;
  readonly office: string;
  /** Who made it and when; how complete it is; what is not verified. */
  readonly notes: readonly string[];
  readonly madeBy: string;
  readonly sample: boolean;
  readonly tables: readonly ReportTable[];
  /** The periodic report, also among the tables. */
  readonly periodic: ReportTable;
}

export interface DocumentSources {
  readonly made: MadeReport;
  readonly catalogue: Catalogue | null;
  readonly madeBy: string;
  /** Overdue dossiers and those due on the next working day. */
  readonly overdue: readonly ListedDossier[];
  readonly dueNext: readonly ListedDossier[];
}

const text = (value: string): Cell => ({ kind: 'text', text: value.normalize('NFC') });
const count = (value: number): Cell => ({ kind: 'count', value });
const DAY_MS = 86_400_000;
const COLUMNS: readonly Measure[] = [
  'received',
  'receivedInPerson',
  'receivedOnline',
  'receivedPostal',
  'carriedOver',
  'resolved',
  'resolvedEarly',
  'resolvedOnTime',
  'resolvedLate',
  'inProgress',
  'inProgressOnTime',
  'inProgressLate',
];

export function reportDocument(sources: DocumentSources): ReportDocument {
  const { made, catalogue, madeBy } = sources;
  const t = vietnameseReports();
  const names: NameSources = { labels: made.labels, catalogue, language: 'vi', t };
  const { period, filter, madeAt } = made.report;
  const office = made.labels.office[made.completeness.office] ?? made.completeness.office;
  const periodic = periodicTable(made, names);
  const targets = reportTargets(made.report, officesOf(made), catalogue?.targets ?? []);
  const filters = DIMENSIONS.flatMap((each) =>
    filter[each] === undefined ? [] : [`${t(`by.${each}`)}: ${nameOf(each, filter[each], names)}`],
  );
  return {
    title: t('file.title'),
    period: t('file.period', { from: formatDay(period.from), to: formatDay(period.to) }),
    office,
    madeBy,
    sample: catalogue?.sample ?? false,
    notes: [
      ...(filters.length > 0 ? [t('file.filtered', { filters: filters.join('; ') })] : []),
      t('file.made', { when: formatWhen(madeAt, 'full', 'vi'), who: madeBy }),
      completenessOf(made, office),
      ...(targets.offices.some(({ reached }) => !reached.verified) ? [t('target.source')] : []),
      t('file.unverified', { form: PERIODIC_FORM.form }),
    ],
    periodic,
    tables: [
      figuresTable(made),
      ...(targets.offices.length > 0 ? [targetsTable(targets, names)] : []),
      periodic,
      ...DIMENSIONS.map((dimension) => byTable(made, dimension, names)),
      tillTable(made.report),
      daysTable(made),
      listTable(t('measure.inProgressLate'), sources.overdue),
      listTable(t('measure.dueNext'), sources.dueNext),
    ],
  };
}

/** How complete the numbers are, in one sentence. */
function completenessOf(made: MadeReport, office: string): string {
  const { final, completeness } = made;
  const t = vietnameseReports();
  const when = (instant: string) => formatWhen(instant, 'full', 'vi');
  const offices = officeWords(made, t, 'vi');
  const parts = [
    ...(offices.length > 0
      ? offices
      : [
          completeness.until === null
            ? t('complete.never', { office })
            : t('complete.until', { office, when: when(completeness.until) }),
        ]),
    ...(completeness.unsent > 0 ? [t('complete.unsent', { count: completeness.unsent })] : []),
    ...(completeness.held > 0 ? [t('complete.held', { count: completeness.held })] : []),
  ];
  return `${final ? t('complete.final') : t('complete.partial')} ${parts.join('; ')}.`;
}

const plainHead = (labels: readonly string[]): ReportTable['head'] => [
  labels.map((label) => ({ text: label, columns: 1, rows: 1 })),
];

function figuresTable({ report: { total, before } }: MadeReport): ReportTable {
  const t = vietnameseReports();
  return {
    name: t('file.figures'),
    head: plainHead([t('file.figure'), t('file.this-period'), t('file.period-before')]),
    rows: [
      ...MEASURES.map((each): readonly Cell[] => [
        text(t(`measure.${each}`)),
        count(total.counts[each]),
        count(before.counts[each]),
      ]),
      ...INDICATOR_NAMES.map((each): readonly Cell[] => [
        text(
          `${t(`indicator.${each}`)} (%): ${t(`measure.${INDICATORS[each].part}`)} / ${t(`measure.${INDICATORS[each].whole}`)}`,
        ),
        { kind: 'percent', value: indicatorOf(total, each) },
        { kind: 'percent', value: indicatorOf(before, each) },
      ]),
      [
        text(t('average')),
        { kind: 'days', value: total.averageMs === null ? null : total.averageMs / DAY_MS },
        { kind: 'days', value: before.averageMs === null ? null : before.averageMs / DAY_MS },
      ],
    ],
    widths: [60, 14, 14],
    summed: false,
  };
}

function periodicTable({ report }: MadeReport, names: NameSources): ReportTable {
  const t = vietnameseReports();
  return {
    name: t('to-periodic'),
    head: [
      ...headerRows().map((row) =>
        row.map(({ text: words, columns, rows }) => ({ text: words.vi, columns, rows })),
      ),
      PERIODIC_FORM.columns.map(({ no }) => ({ text: no, columns: 1, rows: 1 })),
    ],
    rows: periodicRows(report).map(({ field, numbers }, i) => [
      field === null ? text('') : count(i + 1),
      text(field === null ? t('sum') : nameOf('field', field, names)),
      ...numbers.map(count),
    ]),
    widths: [6, 36, ...COLUMNS.slice(1).map(() => 11)],
    summed: true,
  };
}

function byTable(
  { report }: MadeReport,
  dimension: (typeof DIMENSIONS)[number],
  names: NameSources,
): ReportTable {
  const t = vietnameseReports();
  const rowOf = (name: string, figures: typeof report.total): readonly Cell[] => [
    text(name),
    ...COLUMNS.map((each) => count(figures.counts[each])),
    { kind: 'percent', value: indicatorOf(figures, 'onTime') },
  ];
  return {
    name: t(`by.${dimension}`),
    head: plainHead([
      t(`by.${dimension}`),
      ...COLUMNS.map((each) => t(`measure.${each}`)),
      `${t('indicator.onTime')} (%)`,
    ]),
    rows: [
      ...report.by[dimension].map(({ key, figures }) => rowOf(nameOf(dimension, key, names), figures)),
      rowOf(t('sum'), report.total),
    ],
    widths: [44, ...COLUMNS.map(() => 13), 11],
    summed: true,
  };
}

function daysTable({ report: { days } }: MadeReport): ReportTable {
  const t = vietnameseReports();
  const sum = (of: 'received' | 'resolved') => days.reduce((all, day) => all + day[of], 0);
  return {
    name: t('chart.title'),
    head: plainHead([t('chart.day'), t('chart.received'), t('chart.resolved')]),
    rows: [
      ...days.map(({ day, received, resolved }): readonly Cell[] => [
        { kind: 'day', day },
        count(received),
        count(resolved),
      ]),
      [text(t('sum')), count(sum('received')), count(sum('resolved'))],
    ],
    widths: [14, 12, 12],
    summed: true,
  };
}
