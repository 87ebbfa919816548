import { hashOf, type Author } from '../../shared/domain/dossier/chain.ts';
import { decide } from '../../shared/domain/dossier/decide.ts';
import { erasableFrom, erasedForm, remaindersIn } from '../../shared/domain/dossier/erasure.ts';
import { isKnownType, type DossierEvent } from '../../shared/domain/dossier/event.ts';
import { fold } from '../../shared/domain/dossier/evolve.ts';
import { codeOf } from '../../shared/domain/dossier/state.ts';
import { isOwn } from '../../shared/domain/lineage.ts';
import type { Retention } from '../../shared/domain/retention.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { appendEvents, type Appended } from './append.ts';
import type { CounterDatabase } from './database.ts';
import { readMeta, readMetaPair, updateMeta, writeMeta } from './meta.ts';
import { dossierRow, eventRow, findableRows } from './rows.ts';
import { storeError } from './store-error.ts';

/** Dossiers looked at before the screen has its turn again. */
const BATCH = 200;

/** A dossier whose personal data is kept no longer. */
export interface Erasable {
  readonly id: string;
  readonly code: string;
  /** UTC instant since when. */
  readonly from: string;
}

/** What is to be erased at an instant (UTC), longest over first; null when it was cancelled. Changes nothing. */
export async function erasableDossiers(
  db: CounterDatabase,
  rules: Retention,
  now: string,
  { onProgress, cancelled }: { onProgress: (done: number, total: number) => void; cancelled: () => boolean },
): Promise<readonly Erasable[] | null> {
  const ids = await db.dossiers.where('receivedAt').below(now).primaryKeys();
  const found: Erasable[] = [];
  for (let at = 0; at < ids.length; at += BATCH) {
    if (cancelled()) return null;
    for (const row of await db.dossiers.bulkGet(ids.slice(at, at + BATCH))) {
      const dossier = row && db.codec.decode(row.payload);
      const from = dossier && erasableFrom(dossier, rules);
      if (from && from <= now) found.push({ id: dossier.id, code: codeOf(dossier), from });
    }
    onProgress(Math.min(ids.length, at + BATCH), ids.length);
  }
  return found.sort((a, b) => (a.from < b.from ? -1 : 1));
}

export interface Erasing {
  readonly dossierId: string;
  readonly author: Author;
  readonly rules: Retention | null;
}

/**
 * Erases what a dossier tells of people: the event that says so, and all events and rows without it, in one transaction of
 * strict durability. Gives the dossier as it is then. Journal and files come after: `leftToErase`. Errors: those of
 * `decide`; `retention-unsent` while the portal does not have all of it; `store-full`, `store-failed`.
 */
export async function eraseDossier(
  db: CounterDatabase,
  { dossierId, author, rules }: Erasing,
): Promise<Result<Appended, readonly AppError[]>> {
  try {
    const saved = await db.transaction(
      'rw',
      [db.events, db.dossiers, db.findable, db.drafts, db.meta, db.held],
      async (): Promise<Result<Appended, readonly AppError[]>> => {
        const [row, [outbox], held] = await Promise.all([
          db.dossiers.get(dossierId),
          readMetaPair(db, 'outbox', 'device'),
          db.held.where('dossierId').equals(dossierId).count(),
        ]);
        if (!row || row.ownPosition > outbox.acknowledged || held > 0)
          return fail([appError('retention-unsent')]);
        const log = await logOf(db, dossierId);
        const remainders = log.map((event) => ({
          id: event.id,
          hash: hashOf(erasedForm(event, isKnownType(event))),
        }));
        const appended = await appendEvents(db, {
          dossierId,
          author,
          decide: (dossier) => {
            const decided = decide(
              dossier,
              { type: 'erasePersonalData', rules, remainders, role: author.role },
              author.now,
            );
            return decided.ok ? ok({ bodies: decided.value }) : decided;
          },
        });
        if (!appended.ok) return appended;
        await eraseRows(db, dossierId);
        const after = fold(await logOf(db, dossierId));
        const now = await db.dossiers.get(dossierId);
        if (!after || !now) throw new Error('the dossier is gone');
        await db.dossiers.put(
          dossierRow(db.codec, after, { ownPosition: now.ownPosition, changedAt: now.changedAt }),
        );
        await db.findable.bulkPut([...findableRows(db.codec, [{ before: null, after }])]);
        return ok({ dossier: after, events: appended.value.events });
      },
    );
    if (saved.ok) db.announceProjected([saved.value.dossier]);
    return saved;
  } catch (error) {
    return fail([storeError(error)]);
  }
}

/**
 * Puts a dossier's events down as its erasures say they are left; in the transaction of the caller, who folds it anew. What
 * an erasure does not name stays: its author did not know of it.
 */
export async function eraseRows(db: CounterDatabase, dossierId: string): Promise<void> {
  const log = await logOf(db, dossierId);
  const named = remaindersIn(log);
  const changed = log.filter(({ id, erased }) => erased === undefined && named.has(id));
  if (changed.length === 0) return;
  await db.events.bulkPut(changed.map((event) => eventRow(db.codec, erasedForm(event, isKnownType(event)))));
  await updateMeta(db, 'toErase', (ids) => [...new Set([...ids, dossierId])]);
}

/** What the journal and the folder of files still hold of erased dossiers. */
export interface LeftToErase {
  readonly dossiers: readonly string[];
  /** Own events: the journal has no others. */
  readonly events: readonly string[];
  /** SHA-256 of files that no dossier needs any more. */
  readonly files: readonly string[];
}

/** What is still to be done of erasures made here; asked again after a crash. */
export async function leftToErase(db: CounterDatabase): Promise<LeftToErase> {
  const [dossiers, device] = await readMetaPair(db, 'toErase', 'device');
  const events: string[] = [];
  const files = new Set<string>();
  for (const id of dossiers) {
    const log = await logOf(db, id);
    events.push(
      ...log.filter((each) => each.erased !== undefined && isOwn(device, each)).map((each) => each.id),
    );
    for (const { sha256 } of fold(log)?.attachments ?? []) files.add(sha256);
  }
  if (files.size > 0) await withoutNeeded(db, files);
  return { dossiers, events, files: [...files] };
}

/** Notes that all of it is gone. */
export async function erasedEverywhere(db: CounterDatabase, { dossiers }: LeftToErase): Promise<void> {
  const done = new Set(dossiers);
  const before = await readMeta(db, 'toErase');
  await writeMeta(
    db,
    'toErase',
    before.filter((id) => !done.has(id)),
  );
}

/** Takes out files that another dossier has as well. */
async function withoutNeeded(db: CounterDatabase, files: Set<string>): Promise<void> {
  const ids = await db.dossiers.toCollection().primaryKeys();
  for (let at = 0; at < ids.length; at += BATCH)
    for (const row of await db.dossiers.bulkGet(ids.slice(at, at + BATCH))) {
      const dossier = row && db.codec.decode(row.payload);
      if (dossier && !dossier.erased)
        for (const { sha256 } of dossier.attachments ?? []) files.delete(sha256);
    }
}

async function logOf(db: CounterDatabase, dossierId: string): Promise<readonly DossierEvent[]> {
  const rows = await db.events.where('dossierId').equals(dossierId).toArray();
  return rows.map((row) => db.codec.decode(row.payload));
}
