import { sealEvents, type Author } from '../../shared/domain/dossier/chain.ts';
import type { DossierEvent, EventBody } from '../../shared/domain/dossier/event.ts';
import { evolve, fold } from '../../shared/domain/dossier/evolve.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import type { Numbering } from '../../shared/domain/numbering.ts';
import { whyNotWritten } from '../../shared/domain/rights.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { CounterDatabase } from './database.ts';
import { metaRow, readMetaPair } from './meta.ts';
import { holdAfterChoice, isGivenUp } from './outbox.ts';
import { dossierRow, eventRow, findableRows, newestInstant } from './rows.ts';
import { storeError } from './store-error.ts';

export interface Appending {
  readonly dossierId: string;
  readonly author: Author;
  /** A draft that became these events: it goes with the same save. */
  readonly removeDraft?: string;
  /** Own refused events that this save gives up: `decide` sees the dossier as it stands without them. */
  readonly settingAside?: readonly DossierEvent[];
  /** Pure: sees the dossier and the numbers as they are now, says what happens (and which numbers are left then). */
  decide(
    dossier: Dossier | null,
    numbering: Numbering,
  ): Result<{ readonly bodies: readonly EventBody[]; readonly numbering?: Numbering }, readonly AppError[]>;
}

/**
 * The only writer of own events: decides, seals and keeps them with the projection, the chain's head and the numbers in
 * one transaction of strict durability. All of it is on disk when the promise resolves, or nothing.
 * Gives the dossier after it. Errors: whatever `decide` refused; `role-forbidden`; `store-full`, `store-failed`, `store-newer`.
 */
export async function append(
  db: CounterDatabase,
  appending: Appending,
): Promise<Result<Dossier, readonly AppError[]>> {
  const saved = await appendEvents(db, appending);
  return saved.ok ? ok(saved.value.dossier) : saved;
}

/** A dossier after a save, and the events of that save. */
export interface Appended {
  readonly dossier: Dossier;
  readonly events: readonly DossierEvent[];
}

/** Like `append`; also gives the events, for the journal. */
export async function appendEvents(
  db: CounterDatabase,
  appending: Appending,
): Promise<Result<Appended, readonly AppError[]>> {
  try {
    const saved = await db.transaction(
      'rw',
      [db.events, db.dossiers, db.findable, db.drafts, db.meta, db.held],
      () => write(db, appending),
    );
    if (saved.ok) db.announceProjected([saved.value.dossier]);
    return saved;
  } catch (error) {
    return fail([storeError(error)]);
  }
}

async function write(
  db: CounterDatabase,
  { dossierId, author, removeDraft, settingAside, decide }: Appending,
): Promise<Result<Appended, readonly AppError[]>> {
  const [row, [chain, numbering]] = await Promise.all([
    db.dossiers.get(dossierId),
    readMetaPair(db, 'chain', 'numbering'),
  ]);
  const before = row ? db.codec.decode(row.payload) : null;
  // A row that was not received yet does not say when its newest event was.
  const log = settingAside || (row && row.changedAt === null) ? await logOf(db, dossierId) : [];
  if (settingAside && isGivenUp(log, settingAside)) return fail([appError('dossier-transition-forbidden')]);
  const given = new Set(settingAside?.map((event) => event.id));
  const decided = decide(
    settingAside ? fold(log.filter((event) => !given.has(event.id))) : before,
    numbering,
  );
  if (!decided.ok) return decided;
  const forbidden = whyNotWritten(author.role, decided.value.bodies);
  if (forbidden) return fail([forbidden]);
  const { events, head } = sealEvents(
    decided.value.bodies,
    { id: dossierId, lastSeq: log.reduce((last, event) => Math.max(last, event.seq), before?.lastSeq ?? 0) },
    chain,
    author,
  );
  const after = settingAside ? fold([...log, ...events]) : events.reduce<Dossier | null>(evolve, before);
  if (!after) throw new Error('A dossier cannot begin without an event');
  const meta = [metaRow(db, 'chain', head)];
  if (decided.value.numbering) meta.push(metaRow(db, 'numbering', decided.value.numbering));
  const found = findableRows(db.codec, [{ before, after }]);
  await Promise.all([
    // `add` fails on a position already taken: two writers can never share one.
    db.events.bulkAdd(events.map((event) => eventRow(db.codec, event))),
    db.dossiers.put(
      dossierRow(db.codec, after, {
        ownPosition: head.position,
        changedAt: newestInstant([...log, ...events], row?.changedAt),
      }),
    ),
    found.length === 0 ? undefined : db.findable.bulkPut([...found]),
    db.meta.bulkPut(meta),
    removeDraft === undefined ? undefined : db.drafts.delete(removeDraft),
  ]);
  if (settingAside) await holdAfterChoice(db, settingAside, author.now);
  return ok({ dossier: after, events });
}

async function logOf(db: CounterDatabase, dossierId: string): Promise<readonly DossierEvent[]> {
  const rows = await db.events.where('dossierId').equals(dossierId).toArray();
  return rows.map((row) => db.codec.decode(row.payload));
}
