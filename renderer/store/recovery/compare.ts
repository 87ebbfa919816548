import { eventHash } from '../../../shared/domain/dossier/erasure.ts';
import { counterAt, stretchesOf, type LineageOf } from '../../../shared/domain/lineage.ts';
import type { JournalState } from '../../../shared/journal.ts';
import { joinRanges, rangesOf, sizeOfRanges, withoutRanges, type Range } from '../../../shared/ranges.ts';
import type { CounterDatabase } from '../database.ts';
import { readMeta, readMetaPair } from '../meta.ts';
import { ownRows } from '../own-log.ts';

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

/** Positions of a counter's log that the database holds. */
export async function positionsInLog(db: CounterDatabase, log: LineageOf): Promise<readonly Range[]> {
  const held: Range[] = [];
  for (const own of ownRows(db, log)) {
    const [count, first, last] = await Promise.all([
      own.clone().count(),
      own.clone().first(),
      own.clone().last(),
    ]);
    if (!first || !last) continue;
    // Nearly always the log is unbroken: then no key has to be read.
    if (count === last.position - first.position + 1) held.push([first.position, last.position]);
    else held.push(...rangesOf((await own.primaryKeys()).map(([, position]) => position)));
  }
  return joinRanges(held);
}

/** What the journal holds of a counter's log: the positions, and the hash of the last of them where it is known. */
export function positionsInJournal(
  { counters }: Pick<JournalState, 'counters'>,
  log: LineageOf,
): { readonly held: readonly Range[]; readonly hash: string | null } {
  const parts = stretchesOf(log).map(({ counter, from, to }) => {
    const kept = counters.find((each) => each.counter === counter);
    const held = (kept?.held ?? []).flatMap(([first, last]): readonly Range[] =>
      last < from || first > to ? [] : [[Math.max(first, from), Math.min(last, to)]],
    );
    return { held, hash: kept && kept.held.at(-1)?.[1] === held.at(-1)?.[1] ? kept.hash : null };
  });
  return {
    held: joinRanges(parts.flatMap(({ held }) => held)),
    hash: parts.findLast(({ held }) => held.length > 0)?.hash ?? null,
  };
}

/** Compares the counter's log with the journal. Changes nothing. Failures of the database are thrown. */
export async function compareWithJournal(db: CounterDatabase, journal: JournalState): Promise<Comparison> {
  const [device, restoring] = await readMetaPair(db, 'device', 'restoring');
  const own = device ?? journal.device?.device ?? null;
  const counter = own?.counter ?? null;
  if (own === null) return { counter, log: 'whole', missingInLog: 0, missingInJournal: 0, forked: false };
  const [inLog, chain] = await Promise.all([positionsInLog(db, own), readMeta(db, 'chain')]);
  const { held, hash } = positionsInJournal(journal, own);
  const head = held.at(-1)?.[1] ?? 0;
  const atHead = await db.events.get([counterAt(own, head), head]);
  const missingInLog = sizeOfRanges(withoutRanges(held, inLog));
  const lost = device === null || restoring;
  return {
    counter,
    log: lost ? 'empty' : missingInLog > 0 || chain.position < head ? 'behind' : 'whole',
    missingInLog,
    missingInJournal: lost ? 0 : sizeOfRanges(withoutRanges(inLog, held)),
    forked: hash !== null && atHead !== undefined && eventHash(db.codec.decode(atHead.payload)) !== hash,
  };
}
