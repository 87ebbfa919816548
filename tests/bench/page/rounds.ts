import { append } from '../../../renderer/store/append.ts';
import { plainCodec } from '../../../renderer/store/codec.ts';
import type { CounterDatabase } from '../../../renderer/store/database.ts';
import { merge } from '../../../renderer/store/merge.ts';
import { metaRow, readMeta, writeMeta } from '../../../renderer/store/meta.ts';
import { acknowledge, nextBatch } from '../../../renderer/store/outbox.ts';
import { dossierByCode, recentDossiers } from '../../../renderer/store/queries.ts';
import { eventRow } from '../../../renderer/store/rows.ts';
import type { SearchClient } from '../../../renderer/store/search/search-client.ts';
import { COUNTER_ZONE } from '../../../shared/clock.ts';
import { evolve } from '../../../shared/domain/dossier/evolve.ts';
import { foldText } from '../../../shared/domain/text.ts';
import { ok } from '../../../shared/result.ts';
import {
  acceptanceOf,
  bodiesOf,
  codeOfDossier,
  COUNTER,
  dossierIdOf,
  EVENTS_EACH,
  receivedAtOf,
  rowsOf,
  sampleOf,
} from './data.ts';
import { personName, randomFrom } from './names.ts';
import { bulkWrite, byCodeRaw, done, listRaw, mergeRaw, outboxBatchRaw, saveRaw, sentRaw } from './raw.ts';

export interface Stores {
  readonly raw: IDBDatabase;
  readonly ours: CounterDatabase;
  readonly search: SearchClient;
  /** Dossiers in both at the start. */
  readonly rows: number;
}

/** Milliseconds of each time, one list a side. */
export interface Times {
  readonly raw: number[];
  readonly ours: number[];
}

async function timed(into: number[], work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  into.push(performance.now() - start);
}

/** Runs both sides in turn, the first of them in turn as well. */
export async function inTurn(
  count: number,
  raw: (i: number) => Promise<unknown>,
  ours: (i: number) => Promise<unknown>,
): Promise<Times> {
  const times: Times = { raw: [], ours: [] };
  for (let i = 0; i < count; i += 1) {
    const both = [() => timed(times.raw, () => raw(i)), () => timed(times.ours, () => ours(i))];
    for (const run of i % 2 === 0 ? both : both.toReversed()) await run();
  }
  return times;
}

/** Saves `count` new dossiers from number `first` on. The bodies are decided before: the store is what is timed. */
export async function saveRound({ raw, ours }: Stores, first: number, count: number): Promise<Times> {
  const samples = Array.from({ length: count }, (_, i) => ({
    rows: rowsOf(first + i),
    bodies: bodiesOf(first + i),
    sample: sampleOf(first + i),
  }));
  const numbering = await readMeta(ours, 'numbering');
  return inTurn(
    count,
    (i) => {
      const made = samples[i];
      if (!made) throw new Error('no sample');
      const head = { position: (first + i + 1) * EVENTS_EACH, hash: '0'.repeat(64) };
      return saveRaw(
        raw,
        made.rows,
        [metaRow(ours, 'chain', head), metaRow(ours, 'numbering', numbering)],
        dossierIdOf(first + i),
      );
    },
    async (i) => {
      const made = samples[i];
      if (!made) throw new Error('no sample');
      const saved = await append(ours, {
        dossierId: dossierIdOf(first + i),
        removeDraft: dossierIdOf(first + i),
        author: authorOf(receivedAtOf(first + i)),
        decide: (_, before) => ok({ bodies: made.bodies, numbering: before }),
      });
      if (!saved.ok) throw new Error(JSON.stringify(saved.error));
    },
  );
}

/** The clerk of the bench at an instant. */
export function authorOf(now: string) {
  return {
    by: { id: 'nv-hoa', name: 'Phạm Thị Hoa' },
    office: 'HT',
    counter: COUNTER,
    now,
    role: 'clerk' as const,
    zone: COUNTER_ZONE,
    newId: () => crypto.randomUUID(),
  };
}

export function listRound({ raw, ours }: Stores, count: number): Promise<Times> {
  return inTurn(
    count,
    async () => expectCount((await listRaw(raw, 50)).length, 50),
    async () => expectCount((await recentDossiers(ours, 50)).length, 50),
  );
}

