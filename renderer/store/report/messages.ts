import type { StoreKeys } from '../../../shared/keys.ts';
import type { WorkingCalendar } from '../../../shared/domain/calendar.ts';
import type { DossierLine } from '../../../shared/domain/report/line.ts';
import type { MadeReport } from '../../../shared/domain/report/made.ts';
import type { Exported } from '../../../shared/domain/report/exported.ts';
import type { LogPosition } from '../../../shared/domain/report/log-position.ts';
import type { Measure } from '../../../shared/domain/report/measure.ts';
import type { Period } from '../../../shared/domain/report/period.ts';
import type { Filter } from '../../../shared/domain/report/report.ts';
import type { ReportThen } from './history.ts';

/** What a report is asked for; `calendar` says which day is the next working day (null: the next day). */
export interface AskedReport {
  readonly period: Period;
  readonly filter: Filter;
  /** UTC instant. */
  readonly now: string;
  readonly calendar: WorkingCalendar | null;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** A report to be written down: all of it made of one state of the logs, and how far they were known then. */
export interface FrozenReport {
  readonly made: MadeReport;
  /** Ids of overdue dossiers and of those due on the next working day. */
  readonly overdue: readonly string[];
  readonly dueNext: readonly string[];
  /** The next working day, `YYYY-MM-DD`. */
  readonly nextDay: string;
  readonly logs: readonly LogPosition[];
}

/** A database and what opens it. */
export interface Sealed {
  readonly database: string;
  readonly keys: StoreKeys | null;
}

/** To the worker. The first is always `open`. */
export type ReportMessage =
  | { readonly kind: 'open'; readonly database: string; readonly keys: StoreKeys | null }
  /** Other offices' databases that reports are made of as well, from now on. */
  | { readonly kind: 'oversee'; readonly databases: readonly Sealed[] }
  | { readonly kind: 'report'; readonly call: number; readonly asked: AskedReport }
  | {
      readonly kind: 'behind';
      readonly call: number;
      readonly asked: AskedReport;
      readonly measure: Measure;
    }
  | { readonly kind: 'freeze'; readonly call: number; readonly asked: AskedReport }
  | { readonly kind: 'lines'; readonly call: number; readonly ids: readonly string[] }
  | { readonly kind: 'then'; readonly call: number; readonly exported: Exported };

/** What the worker answers with. */
export type Answer = MadeReport | readonly string[] | FrozenReport | readonly DossierLine[] | ReportThen;

/** From the worker. */
export type ReportReply =
  | { readonly kind: 'progress'; readonly call: number; readonly progress: Progress }
  | { readonly kind: 'done'; readonly call: number; readonly value: Answer }
  | { readonly kind: 'failed'; readonly call: number; readonly message: string };
