import { applyPatch } from '../../../shared/domain/catalogue-patch.ts';
import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { readBody } from '../../../shared/domain/dossier/event.ts';
import { receiptGivenBy } from '../../../shared/domain/dossier/payments.ts';
import { joinNumbering, resumeNumbering } from '../../../shared/domain/numbering.ts';
import type { Catalogue } from '../../../shared/domain/procedure.ts';
import type { ReceiptNumber } from '../../../shared/domain/receipt-number.ts';
import type { JournalEntry, JournalState } from '../../../shared/journal.ts';
import { sizeOfRanges, withoutRanges, type Range } from '../../../shared/ranges.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { CounterDatabase } from '../database.ts';
import { eachJournalBatch, type Journal } from '../journal.ts';
import { metaRow, readMeta, readMetaPair, writeMeta } from '../meta.ts';
import { positionsInJournal } from './compare.ts';
import { rebuildProjections } from '../projections.ts';
import { publishedCatalogue, saveCatalogue } from '../catalogue.ts';
import { eventRow } from '../rows.ts';

export interface Restoring {
  /** Events read back of `total`, then dossiers made anew. */
  readonly onProgress: (progress: {
    readonly stage: 'events' | 'dossiers';
    readonly done: number;
    readonly total: number;
  }) => void;
}

export interface Restored {
  readonly dossiers: number;
  /** Entries of the journal that can't be read. */
  readonly damaged: number;
  /** Own events that are in neither; the portal is asked for them. */
  readonly missing: number;
}

/**
 * Rebuilds the counter's database from the journal: events, then the head of the log, numbers, device and settings, then
 * the projections. Cut off anywhere it is run again at the next start. Where the database has something already it is
 * kept. Failures of the journal are values; failures of the database are thrown.
 */
export async function restoreFromJournal(
  db: CounterDatabase,
  journal: Journal,
  state: JournalState,
  { onProgress }: Restoring,
): Promise<Result<Restored>> {
  await writeMeta(db, 'restoring', true);
  const total = state.counters.reduce((sum, { held }) => sum + sizeOfRanges(held), 0);
  const used: Given = { codes: [], receipts: [] };
  let done = 0;
  let catalogue: Catalogue | null = await publishedCatalogue(db);
  const damaged = await eachJournalBatch(journal, async (entries) => {
    const events = entries.flatMap((entry) => (entry.kind === 'events' ? entry.events : []));
    catalogue = entries.reduce(laterCatalogue, catalogue);
    noteGiven(events, used);
    await db.events.bulkPut(events.map((event) => eventRow(db.codec, event)));
    done += events.length;
    onProgress({ stage: 'events', done: Math.min(done, total), total });
  });
  if (!damaged.ok) return damaged;
  if (catalogue) await saveCatalogue(db, catalogue);
  const missing = await settle(db, state, used, damaged.value);
  let dossiers = 0;
  await rebuildProjections(db, (count) => {
    dossiers = count;
    onProgress({ stage: 'dossiers', done: count, total: 0 });
  });
  await writeMeta(db, 'restoring', false);
  return ok({ dossiers, damaged: damaged.value, missing });
}

/** The catalogue after an entry. A change whose start is not there is passed over: the portal is asked again anyway. */
function laterCatalogue(catalogue: Catalogue | null, entry: JournalEntry): Catalogue | null {
  if (entry.kind === 'catalogue')
    return entry.catalogue.version > (catalogue?.version ?? 0) ? entry.catalogue : catalogue;
  if (entry.kind !== 'cataloguePatch' || !catalogue) return catalogue;
  return applyPatch(catalogue, entry.patch) ?? catalogue;
}

/** Numbers that events gave. */
interface Given {
  readonly codes: string[];
  readonly receipts: ReceiptNumber[];
}

function noteGiven(events: readonly DossierEvent[], given: Given): void {
  for (const event of events) {
    const body = readBody(event);
    if (body?.type === 'received') given.codes.push(body.data.code);
    const receipt = body && receiptGivenBy(body);
    if (receipt) given.receipts.push(receipt);
  }
}

/** Puts the counter where its log ends. Gives how many of its events are missing. */
async function settle(
  db: CounterDatabase,
  state: JournalState,
  used: Given,
  damaged: number,
): Promise<number> {
  const known = state.device;
  const device = (await readMeta(db, 'device')) ?? known?.device ?? null;
  if (!device) return 0;
  const { held, hash } = positionsInJournal(state, device);
  const head = held.at(-1)?.[1] ?? 0;
  const missing = sizeOfRanges(withoutRanges(head > 0 ? [[1, head]] : [], held));
  await db.transaction('rw', db.meta, async () => {
    const [[before, numbering], chain] = await Promise.all([
      readMetaPair(db, 'device', 'numbering'),
      readMeta(db, 'chain'),
    ]);
    const joined = known ? joinNumbering(numbering, known.numbering) : numbering;
    const rows = [
      metaRow(db, 'device', device),
      metaRow(
        db,
        'numbering',
        resumeNumbering(joined, used, device.counter, { unknown: unreadable(held, state, damaged), head }),
      ),
    ];
    if (chain.position < head) rows.push(metaRow(db, 'chain', { position: head, hash: hash ?? chain.hash }));
    // The portal answers events it knows with the verdict it gave, and sends the rest anew.
    if (!before) rows.push(metaRow(db, 'cursor', 0), metaRow(db, 'outbox', { acknowledged: 0, held: 0 }));
    if (!before && known)
      rows.push(
        metaRow(db, 'staff', known.staff),
        metaRow(db, 'language', known.language),
        metaRow(db, 'officeCalendar', known.officeCalendar ?? null),
      );
    if (missing > 0) rows.push(metaRow(db, 'rebuilding', true));
    await db.meta.bulkPut(rows);
  });
  return missing;
}

/** At most so many codes were given by entries nobody can read any more. A log may rightly begin late; then none is damaged. */
function unreadable(held: readonly Range[], state: JournalState, damaged: number): number {
  const [first] = held[0] ?? [1];
  const head = held.at(-1)?.[1] ?? 0;
  const from = damaged > 0 ? 1 : first;
  const holes = head > 0 ? sizeOfRanges(withoutRanges([[from, head]], held)) : 0;
  const torn = state.notes.reduce((sum, note) => sum + (note.kind === 'torn' ? note.entries : 0), 0);
  return holes + torn + damaged;
}
