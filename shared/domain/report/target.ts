import { z } from 'zod';
import { indicatorOf, INDICATOR_NAMES, newTally, type Figures, type Indicator } from './figures.ts';
import { reportDay } from './period.ts';
import type { Report } from './report.ts';

const indicatorSchema = z.enum(INDICATOR_NAMES as readonly [Indicator, ...Indicator[]]);

/** The least share an office is to reach, as the portal's catalogue states it. */
export const targetSchema = z.strictObject({
  /** An office's id, or all that no other target names. */
  office: z.string().min(1),
  indicator: indicatorSchema,
  percent: z.number().min(0).max(100),
  effectiveFrom: z.iso.date(),
  /** First day on which it no longer counts. */
  withdrawnFrom: z.iso.date().nullable(),
  source: z.string(),
  verified: z.boolean(),
});
export type Target = z.infer<typeof targetSchema>;

/** Stands for every office without a target of its own. */
export const ALL_OFFICES = 'all';

/**
 * The target of an office (its id) on a day (`YYYY-MM-DD`); null where none counts. One that names the office comes before
 * one for all, a later start before an earlier one.
 */
export function targetOn(
  targets: readonly Target[],
  office: string,
  indicator: Indicator,
  day: string,
): Target | null {
  const counting = targets.filter(
    (each) =>
      each.indicator === indicator &&
      (each.office === office || each.office === ALL_OFFICES) &&
      each.effectiveFrom <= day &&
      (each.withdrawnFrom === null || day < each.withdrawnFrom),
  );
  const own = counting.filter((each) => each.office === office);
  return (own.length > 0 ? own : counting).reduce<Target | null>(
    (best, each) => (best && best.effectiveFrom >= each.effectiveFrom ? best : each),
    null,
  );
}

/** The target that several offices share; null where one has none or another one. */
export function commonTarget(
  targets: readonly Target[],
  offices: readonly string[],
  indicator: Indicator,
  day: string,
): Target | null {
  const [first, ...others] = offices.map((office) => targetOn(targets, office, indicator, day));
  return first && others.every((each) => each?.percent === first.percent) ? first : null;
}

/** How far a share is from its target. */
export interface Reached {
  readonly percent: number;
  /** In percent; null where it does not apply, and then the target is neither reached nor missed. */
  readonly share: number | null;
  /** Points above (or below, negative) the target, to two decimals. */
  readonly points: number | null;
  readonly verified: boolean;
}

export function reachedOf(figures: Figures, indicator: Indicator, target: Target): Reached {
  const share = indicatorOf(figures, indicator);
  const { percent, verified } = target;
  return {
    percent,
    share,
    points: share === null ? null : Math.round((share - percent) * 100) / 100,
    verified,
  };
}

/** What one office reached of one of its targets. */
export interface OfficeReached {
  readonly office: string;
  readonly indicator: Indicator;
  readonly reached: Reached;
}

export interface ReportTargets {
  /** For the report's total: only targets that all its offices share. */
  readonly total: Readonly<Partial<Record<Indicator, Reached>>>;
  /** By office and indicator, also of an office with no dossiers yet. */
  readonly offices: readonly OfficeReached[];
}

/** The targets that counted on a report's last day, against what its offices (ids) reached. */
export function reportTargets(
  report: Report,
  offices: readonly string[],
  targets: readonly Target[],
): ReportTargets {
  const day = reportDay(report.period, report.madeAt);
  const figuresOf = (office: string) =>
    report.by.office.find(({ key }) => key === office)?.figures ?? newTally().figures();
  return {
    total: Object.fromEntries(
      INDICATOR_NAMES.flatMap((indicator) => {
        const target = commonTarget(targets, offices, indicator, day);
        return target ? [[indicator, reachedOf(report.total, indicator, target)]] : [];
      }),
    ),
    offices: offices.flatMap((office) =>
      INDICATOR_NAMES.flatMap((indicator) => {
        const target = targetOn(targets, office, indicator, day);
        return target
          ? [{ office, indicator, reached: reachedOf(figuresOf(office), indicator, target) }]
          : [];
      }),
    ),
  };
}