export function codeRound({ raw, ours, rows }: Stores, seed: number, count: number): Promise<Times> {
  const random = randomFrom(seed);
  const codes = Array.from({ length: count }, () => codeOfDossier(Math.floor(random() * rows)));
  return inTurn(
    count,
    async (i) => expectCount((await byCodeRaw(raw, codes[i] ?? '')).codes.length, 1),
    async (i) => expectCount((await dossierByCode(ours, codes[i] ?? '')) ? 1 : 0, 1),
  );
}

/** Two beginnings of words of a name, in either order, as a clerk types them. */
export async function searchRound(
  { search }: Stores,
  seed: number,
  count: number,
): Promise<{ readonly ours: number[]; readonly found: number }> {
  const random = randomFrom(seed);
  const ours: number[] = [];
  let found = 0;
  for (let i = 0; i < count; i += 1) {
    const words = foldText(personName(random)).split(' ');
    const [given = '', other = ''] = [words.at(-1), words[Math.floor(random() * (words.length - 1))]];
    const parts = [
      given.slice(0, 2 + Math.floor(random() * 3)),
      other.slice(0, 2 + Math.floor(random() * 3)),
    ];
    const query = (random() < 0.5 ? parts : parts.toReversed()).join(' ');
    await timed(ours, async () => (found += (await search.search(query, 50)).length));
  }
  return { ours, found };
}

const BATCH = 500;
/** Positions of the portal's events in the bench. */
const acceptances = (from: number, count: number) =>
  Array.from({ length: count }, (_, k) => acceptanceOf(from + k, from + k + 1));

/** Sends `count` events and takes as many acceptances in, `count` events of the first `count / 4` and `count` dossiers. */
export async function drainRound(stores: Stores, count: number): Promise<Times> {
  const { raw, ours, rows } = stores;
  const batches = Array.from({ length: count / BATCH }, (_, i) => acceptances(i * BATCH, BATCH));
  const times: Times = { raw: [], ours: [] };
  const chain = await readMeta(ours, 'chain');
  await writeMeta(ours, 'outbox', { acknowledged: chain.position - count, held: 0 });
  await fillOutbox(raw, rows * EVENTS_EACH, count);
  await timed(times.raw, () => drainRaw(stores, batches));
  await timed(times.ours, () => drainOurs(ours, batches));
  await undoMerge(stores, count);
  return times;
}

async function drainRaw(
  { raw, ours }: Stores,
  batches: readonly (readonly ReturnType<typeof acceptanceOf>[])[],
): Promise<void> {
  for (;;) {
    const batch = await outboxBatchRaw(raw, BATCH);
    if (batch.length === 0) break;
    await sentRaw(raw, batch);
  }
  for (const events of batches) {
    await mergeRaw(
      raw,
      events.map((event) => eventRow(plainCodec, event)),
      (row, event) => ({
        ...row,
        changedAt: plainCodec.decode(event.payload).at.instant,
        payload: plainCodec.encode(evolve(plainCodec.decode(row.payload), plainCodec.decode(event.payload))),
      }),
      metaRow(ours, 'cursor', events.at(-1)?.position ?? 0),
    );
  }
}

async function drainOurs(
  db: CounterDatabase,
  batches: readonly (readonly ReturnType<typeof acceptanceOf>[])[],
): Promise<void> {
  for (;;) {
    const batch = await nextBatch(db, BATCH);
    const last = batch.at(-1);
    if (!last) break;
    await acknowledge(db, { acknowledged: last.position, refused: [], now: receivedAtOf(0) });
  }
  for (const events of batches) await merge(db, events, events.at(-1)?.position ?? 0);
}

async function fillOutbox(raw: IDBDatabase, head: number, count: number): Promise<void> {
  const transaction = raw.transaction('outbox', 'readwrite');
  for (let i = 1; i <= count; i += 1) {
    const position = head - count + i;
    transaction.objectStore('outbox').put({ position, key: [COUNTER, position] });
  }
  await done(transaction);
}

/** Puts both databases back to before the acceptances. */
async function undoMerge({ raw, ours }: Stores, count: number): Promise<void> {
  for (const db of [raw, ours.backendDB()]) {
    const transaction = db.transaction('events', 'readwrite');
    transaction
      .objectStore('events')
      .delete(IDBKeyRange.bound(['portal', 0], ['portal', Number.MAX_SAFE_INTEGER]));
    await done(transaction);
    for (let at = 0; at < count; at += 1000)
      await bulkWrite(
        db,
        Array.from({ length: 1000 }, (_, k) => rowsOf(at + k)),
      );
  }
}

function expectCount(count: number, wanted: number): void {
  if (count !== wanted) throw new Error(`Found ${count}, not ${wanted}`);
}
