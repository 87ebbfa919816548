import { addWorkingDays } from '../../../shared/domain/calendar.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { isFinal, type Completeness, type KnownCounter } from '../../../shared/domain/report/completeness.ts';
import { factOf, type ReportFact } from '../../../shared/domain/report/fact.ts';
import { lineOf, type DossierLine } from '../../../shared/domain/report/line.ts';
import type { Labels, MadeReport } from '../../../shared/domain/report/made.ts';
import type { Measure } from '../../../shared/domain/report/measure.ts';
import type { Exported } from '../../../shared/domain/report/exported.ts';
import { dayAfter, reportDay } from '../../../shared/domain/report/period.ts';
import { isOfficeFinal, type OfficeStanding } from '../../../shared/domain/report/standing.ts';
import {
  behind,
  DIMENSIONS,
  newReport,
  spanFor,
  type ReportRequest,
} from '../../../shared/domain/report/report.ts';
import { Dexie } from 'dexie';
import type { CounterDatabase } from '../database.ts';
import { readMeta, readMetaPair } from '../meta.ts';
import { standingsOf } from '../oversight/oversight.ts';
import { changeMark } from '../queries.ts';
import type { DossierRow } from '../rows.ts';
import { countsIn } from './counts.ts';
import { logPositions, reportThen, type ReportThen } from './history.ts';
import { dossiersIn } from './dossiers-in.ts';
import { unsentWork } from './portal-marks.ts';
import type { AskedReport, FrozenReport, Progress } from './messages.ts';

/** Dossiers read at a time. */
const BATCH = 500;

/** Reports over one database. Dossiers are read once and kept as facts until something changes. */
export interface ReportService {
  report(asked: AskedReport, onProgress: (progress: Progress) => void): Promise<MadeReport>;
  /** Ids of the dossiers a number counts. */
  behind(asked: AskedReport, measure: Measure): Promise<readonly string[]>;
  /** A report to be written down, with how far the logs it is made of are known. */
  freeze(asked: AskedReport, onProgress: (progress: Progress) => void): Promise<FrozenReport>;
  /** What a list tells of dossiers, in their order; a few hundred at a time. */
  lines(ids: readonly string[]): Promise<readonly DossierLine[]>;
  /** A report as it was when it was exported, and what changed since. */
  then(exported: Exported, onProgress: (progress: Progress) => void): Promise<ReportThen>;
}

interface Read {
  readonly mark: string;
  readonly facts: readonly ReportFact[];
  readonly labels: Labels;
}

/** `others`: databases of other offices, for a supervisor; asked anew for each report. */
export function createReportService(
  db: CounterDatabase,
  others: () => readonly CounterDatabase[] = () => [],
): ReportService {
  const known = new Map<CounterDatabase, Read>();
  async function factsIn(from: CounterDatabase, onProgress: (progress: Progress) => void): Promise<Read> {
    // Taken before reading: what changes meanwhile makes the next question read again.
    const mark = await changeMark(from);
    const before = known.get(from);
    const read = before?.mark === mark ? before : await readAll(from, mark, onProgress);
    known.set(from, read);
    return read;
  }
  async function facts(onProgress: (progress: Progress) => void): Promise<Omit<Read, 'mark'>> {
    const databases = [db, ...others()];
    for (const each of known.keys()) if (!databases.includes(each)) known.delete(each);
    const reads: Read[] = [];
    for (const each of databases) reads.push(await factsIn(each, onProgress));
    return union(reads);
  }
  async function marks(): Promise<string> {
    return JSON.stringify(await Promise.all([db, ...others()].map(changeMark)));
  }
  const service: ReportService = {
    async report(asked, onProgress) {
      const known = await facts(onProgress);
      const request = requestOf(asked);
      const maker = newReport(request);
      for (const fact of known.facts) maker.add(fact);
      for (const count of await countsIn(db)) maker.addCount(count);
      const completeness = await completenessOf(db);
      const span = spanFor(request);
      const standings = await supervised(db, others());
      const wanted = standings?.filter(({ id }) => (asked.filter.office ?? id) === id) ?? [];
      return {
        report: maker.report(),
        labels: known.labels,
        completeness,
        offices: wanted,
        final:
          isFinal(completeness, span) &&
          (standings === null ||
            (wanted.length > 0 && wanted.every((each) => isOfficeFinal(each, span.end)))),
        read: known.facts.length,
      };
    },
    behind: async (asked, measure) => behind((await facts(() => undefined)).facts, requestOf(asked), measure),
    async freeze(asked, onProgress) {
      // What came in while the facts were read would be in some of it and not in the rest: then all is read again.
      for (;;) {
        const before = await marks();
        const frozen = {
          made: await service.report(asked, onProgress),
          overdue: await service.behind(asked, 'inProgressLate'),
          dueNext: await service.behind(asked, 'dueNext'),
          nextDay: requestOf(asked).nextWorkingDay(reportDay(asked.period, asked.now)),
          logs: await logPositions([db, ...others()]),
        };
        if ((await marks()) === before) return frozen;
      }
    },
    lines: async (ids) => (await dossiersIn([db, ...others()], ids)).map(({ dossier }) => lineOf(dossier)),
    then: (exported, onProgress) => reportThen(exported, [db, ...others()], onProgress),
  };
  return service;
}

