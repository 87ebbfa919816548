import { remaindersIn } from '../../shared/domain/dossier/erasure.ts';
import {
  linkOf,
  verifyErased,
  verifyLinks,
  type ChainFault,
  type Link,
  type Witness,
} from '../../shared/domain/dossier/verify-chain.ts';
import { isOwn, type LineageOf } from '../../shared/domain/lineage.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { CounterDatabase } from './database.ts';
import { eachJournalBatch, type Journal } from './journal.ts';
import { readMeta } from './meta.ts';
import { ownRows } from './own-log.ts';

/** Events hashed before the screen has its turn again. */
const BATCH = 200;

export interface VerifyingLog {
  /** What others saw of the log. */
  readonly witnesses: readonly Witness[];
  readonly onProgress: (done: number, total: number) => void;
  /** Asked between batches. */
  readonly cancelled: () => boolean;
}

/** How a log was found. */
export interface VerifiedLog {
  /** Own events in the database, and in the journal. */
  readonly events: number;
  readonly journal: number;
  /** Entries of the journal that can't be read. */
  readonly damaged: number;
  /** The first event that is not what this counter wrote, and in which copy; null when both are whole. */
  readonly fault: {
    readonly copy: 'database' | 'journal';
    readonly fault: ChainFault;
    readonly type: string | null;
  } | null;
}

interface Copy {
  readonly links: Link[];
  /** A row that can't be opened, or that holds another place's event: certainly changed or moved. */
  readonly bad: ChainFault | null;
}

/**
 * Holds both copies of the counter's own log against their hash chain and against what others saw of it. Changes nothing.
 * Null when it was cancelled. Errors: why the journal can't be read.
 */
export async function verifyLog(
  db: CounterDatabase,
  journal: Journal,
  { witnesses, onProgress, cancelled }: VerifyingLog,
): Promise<Result<VerifiedLog | null>> {
  const device = await readMeta(db, 'device');
  if (!device) return ok({ events: 0, journal: 0, damaged: 0, fault: null });
  const total = (await countOwn(db, device)) * 2;
  const inDatabase = await databaseLinks(db, device, (done) => onProgress(done, total), cancelled);
  if (inDatabase === null) return ok(null);
  const journalLinks: Link[] = [];
  const read = await eachJournalBatch(journal, async (entries) => {
    if (cancelled()) return;
    for (const entry of entries)
      if (entry.kind === 'events')
        journalLinks.push(...entry.events.filter((event) => isOwn(device, event)).map(linkOf));
    onProgress(Math.min(total, inDatabase.links.length + journalLinks.length), total);
  });
  if (!read.ok) return fail(read.error);
  if (cancelled()) return ok(null);
  const from = firstOf([...inDatabase.links, ...journalLinks]);
  const remainders = await remaindersSaid(db, [...inDatabase.links, ...journalLinks]);
  const inLog = earlier(
    earlier(inDatabase.bad, verifyErased(inDatabase.links, remainders)),
    verifyLinks(inDatabase.links, device, witnesses, from),
  );
  const inJournal = earlier(
    verifyErased(journalLinks, remainders),
    verifyLinks(journalLinks, device, witnesses, firstOf(journalLinks)),
  );
  const fault = inLog
    ? ({ copy: 'database', fault: inLog } as const)
    : inJournal && ({ copy: 'journal', fault: inJournal } as const);
  return ok({
    events: inDatabase.links.length,
    journal: journalLinks.length,
    damaged: read.value,
    fault: fault && { ...fault, type: await typeAt(db, fault.fault) },
  });
}

const firstOf = (links: readonly Link[]) =>
  links.reduce((first, { position }) => Math.min(first, position), links[0]?.position ?? 1);

function earlier(a: ChainFault | null, b: ChainFault | null): ChainFault | null {
  return a && b ? (a.position <= b.position ? a : b) : (a ?? b);
}

/** What erasures say is left of the events of erased dossiers; other counters' erasures count as well. */
async function remaindersSaid(
  db: CounterDatabase,
  links: readonly Link[],
): Promise<ReadonlyMap<string, string>> {
  const dossiers = new Set(links.flatMap(({ erased }) => (erased ? [erased.dossierId] : [])));
  if (dossiers.size === 0) return new Map();
  const rows = await db.events
    .where('dossierId')
    .anyOf([...dossiers])
    .toArray();
  return remaindersIn(
    rows.flatMap(({ payload }) => {
      try {
        return [db.codec.decode(payload)];
      } catch {
        return [];
      }
    }),
  );
}

async function countOwn(db: CounterDatabase, log: LineageOf): Promise<number> {
  const counts = await Promise.all(ownRows(db, log).map((rows) => rows.count()));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function databaseLinks(
  db: CounterDatabase,
  log: LineageOf,
  onProgress: (done: number) => void,
  cancelled: () => boolean,
): Promise<Copy | null> {
  const links: Link[] = [];
  let bad: ChainFault | null = null;
  for (const stretch of ownRows(db, log)) {
    // All keys first: they are few bytes each, and reading goes on by them whatever a row holds.
    const keys = await stretch.primaryKeys();
    for (let at = 0; at < keys.length; at += BATCH) {
      if (cancelled()) return null;
      for (const row of await db.events.bulkGet(keys.slice(at, at + BATCH))) {
        if (!row) continue;
        const place = { counter: row.counter, position: row.position, eventId: row.id };
        const link = linkIn(db, row.payload);
        if (link) links.push(link);
        if (link?.counter === row.counter && link.position === row.position) continue;
        bad ??= { kind: link ? 'reordered' : 'changed', ...place };
      }
      onProgress(links.length);
    }
  }
  return { links, bad };
}

function linkIn(
  db: CounterDatabase,
  payload: Parameters<CounterDatabase['codec']['decode']>[0],
): Link | null {
  try {
    return linkOf(db.codec.decode(payload) as Parameters<typeof linkOf>[0]);
  } catch {
    // Not what was sealed: changed, whoever did it.
    return null;
  }
}

/** What kind of event a fault is about, if it is still readable. */
async function typeAt(db: CounterDatabase, { counter, position }: ChainFault): Promise<string | null> {
  const row = await db.events.get([counter, position]);
  try {
    return row ? db.codec.decode(row.payload).type : null;
  } catch {
    return null;
  }
}
