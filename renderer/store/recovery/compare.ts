import { Dexie } from 'dexie';
import { hashOf } from '../../../shared/domain/dossier/chain.ts';
import type { JournalState } from '../../../shared/journal.ts';
import { rangesOf, sizeOfRanges, withoutRanges, type Range } from '../../../shared/ranges.ts';
import type { CounterDatabase } from '../database.ts';
import { readMeta, readMetaPair } from '../meta.ts';

/** How log and journal stand to each other. */
export interface Comparison {
  /** Whose log it is: the database's counter, else the journal's last; null on a machine that is no counter yet. */
  readonly counter: string | null;
  /** `empty`: it knows of no counter, and the journal does. `behind`: it lacks events the journal has. */
  readonly log: 'whole' | 'behind' | 'empty';
  /** Own events each of them lacks. */
  readonly missingInLog: number;
  readonly missingInJournal: number;
  /** The two hold different events at one position: neither is changed. */
  readonly forked: boolean;
}

/** Positions of a counter that the log holds. */
export async function positionsInLog(db: CounterDatabase, counter: string): Promise<readonly Range[]> {
  const own = db.events.where('[counter+position]').between([counter, Dexie.minKey], [counter, Dexie.maxKey]);
  const [count, last] = await Promise.all([own.clone().count(), own.clone().last()]);
  if (!last) return [];
  // Nearly always the log is unbroken: then no key has to be read.
  if (count === last.position) return [[1, count]];
  return rangesOf((await own.primaryKeys()).map(([, position]) => position));
}

/** Compares the counter's log with the journal. Changes nothing. Failures of the database are thrown. */
export async function compareWithJournal(db: CounterDatabase, journal: JournalState): Promise<Comparison> {
  const [device, restoring] = await readMetaPair(db, 'device', 'restoring');
  const counter = device?.counter ?? journal.device?.device.counter ?? null;
  const kept = journal.counters.find((each) => each.counter === counter);
  if (counter === null) return { counter, log: 'whole', missingInLog: 0, missingInJournal: 0, forked: false };
  const [inLog, chain] = await Promise.all([positionsInLog(db, counter), readMeta(db, 'chain')]);
  const held = kept?.held ?? [];
  const head = held.at(-1)?.[1] ?? 0;
  const atHead = await db.events.get([counter, head]);
  const missingInLog = sizeOfRanges(withoutRanges(held, inLog));
  const lost = device === null || restoring;
  return {
    counter,
    log: lost ? 'empty' : missingInLog > 0 || chain.position < head ? 'behind' : 'whole',
    missingInLog,
    missingInJournal: lost ? 0 : sizeOfRanges(withoutRanges(inLog, held)),
    forked: atHead !== undefined && hashOf(db.codec.decode(atHead.payload)) !== kept?.hash,
  };
}