/** For a supervisor: how complete each office given is, one never fetched too. Null for anybody else. */
async function supervised(
  own: CounterDatabase,
  others: readonly CounterDatabase[],
): Promise<readonly OfficeStanding[] | null> {
  const [session, device] = await Promise.all([readMeta(own, 'oversight'), readMeta(own, 'device')]);
  if (!session) return null;
  const known = new Map((await standingsOf([own, ...others])).map((each) => [each.id, each]));
  const given = [...(device ? [device.office] : []), ...session.offices];
  return given.map(({ id, nameVi }) => known.get(id) ?? { id, nameVi, fetchedAt: null, counters: [] });
}

/** Facts of several databases as of one; a dossier that is in two counts where it was read first. */
function union(reads: readonly Read[]): Omit<Read, 'mark'> {
  const [only, ...more] = reads;
  if (only && more.length === 0) return only;
  const facts = new Map(
    reads.toReversed().flatMap((read) => read.facts.map((fact) => [fact.id, fact] as const)),
  );
  const labels = { office: {}, field: {}, procedure: {}, channel: {}, clerk: {} };
  for (const read of reads)
    for (const dimension of DIMENSIONS) Object.assign(labels[dimension], read.labels[dimension]);
  return { facts: [...facts.values()], labels };
}

function requestOf({ calendar, ...asked }: AskedReport): ReportRequest {
  return {
    ...asked,
    nextWorkingDay: (day) => (calendar ? addWorkingDays(calendar, day, 1) : dayAfter(day)),
  };
}

async function readAll(
  db: CounterDatabase,
  mark: string,
  onProgress: (progress: Progress) => void,
): Promise<Read> {
  const facts: ReportFact[] = [];
  const labels = { office: {}, field: {}, procedure: {}, channel: {}, clerk: {} };
  const total = await db.dossiers.count();
  let done = 0;
  for (let after: string | undefined = ''; after !== undefined;) {
    const rows: readonly DossierRow[] = await db.dossiers.where('id').above(after).limit(BATCH).toArray();
    for (const row of rows) {
      const dossier = db.codec.decode(row.payload);
      const fact = factOf(dossier);
      if (!fact) continue;
      facts.push(fact);
      label(labels, dossier);
    }
    done += rows.length;
    onProgress({ done, total });
    after = rows.length < BATCH ? undefined : rows.at(-1)?.id;
  }
  return { mark, facts, labels };
}

function label(labels: Record<keyof Labels, Record<string, string>>, { reception }: Dossier): void {
  if (!reception) return;
  labels.office[reception.office] = reception.officeName;
  labels.procedure[reception.procedure.code] = reception.procedure.nameVi;
  labels.clerk[reception.by.id] = reception.by.name;
}

/** What this machine knows of how complete its data is. */
async function completenessOf(db: CounterDatabase): Promise<Completeness> {
  const [[device, outbox], until, counters] = await Promise.all([
    readMetaPair(db, 'device', 'outbox'),
    readMeta(db, 'lastSyncAt'),
    knownCounters(db),
  ]);
  return {
    office: device?.office.id ?? '',
    until,
    counters: counters.filter(({ office }) => office === device?.office.id),
    unsent: await unsentWork(db),
    held: outbox.held,
  };
}

/** Every counter the log has events of, with its newest; a few reads a counter, however long the log. */
async function knownCounters(db: CounterDatabase): Promise<readonly KnownCounter[]> {
  const found: KnownCounter[] = [];
  for (let after = ''; ;) {
    const first = await db.events.where(':id').above([after, Dexie.maxKey]).first();
    if (!first) return found;
    const last = await db.events
      .where(':id')
      .between([first.counter, Dexie.minKey], [first.counter, Dexie.maxKey])
      .last();
    const event = db.codec.decode((last ?? first).payload);
    if (event.counter !== 'portal')
      found.push({ counter: event.counter, office: event.office, lastAt: event.at.instant });
    after = first.counter;
  }
}
