import type { Encoded } from '../codec.ts';
import type { SchemaVersion, Upgrading } from './version.ts';

/**
 * Version 2: when each dossier changed last.
 *
 * - `dossiers.changedAt`: UTC instant of the newest event of a received dossier. What a clerk looks for without a word to
 *   search by is what was touched last, by whomever: a correction from another counter, the portal's acceptance. Version 1
 *   could only list what was received last. It stands in no projection of version 1, so every log is read.
 * - `dossiers.ownPosition` gets an index: how many dossiers wait to be sent is a count over keys, where version 1 could
 *   only count events.
 *
 * All of it is one transaction: a counter that is switched off in the middle has version 1 as it was.
 */
export const version2: SchemaVersion = {
  version: 2,
  stores: { dossiers: 'id, *codes, receivedAt, changedAt, ownPosition' },
  upgrade: addChangedAt,
};

/** What is read of the rows of version 1. */
interface EventRow1 {
  readonly dossierId: string;
  readonly payload: Encoded<{ readonly at: { readonly instant: string } }>;
}
interface DossierRow1 {
  readonly id: string;
  readonly receivedAt: string | null;
}

/** Dossiers read at a time: small, because counters have little memory. */
const BATCH = 500;

async function addChangedAt({ transaction, codec, progress }: Upgrading): Promise<void> {
  progress(0, 0);
  const dossiers = transaction.table<DossierRow1, string>('dossiers');
  const events = transaction.table<EventRow1, [string, number]>('events');
  const total = await dossiers.count();
  for (let done = 0, after = ''; done < total;) {
    progress(done, total);
    const rows = await dossiers.where('id').above(after).limit(BATCH).toArray();
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last) break;
    const newest = new Map<string, string>();
    const logs = await events.where('dossierId').between(first.id, last.id, true, true).toArray();
    for (const { dossierId, payload } of logs) {
      const { instant } = codec.decode(payload).at;
      if (instant > (newest.get(dossierId) ?? '')) newest.set(dossierId, instant);
    }
    await dossiers.bulkPut(
      rows.map((row) => ({
        ...row,
        changedAt: row.receivedAt === null ? null : (newest.get(row.id) ?? row.receivedAt),
      })),
    );
    done += rows.length;
    after = last.id;
  }
  progress(total, total);
}
