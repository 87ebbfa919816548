import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import type { Exported } from '../../../shared/domain/report/exported.ts';
import {
  eventsAt,
  knownAt,
  positionsOf,
  type LogPosition,
} from '../../../shared/domain/report/log-position.ts';
import { newReport, spanFor, type Report, type ReportRequest } from '../../../shared/domain/report/report.ts';
import { thenAndNow, type Since } from '../../../shared/domain/report/since.ts';
import { countFactsOf } from '../../../shared/domain/report/till-part.ts';
import { foldStream, splitStreams } from '../../../shared/domain/stream.ts';
import type { CounterDatabase } from '../database.ts';
import { readMeta } from '../meta.ts';
import { OVERSIGHT_PREFIX } from '../oversight/oversight.ts';
import { logsAfter } from '../projections.ts';
import type { Progress } from './messages.ts';

/** Changes told at most. */
const MOST_SINCE = 1000;

/** A report as it was, and the same as it would be by all that is known now. */
export interface ReportThen {
  readonly then: Report;
  readonly now: Report;
  /** What changed figures since, by the clocks that wrote it; at most `MOST_SINCE`. */
  readonly since: readonly Since[];
  readonly more: number;
  /** Events that were known then and are not on this machine: without them it cannot be as it was. */
  readonly missing: number;
  /** A log had too many gaps to tell what arrived in them later. */
  readonly inexact: boolean;
}

/** The office a database is of; empty before the machine is a counter. */
async function officeOf(db: CounterDatabase): Promise<string> {
  if (db.name.startsWith(OVERSIGHT_PREFIX)) return db.name.slice(OVERSIGHT_PREFIX.length);
  return (await readMeta(db, 'device'))?.office.id ?? '';
}

/** How far each database knows each counter's log. */
export async function logPositions(databases: readonly CounterDatabase[]): Promise<readonly LogPosition[]> {
  const found: LogPosition[] = [];
  for (const db of databases) {
    const places = await db.events.toCollection().primaryKeys();
    found.push({ office: await officeOf(db), counters: positionsOf(places) });
  }
  return found;
}

/** Folds only what was known when a report was exported, and all that is known by now, side by side. */
export async function reportThen(
  exported: Exported,
  databases: readonly CounterDatabase[],
  onProgress: (progress: Progress) => void,
): Promise<ReportThen> {
  const request: ReportRequest = {
    period: exported.period,
    filter: exported.filter,
    now: exported.madeAt,
    nextWorkingDay: () => exported.nextDay,
  };
  const [then, now] = [newReport(request), newReport(request)];
  const measured = { span: spanFor(request), filter: exported.filter, madeAt: exported.madeAt };
  const seen = { then: new Set<string>(), now: new Set<string>() };
  const since: Since[] = [];
  const offices = new Map<string, CounterDatabase>();
  for (const db of databases) offices.set(await officeOf(db), db);
  const logs = exported.logs.map((log) => ({ ...log, db: offices.get(log.office) }));
  let total = 0;
  for (const { db } of logs) total += (await db?.events.count()) ?? 0;
  let [done, missing] = [0, 0];
  for (const [at, { db, counters }] of logs.entries()) {
    const known = knownAt(counters);
    let found = 0;
    if (db)
      await eachLog(
        db,
        (log) => {
          done += log.length;
          found += log.filter(known).length;
          const [dossier] = splitStreams([['', log] as const]).dossiers.values();
          if (!dossier) {
            // The tills counted are those of the first log.
            if (at > 0) return;
            for (const each of counts(log.filter(known))) then.addCount(each);
            for (const each of counts(log)) now.addCount(each);
            return;
          }
          const both = thenAndNow(dossier, known, measured);
          // A dossier that is in two logs counts in the first, as it does in the report.
          if (!seen.now.has(dossier[0]?.dossierId ?? '')) since.push(...both.since);
          for (const [maker, fact, before] of [
            [then, both.then, seen.then],
            [now, both.now, seen.now],
          ] as const) {
            if (!fact || before.has(fact.id)) continue;
            before.add(fact.id);
            maker.add(fact);
          }
        },
        () => onProgress({ done, total }),
      );
    missing += eventsAt(counters) - found;
  }
  since.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return {
    then: then.report(),
    now: now.report(),
    since: since.slice(0, MOST_SINCE),
    more: Math.max(0, since.length - MOST_SINCE),
    missing,
    inexact: exported.logs.some(({ counters }) => counters.some((each) => each.inexact)),
  };
}

function counts(log: readonly DossierEvent[]) {
  const stream = foldStream(log);
  return stream ? countFactsOf(stream) : [];
}

/** Every stream's whole log, one after another. */
async function eachLog(
  db: CounterDatabase,
  visit: (log: readonly DossierEvent[]) => void,
  onBatch: () => void,
): Promise<void> {
  for (let after: string | null = ''; after !== null;) {
    const from: string = after;
    const { logs, until } = await logsAfter(db, from);
    for (const log of logs) visit(log);
    onBatch();
    after = until;
  }
}
