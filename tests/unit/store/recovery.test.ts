import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { append } from '../../../renderer/store/append.ts';
import { CounterDatabase } from '../../../renderer/store/database.ts';
import { readMeta, writeMeta } from '../../../renderer/store/meta.ts';
import { acknowledge, nextBatch } from '../../../renderer/store/outbox.ts';
import { verifyProjections } from '../../../renderer/store/projections.ts';
import { saveCatalogue } from '../../../renderer/store/catalogue.ts';
import { currentCatalogue } from '../../../renderer/store/queries.ts';
import { compareWithJournal } from '../../../renderer/store/recovery/compare.ts';
import { completeJournal } from '../../../renderer/store/recovery/complete.ts';
import { restoreFromJournal } from '../../../renderer/store/recovery/restore.ts';
import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { newId } from '../../../shared/ids.ts';
import type { JournalEntry } from '../../../shared/journal.ts';
import { receiveCommand, sampleCatalogue } from '../../support/catalogue.ts';
import { fakeJournal, type FakeJournal } from '../../support/fake-journal.ts';
import {
  appending,
  counterDatabase,
  DEVICE,
  emptyDatabase,
  instant,
  logOf,
  projectionsOf,
  receive,
} from './counter.ts';

async function compare(db: CounterDatabase, journal: FakeJournal) {
  const state = await journal.state();
  if (!state.ok) throw new Error(state.error.code);
  return compareWithJournal(db, state.value);
}

async function restore(db: CounterDatabase, journal: FakeJournal) {
  const state = await journal.state();
  if (!state.ok) throw new Error(state.error.code);
  const steps: string[] = [];
  const restored = await restoreFromJournal(db, journal, state.value, {
    onProgress: ({ stage, done }) => steps.push(`${stage} ${String(done)}`),
  });
  return { restored, steps };
}

/** A counter of three dossiers (12 events) whose journal is level with it. */
async function levelCounter() {
  const db = await counterDatabase();
  await saveCatalogue(db, sampleCatalogue());
  for (const minute of [0, 1, 2]) await receive(db, minute);
  const journal = fakeJournal();
  await completeJournal(db, journal);
  return { db, journal, last: (await readMeta(db, 'chain')).position };
}

const eventsOf = (entries: readonly JournalEntry[]) =>
  entries.flatMap((entry) => (entry.kind === 'events' ? entry.events : []));
const byPosition = (events: readonly DossierEvent[]) => events.toSorted((a, b) => a.position - b.position);

/** The journal without the events at some positions. */
function without(journal: FakeJournal, lost: (event: DossierEvent) => boolean): FakeJournal {
  return fakeJournal(
    journal.entries.flatMap((entry): JournalEntry[] => {
      if (entry.kind !== 'events') return [entry];
      const events = entry.events.filter((event) => !lost(event));
      return events.length > 0 ? [{ kind: 'events', events }] : [];
    }),
  );
}

describe('comparing log and journal', () => {
  it('finds level ones equal', async () => {
    const { db, journal } = await levelCounter();
    expect(await compare(db, journal)).toEqual({
      counter: 'HT-1',
      log: 'whole',
      missingInLog: 0,
      missingInJournal: 0,
      forked: false,
    });
  });

  it('finds a machine that is no counter yet whole', async () => {
    expect(await compare(emptyDatabase(), fakeJournal())).toMatchObject({ counter: null, log: 'whole' });
  });

  it('finds the journal behind, at its end and in its middle', async () => {
    const { db, journal, last } = await levelCounter();
    const holed = without(journal, ({ position }) => position === 2 || position > last - 3);
    expect(await compare(db, holed)).toMatchObject({ log: 'whole', missingInJournal: 4, forked: false });
    expect(await completeJournal(db, holed)).toMatchObject({ ok: true, value: { added: 4 } });
    expect(byPosition(eventsOf(holed.entries))).toEqual(byPosition(await logOf(db)));
    expect(await completeJournal(db, holed)).toMatchObject({ ok: true, value: { added: 0 } });
  });

  it('finds the log behind, empty, or in the middle of a rebuild', async () => {
    const { db, journal, last } = await levelCounter();
    expect(await compare(emptyDatabase(), journal)).toMatchObject({
      counter: 'HT-1',
      log: 'empty',
      missingInLog: last,
    });
    await db.events.delete(['HT-1', 3]);
    expect(await compare(db, journal)).toMatchObject({ log: 'behind', missingInLog: 1 });
    await writeMeta(db, 'restoring', true);
    expect(await compare(db, journal)).toMatchObject({ log: 'empty' });
  });

  it('takes the database’s word for which counter this is', async () => {
    const { journal } = await levelCounter();
    const other = await counterDatabase({ ...DEVICE, counter: 'HT-9', counterNumber: 9 });
    expect(await compare(other, journal)).toMatchObject({ counter: 'HT-9', log: 'whole', missingInLog: 0 });
  });

  it('changes nothing when they hold different events at one position, and says so', async () => {
    const { db, journal } = await levelCounter();
    const forked = fakeJournal(
      journal.entries.map((entry) =>
        entry.kind === 'events'
          ? { kind: 'events', events: entry.events.map((event) => ({ ...event, id: newId() })) }
          : entry,
      ),
    );
    expect(await compare(db, forked)).toMatchObject({ forked: true });
  });
});

