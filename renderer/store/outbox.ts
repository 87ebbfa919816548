import { readBody, type DossierEvent } from '../../shared/domain/dossier/event.ts';
import { supersededIds } from '../../shared/domain/dossier/superseded.ts';
import type { Collection } from 'dexie';
import type { CounterDatabase } from './database.ts';
import { isOwn, type LineageOf } from '../../shared/domain/lineage.ts';
import type { Refusal } from '../../shared/portal/contract.ts';
import { waitingFiles, type WaitingFile } from './held-files.ts';
import { metaRow, readMeta, readMetaPair } from './meta.ts';
import { ownKeys, ownRows } from './own-log.ts';
import type { EventRow, HeldRow } from './rows.ts';

/**
 * `superseded`: given up after a refusal; it stays in the log and counts no more. `waiting-file`: the portal waits for the
 * file it is about, which is on its way.
 */
export type PushState =
  'pending' | 'waiting-file' | 'accepted' | 'needs-attention' | 'superseded' | 'foreign';

/** A refused event and why. */
export type Refused = Omit<HeldRow, 'since'>;

/** What the portal said to a batch. */
export interface Acknowledgement {
  readonly acknowledged: number;
  readonly refused: readonly Refused[];
  /** Positions that wait for nobody any more: what the portal took in the batch set them aside. */
  readonly settled?: readonly number[];
  /** UTC instant. */
  readonly now: string;
}

/** Where an event stands on its way to the portal. */
export function pushStateOf(
  event: Pick<DossierEvent, 'counter' | 'position'>,
  log: {
    /** Whose log it is; null on a machine that is no counter yet. */
    readonly own: LineageOf | null;
    readonly acknowledged: number;
    readonly heldPositions: { has(position: number): boolean };
  },
): Exclude<PushState, 'superseded' | 'waiting-file'> {
  if (!isOwn(log.own, event)) return 'foreign';
  if (log.heldPositions.has(event.position)) return 'needs-attention';
  return event.position > log.acknowledged ? 'pending' : 'accepted';
}

/**
 * The outbox is no table: it is the log after what the portal acknowledged, oldest first; one stretch of rows for each name
 * the counter had. None on a machine that is no counter yet.
 */
export async function pendingRows(
  db: CounterDatabase,
): Promise<readonly Collection<EventRow, [string, number]>[]> {
  const [device, { acknowledged }] = await readMetaPair(db, 'device', 'outbox');
  return device ? ownRows(db, device, acknowledged + 1) : [];
}

/** Own events the portal has no verdict on yet, oldest first. */
export async function nextBatch(db: CounterDatabase, limit: number): Promise<readonly DossierEvent[]> {
  const rows: EventRow[] = [];
  for (const stretch of await pendingRows(db))
    if (rows.length < limit) rows.push(...(await stretch.limit(limit - rows.length).toArray()));
  return rows.map((row) => db.codec.decode(row.payload));
}

/**
 * Takes the portal's verdicts: moves the watermark, never back and never past the log, and holds what was refused.
 * A handful of writes whatever the batch.
 */
export async function acknowledge(
  db: CounterDatabase,
  { acknowledged, refused, settled = [], now }: Acknowledgement,
): Promise<void> {
  await db.transaction('rw', [db.meta, db.held], async () => {
    const [[before, chain], known] = await Promise.all([
      readMetaPair(db, 'outbox', 'chain'),
      db.held.bulkGet(refused.map((each) => each.position)),
    ]);
    const watermark = Math.max(before.acknowledged, Math.min(acknowledged, chain.position));
    await db.meta.put(metaRow(db, 'outbox', { acknowledged: watermark, held: before.held }));
    if (refused.length + settled.length === 0) return;
    await db.held.bulkPut(
      refused.map(({ position, eventId, dossierId, reason }, i) => ({
        position,
        eventId,
        dossierId,
        reason: tellingNobody(reason),
        since: known[i]?.since ?? now,
      })),
    );
    await db.held.bulkDelete([...settled]);
    await countHeld(db);
  });
}

/** Bare words and codes, as parameters of refusals are; nothing as long as a telephone or identity number alone. */
const PARAMETER = /^(?!\+?\d{9,}$)[\w.:/-]{0,80}$/u;

/**
 * A refusal as it may lie here unsealed: its code, and parameters that are plain codes. The portal's own message is for the
 * portal's log; whoever writes it may name a person there, and no screen shows it.
 */
