import type { Completeness } from './completeness.ts';
import type { Dimension, Report } from './report.ts';
import type { OfficeStanding } from './standing.ts';

/** Words for the keys of each dimension, as the dossiers have them. */
export type Labels = Readonly<Record<Dimension, Readonly<Record<string, string>>>>;

/** A report with what it rests on. */
export interface MadeReport {
  readonly report: Report;
  readonly labels: Labels;
  readonly completeness: Completeness;
  /** For a supervisor: how complete each office of the report is; empty for who sees the own office only. */
  readonly offices: readonly OfficeStanding[];
  /** Whether nothing known can change the numbers any more. */
  readonly final: boolean;
  /** Dossiers read for it. */
  readonly read: number;
}

/** The offices (ids) a report is about. */
export function officesOf({ report: { filter }, completeness, offices }: MadeReport): readonly string[] {
  if (filter.office !== undefined) return [filter.office];
  return offices.length > 0 ? offices.map(({ id }) => id) : [completeness.office];
}

/** The name of a report's file, without its ending: what it is, whose, of which days. Nothing a path could hide in. */
export function reportFileName({ report: { period, filter }, completeness, offices }: MadeReport): string {
  const whose = filter.office ?? (offices.length > 1 ? 'lien-don-vi' : completeness.office);
  const office = whose.replace(/[^\p{L}\p{N}-]/gu, '') || 'quay';
  const days = [period.from, period.to].map((day) => day.replaceAll('-', ''));
  return `bao-cao-${office}-${days.join('-')}`;
}