describe('rebuilding from the journal', () => {
  it('gives an empty database everything back, and goes on with the next position and code', async () => {
    const { db, journal, last } = await levelCounter();
    await acknowledge(db, { acknowledged: last, refused: [], now: instant(3) });
    const fresh = emptyDatabase();
    const { restored, steps } = await restore(fresh, journal);
    expect(restored).toEqual({ ok: true, value: { dossiers: 3, damaged: 0, missing: 0 } });
    expect(steps).toEqual([`events ${String(last)}`, 'dossiers 3']);
    expect(await logOf(fresh)).toEqual(await logOf(db));
    expect(await projectionsOf(fresh)).toEqual(await projectionsOf(db));
    expect(await verifyProjections(fresh)).toEqual([]);
    for (const key of ['chain', 'device', 'numbering', 'language'] as const)
      expect(await readMeta(fresh, key)).toEqual(await readMeta(db, key));
    expect(await currentCatalogue(fresh)).toEqual(await currentCatalogue(db));
    expect(await readMeta(fresh, 'outbox')).toEqual({ acknowledged: 0, held: 0 });
    expect((await nextBatch(fresh, 100)).length).toBe(last);
    expect(await compare(fresh, journal)).toMatchObject({ log: 'whole' });
    expect((await receive(fresh, 5)).reception?.code).toBe('000.00.19.H49-260713-0004');
    expect((await readMeta(fresh, 'chain')).position).toBeGreaterThan(last);
  });

  it('puts back what a database lacks and keeps the rest, the watermark too', async () => {
    const { db, journal, last } = await levelCounter();
    await acknowledge(db, { acknowledged: 4, refused: [], now: instant(3) });
    const whole = await logOf(db);
    await db.events.bulkDelete([
      ['HT-1', 2],
      ['HT-1', last],
    ]);
    await writeMeta(db, 'chain', { position: last - 1, hash: '0'.repeat(64) });
    await db.dossiers.clear();
    await restore(db, journal);
    expect(await logOf(db)).toEqual(whole);
    expect((await readMeta(db, 'chain')).position).toBe(last);
    expect(await readMeta(db, 'outbox')).toEqual({ acknowledged: 4, held: 0 });
    expect(await verifyProjections(db)).toEqual([]);
    expect(await db.dossiers.count()).toBe(3);
  });

  it('begins again where it was cut off', async () => {
    const { journal, last } = await levelCounter();
    const fresh = emptyDatabase();
    const cut = { ...journal, read: async () => ({ ok: false, error: { code: 'store-failed' } }) as const };
    const state = await journal.state();
    if (!state.ok) throw new Error();
    expect(await restoreFromJournal(fresh, cut, state.value, { onProgress: () => undefined })).toMatchObject({
      ok: false,
    });
    expect(await compare(fresh, journal)).toMatchObject({ log: 'empty', missingInLog: last });
    expect((await restore(fresh, journal)).restored).toMatchObject({ ok: true, value: { dossiers: 3 } });
  });

  it('asks the portal for own events that are in neither, and leaves out the codes they may have used', async () => {
    const { journal } = await levelCounter();
    const holed = without(journal, ({ position }) => position > 4 && position <= 8);
    holed.damaged = 1;
    const fresh = emptyDatabase();
    const { restored } = await restore(fresh, holed);
    expect(restored).toMatchObject({ ok: true, value: { damaged: 1, missing: 4 } });
    expect(await readMeta(fresh, 'rebuilding')).toBe(true);
    const given = (await receive(fresh, 5)).reception?.code.slice(-4);
    expect(Number(given)).toBeGreaterThan(3 + 4);
  });

  it('never lets a save go on in a database that was taken away and made anew', async () => {
    const fresh = new CounterDatabase('taken-away', { autoOpen: false });
    await fresh.open();
    const told = new Promise<void>((resolve) => fresh.on('close', () => resolve()));
    indexedDB.deleteDatabase('taken-away');
    await told;
    const saved = await append(fresh, appending(receiveCommand(), instant(0), newId()));
    expect(saved).toMatchObject({ ok: false, error: [{ code: 'store-failed' }] });
  });
});

describe('completing the journal', () => {
  it('keeps what the counter is whenever that changes, and only then', async () => {
    const { db, journal } = await levelCounter();
    const kinds = () => journal.entries.map((entry) => entry.kind).filter((kind) => kind !== 'events');
    expect(kinds()).toEqual(['device', 'catalogue']);
    await receive(db, 9);
    await completeJournal(db, journal);
    expect(kinds()).toEqual(['device', 'catalogue']);
    await writeMeta(db, 'staff', { id: 'nv-hoa', name: 'Phạm Thị Hoa', role: 'clerk' });
    await completeJournal(db, journal);
    await saveCatalogue(db, sampleCatalogue({ version: 2 }));
    await completeJournal(db, journal);
    expect(kinds()).toEqual(['device', 'catalogue', 'device', 'catalogue']);
  });

  it('says why it could not, and adds nothing for a database in the middle of a rebuild', async () => {
    const { db, journal } = await levelCounter();
    journal.failing = 'store-full';
    expect(await completeJournal(db, journal)).toMatchObject({ ok: false, error: { code: 'store-full' } });
    await writeMeta(db, 'restoring', true);
    const empty = fakeJournal();
    expect(await completeJournal(db, empty)).toEqual({ ok: true, value: { added: 0, upTo: 0 } });
    expect(empty.entries).toEqual([]);
  });
});