export function tellingNobody({ code, params }: Refusal): Refusal {
  const kept = Object.entries(params ?? {}).filter(
    ([, value]) => typeof value === 'number' || PARAMETER.test(value),
  );
  return { code, message: '', ...(kept.length > 0 ? { params: Object.fromEntries(kept) } : {}) };
}

/**
 * What a clerk's choice does to held events, within the transaction that saves it: those set aside are held no more. A
 * set-aside that is itself given up brings back what it was about, to be judged again.
 */
export async function holdAfterChoice(
  db: CounterDatabase,
  targets: readonly DossierEvent[],
  now: string,
): Promise<void> {
  await db.held.bulkDelete(targets.map((event) => event.position));
  const again = targets.flatMap((event) => {
    const body = readBody(event);
    return body?.type === 'setAside' ? [{ ...body.data, dossierId: event.dossierId }] : [];
  });
  await db.held.bulkPut(
    again.map(({ eventId, position, dossierId }) => ({
      position,
      eventId,
      dossierId,
      reason: { code: 'event-blocked' as const, message: 'What set it aside was given up' },
      since: now,
    })),
  );
  await countHeld(db);
}

/**
 * Whether one of some events is given up already, as their log tells: two presses of a key, both having seen it held, must
 * not give it up twice.
 */
export function isGivenUp(log: readonly DossierEvent[], targets: readonly DossierEvent[]): boolean {
  const superseded = supersededIds(log);
  return targets.some(({ id }) => superseded.has(id));
}

async function countHeld(db: CounterDatabase): Promise<void> {
  const [{ acknowledged }, held] = await Promise.all([readMeta(db, 'outbox'), db.held.count()]);
  await db.meta.put(metaRow(db, 'outbox', { acknowledged, held }));
}

/**
 * Held events to be tried again, oldest first; only the `freed` ones: of dossiers where all that is held merely waits, for
 * an earlier event that is not among them any more or for a file that the portal has by now.
 */
export async function heldBatch(
  db: CounterDatabase,
  limit: number,
  which: 'all' | 'freed' = 'all',
  /** Files the portal has: what waited for one is free. */
  atPortal: { has(sha256: string): boolean } = new Set(),
): Promise<readonly DossierEvent[]> {
  return db.transaction('r', [db.meta, db.held, db.events], async () => {
    const ordered = db.held.orderBy('position');
    const [device, rows] = await Promise.all([
      readMeta(db, 'device'),
      (which === 'all' ? ordered.limit(limit) : ordered).toArray(),
    ]);
    if (!device) return [];
    const waiting = which === 'all' ? [] : await waitingFiles(db);
    const free = which === 'all' ? rows : freedAmong(rows, waiting, atPortal);
    const positions = free.slice(0, limit).map((row) => row.position);
    const events = await db.events.bulkGet(ownKeys(device, positions));
    return events.flatMap((row) => (row ? [db.codec.decode(row.payload)] : []));
  });
}

/** Held rows of dossiers in which nothing is left that must come first. */
function freedAmong(
  rows: readonly HeldRow[],
  waiting: readonly WaitingFile[],
  atPortal: { has(sha256: string): boolean },
): readonly HeldRow[] {
  const files = new Map(waiting.map(({ position, sha256 }) => [position, sha256]));
  const stuck = new Set(
    rows
      .filter((row) => row.reason.code !== 'event-blocked' && !atPortal.has(files.get(row.position) ?? ''))
      .map((row) => row.dossierId),
  );
  return rows.filter((row) => !stuck.has(row.dossierId));
}

/** Lets go of held events the portal has taken after all. */
export async function release(db: CounterDatabase, positions: readonly number[]): Promise<void> {
  await db.transaction('rw', [db.meta, db.held], async () => {
    await db.held.bulkDelete([...positions]);
    await countHeld(db);
  });
}

/**
 * Takes the watermark back to `position` if it stands beyond it: the portal lost what came after (restored from a backup)
 * and is sent it again. Events held there get their verdict anew.
 */
export async function rewind(db: CounterDatabase, position: number): Promise<void> {
  await db.transaction('rw', [db.meta, db.held], async () => {
    const { acknowledged, held } = await readMeta(db, 'outbox');
    if (acknowledged <= position) return;
    await db.meta.put(metaRow(db, 'outbox', { acknowledged: position, held }));
    await db.held.where('position').above(position).delete();
    await countHeld(db);
  });
}
