import type { Measure } from '../../shared/domain/report/measure.ts';
import {
  reconcile,
  RECONCILED,
  type Counts,
  type LocalCount,
  type PortalCount,
  type PortalCounted,
  type Reconciled,
  type Reconciliation,
} from '../../shared/domain/report/reconcile.ts';
import { spanOf } from '../../shared/domain/report/period.ts';
import { appError } from '../../shared/errors.ts';
import { OVERSIGHT_LIMIT } from '../../shared/portal/oversight.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { CounterDatabase } from '../store/database.ts';
import type { AskedReport } from '../store/report/messages.ts';
import { portalMarks, writtenAfter, type PortalMarks } from '../store/report/portal-marks.ts';
import type { ReportService } from '../store/report/report-service.ts';
import type { PortalCall } from '../sync/portal-client.ts';

/** What of a report is held against what of the portal's count. */
const MEASURE_OF = {
  received: 'received',
  ended: 'resolved',
  open: 'inProgress',
} as const satisfies Record<Reconciled, Measure>;

export interface ReconcileOptions {
  readonly office: string;
  /** Holds the office's work; null where none was fetched yet. */
  readonly db: CounterDatabase | null;
  readonly reports: Pick<ReportService, 'behind'>;
  /** Null: the portal is not asked, only this machine's numbers are made. */
  readonly call: PortalCall | null;
  readonly asked: AskedReport;
  readonly signal: AbortSignal;
}

/** An office's numbers; without the portal's when it was not asked or did not answer. */
export interface OfficeReconciled {
  readonly local: Reconciliation['local'];
  readonly against: Result<Reconciliation> | null;
}

/**
 * Holds an office's numbers of the period against the portal's own count: all dossiers of the office, whatever else the
 * report is narrowed to. The portal counts first; what was written or fetched meanwhile is told apart by the marks.
 */
export async function reconcileOffice(options: ReconcileOptions): Promise<OfficeReconciled> {
  const { db, call, signal } = options;
  const before = db && (await portalMarks(db));
  const counted = call && (await portalCount(options, call));
  const between = db && (await portalMarks(db));
  const dossiers = await localCounts(options);
  const after = db && (await portalMarks(db));
  const local = localCount(
    dossiers,
    [before, between, after],
    db && before && (await writtenAfter(db, before.acknowledged)),
  );
  if (counted === null || signal.aborted || !counted.ok) {
    const { local: sums } = reconcile(local, { cursor: 0, dossiers: [], refused: new Set() });
    return { local: sums, against: counted?.ok === false ? counted : null };
  }
  const against = reconcile(local, counted.value);
  return { local: against.local, against: ok(against) };
}

function localCount(
  dossiers: LocalCount['dossiers'],
  marks: readonly [PortalMarks | null, PortalMarks | null, PortalMarks | null],
  written: ReadonlySet<string> | null,
): LocalCount {
  const of = (what: 'refused' | 'waiting') => marks.flatMap((each) => each?.[what] ?? []);
  const [, between, after] = marks;
  return {
    dossiers,
    from: between?.cursor ?? 0,
    to: after?.cursor ?? 0,
    unsent: new Set([...(written ?? []), ...of('waiting')]),
    held: new Set(of('refused')),
  };
}

async function localCounts({ office, reports, asked }: ReconcileOptions): Promise<LocalCount['dossiers']> {
  const found = new Map<string, Record<Reconciled, boolean>>();
  for (const what of RECONCILED)
    for (const id of await reports.behind({ ...asked, filter: { office } }, MEASURE_OF[what])) {
      const counts = found.get(id) ?? { received: false, ended: false, open: false };
      counts[what] = true;
      found.set(id, counts);
    }
  return found satisfies ReadonlyMap<string, Counts>;
}

/** All pages of one count; `portal-reply-invalid` when its sums are not those of its dossiers. */
async function portalCount(
  { office, asked: { period, now }, signal }: ReconcileOptions,
  call: PortalCall,
): Promise<Result<PortalCount>> {
  const { start, end } = spanOf(period, now, period.to);
  const dossiers: PortalCounted[] = [];
  let until: number | undefined;
  for (let after = ''; ;) {
    const answer = await call('overseeCount', {
      office,
      from: new Date(start).toISOString(),
      to: new Date(end).toISOString(),
      after,
      limit: OVERSIGHT_LIMIT,
      ...(until === undefined ? {} : { until }),
    });
    if (!answer.ok) return fail(answer.error.error);
    const { reply } = answer.value;
    until ??= reply.cursor;
    dossiers.push(...reply.dossiers);
    const last = reply.dossiers.at(-1)?.id ?? '';
    if (signal.aborted) return fail(appError('report-cancelled'));
    if (reply.more && last > after) {
      after = last;
      continue;
    }
    const whole = RECONCILED.every((each) => dossiers.filter((row) => row[each]).length === reply[each]);
    return whole && !reply.more
      ? ok({ cursor: until, dossiers, refused: new Set(reply.refused.map(({ id }) => id)) })
      : fail(appError('portal-reply-invalid'));
  }
}
