import 'fake-indexeddb/auto';
import { liveQuery } from 'dexie';
import { describe, expect, it } from 'vitest';
import { append } from '../../../renderer/store/append.ts';
import type { Codec, Encoded } from '../../../renderer/store/codec.ts';
import { CounterDatabase } from '../../../renderer/store/database.ts';
import { deleteDraft, draftById, drafts, saveDraft } from '../../../renderer/store/drafts.ts';
import { merge } from '../../../renderer/store/merge.ts';
import { writeMeta } from '../../../renderer/store/meta.ts';
import { acknowledge, nextBatch } from '../../../renderer/store/outbox.ts';
import { verifyProjections } from '../../../renderer/store/projections.ts';
import { saveCatalogue } from '../../../renderer/store/catalogue.ts';
import {
  changeMark,
  currentCatalogue,
  dossierByCode,
  dossierById,
  dossiersOfDay,
  recentDossiers,
  timeline,
} from '../../../renderer/store/queries.ts';
import { LATEST } from '../../../renderer/store/schema/versions.ts';
import { storeError } from '../../../renderer/store/store-error.ts';
import { newId } from '../../../shared/ids.ts';
import {
  author,
  PERSON,
  receiveCommand,
  received,
  receptionEntry,
  sampleCatalogue,
} from '../../support/catalogue.ts';
import {
  appending,
  counterDatabase,
  DEVICE,
  emptyDatabase,
  instant,
  NUMBERING,
  receive,
  reopened,
  save,
} from './counter.ts';

describe('lists', () => {
  it('gives the one changed last first, whoever changed it, and none that was not received', async () => {
    const db = await counterDatabase();
    const [first, second, third] = [await receive(db, 0), await receive(db, 1), await receive(db, 2)];
    const idsOf = async (limit: number) => (await recentDossiers(db, limit)).map(({ dossier }) => dossier.id);
    expect(await idsOf(2)).toEqual([third.id, second.id]);
    await save(db, { type: 'addNote', text: 'sửa' }, instant(5), first.id);
    expect(await idsOf(9)).toEqual([first.id, third.id, second.id]);
    const { events } = received({}, author({ counter: 'AA-1', now: instant(8) }));
    const [drafted, checked, rest] = [events.slice(0, 1), events.slice(1, 2), events.slice(2)];
    // A late clock on the first of them: it counts as soon as the dossier is in a list.
    await merge(
      db,
      drafted.map((event) => ({ ...event, at: { ...event.at, instant: instant(9) } })),
      1,
    );
    await merge(db, checked, 2);
    expect(await idsOf(9)).toHaveLength(3);
    await merge(db, rest, 3);
    expect(await idsOf(1)).toEqual([events[0]?.dossierId]);
    expect(await verifyProjections(db)).toEqual([]);
  });

  it('marks every save, everything taken in and every answer of the portal as a change', async () => {
    const db = await counterDatabase();
    const marks = [await changeMark(db)];
    await receive(db, 0);
    marks.push(await changeMark(db));
    await merge(db, received({}, author({ counter: 'AA-1' })).events, 3);
    marks.push(await changeMark(db));
    await acknowledge(db, { acknowledged: 3, refused: [], now: instant(1) });
    marks.push(await changeMark(db));
    expect(new Set(marks).size).toBe(4);
    expect(await changeMark(db)).toBe(marks[3]);
  });

  it('counts a day by the counter’s clock', async () => {
    const db = await counterDatabase();
    const at = async (now: string) => (await save(db, receiveCommand(), now, newId())).id;
    const lastMinute = await at('2026-07-13T16:59:59.999Z');
    const midnight = await at('2026-07-13T17:00:00.000Z');
    const noon = await at('2026-07-14T05:00:00.000Z');
    const idsOf = async (day: string) => (await dossiersOfDay(db, day)).map(({ dossier }) => dossier.id);
    expect(await idsOf('2026-07-13')).toEqual([lastMinute]);
    expect(await idsOf('2026-07-14')).toEqual([noon, midnight]);
    expect(await idsOf('2026-07-15')).toEqual([]);
  });

  it('finds by code in any case, and says when there is none', async () => {
    const db = await counterDatabase();
    const dossier = await receive(db, 0);
    expect((await dossierByCode(db, ' 000.00.19.h49-260713-0001\n'))?.dossier).toEqual(dossier);
    expect(await dossierByCode(db, '000.00.19.H49-260713-0002')).toBeNull();
    expect(await dossierByCode(db, '')).toBeNull();
    expect(await dossierById(db, newId())).toBeNull();
    expect(await timeline(db, newId())).toEqual([]);
  });

  it('tells a live query of saves and of what the portal acknowledged', async () => {
    const db = await counterDatabase();
    const seen: string[] = [];
    let wake: () => void = () => undefined;
    const subscription = liveQuery(() => recentDossiers(db, 50)).subscribe((views) => {
      seen.push(views.map((view) => view.sync).join());
      wake();
    });
    const until = async (text: string) => {
      while (seen.at(-1) !== text) await new Promise<void>((resolve) => (wake = resolve));
    };
    await until('');
    await receive(db, 0);
    await until('saved');
    await acknowledge(db, { acknowledged: 3, refused: [], now: instant(1) });
    await until('sent');
    subscription.unsubscribe();
    expect(seen.at(-1)).toBe('sent');
  });
});

describe('drafts', () => {
  it('come back byte for byte after a restart, newest first', async () => {
    const db = await counterDatabase();
    const odd = {
      name: 'Nguye\u0302\u0303n \u202E\uD83D\uDE00 \uD800 \u0000',
      pasted: 'a\tb\r\nc',
      empty: '',
      none: null,
      list: [1, 2],
    };
    await saveDraft(db, { id: 'a', startedAt: instant(0), updatedAt: instant(1), entry: odd });
    await saveDraft(db, {
      id: 'b',
      startedAt: instant(0),
      updatedAt: instant(2),
      entry: 'x'.repeat(1_000_000),
    });
    await saveDraft(db, { id: 'a', startedAt: instant(0), updatedAt: instant(3), entry: odd });
    const again = reopened(db);
    expect((await drafts(again)).map((draft) => draft.id)).toEqual(['a', 'b']);
    expect((await draftById(again, 'a'))?.entry).toEqual(odd);
    await deleteDraft(again, 'a');
    expect(await draftById(again, 'a')).toBeNull();
  });
});

describe('catalogue', () => {
  it('keeps the newest version, also when an older one comes late', async () => {
    const db = emptyDatabase();
    expect(await currentCatalogue(db)).toBeNull();
    for (const version of [2, 3, 1]) await saveCatalogue(db, sampleCatalogue({ version }));
    expect((await currentCatalogue(db))?.version).toBe(3);
  });
});

describe('the database', () => {
  it('of a newer app is neither opened nor changed', async () => {
    const name = 'from-the-future';
    const request = indexedDB.open(name, 10 * LATEST + 10);
    const future = await new Promise<IDBDatabase>((resolve, reject) => {
      request.onupgradeneeded = () =>
        request.result.createObjectStore('events', { keyPath: 'other' }).add({ other: 1 });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('open'));
    });
    future.close();
    const error = await new CounterDatabase(name).open().then(() => null, storeError);
    expect(error).toEqual({ code: 'store-newer' });
    const saved = await append(new CounterDatabase(name), appending(receiveCommand(), instant(0), newId()));
    expect(saved).toEqual({ ok: false, error: [{ code: 'store-newer' }] });
    const kept = (await indexedDB.databases()).find((each) => each.name === name);
    expect(kept?.version).toBe(10 * LATEST + 10);
    const reading = indexedDB.open(name);
    const values = await new Promise((resolve) => {
      reading.onsuccess = () => {
        const all = reading.result.transaction('events').objectStore('events').getAll();
        all.onsuccess = () => resolve([[...reading.result.objectStoreNames], all.result]);
      };
    });
    expect(values).toEqual([['events'], [{ other: 1 }]]);
  });

  it('throws on what is not a failure of the store', () => {
    expect(() => storeError(new TypeError('bug'))).toThrow('bug');
  });

  it('keeps people’s data inside what the codec made, everywhere', async () => {
    const sealed: Codec = {
      encode: <T>(value: T) => new TextEncoder().encode(JSON.stringify(value)) as unknown as Encoded<T>,
      decode: <T>(encoded: Encoded<T>) =>
        JSON.parse(new TextDecoder().decode(encoded as unknown as Uint8Array)) as T,
      isCurrent: () => true,
    };
    const db = new CounterDatabase('sealed', { codec: sealed });
    await writeMeta(db, 'device', DEVICE);
    await writeMeta(db, 'numbering', NUMBERING);
    await writeMeta(db, 'staff', { id: 'nv-hoa', name: 'Phạm Thị Hoa', role: 'clerk' });
    const dossier = await receive(db, 0);
    await saveDraft(db, { id: 'd', startedAt: instant(0), updatedAt: instant(0), entry: receptionEntry() });
    await acknowledge(db, { acknowledged: 3, refused: [], now: instant(1) });
    await save(db, { type: 'addNote', text: 'Ghi chú' }, instant(2), dossier.id);
    expect((await recentDossiers(db, 1))[0]?.dossier.notes[0]?.text).toBe('Ghi chú');
    expect(await nextBatch(db, 10)).toHaveLength(1);
    for (const table of db.tables) {
      const bare = JSON.stringify(await table.toArray(), (key, value: unknown) =>
        key === 'payload' ? undefined : value,
      );
      for (const secret of [PERSON.name, PERSON.phone, PERSON.identity.number, 'Phạm Thị Hoa', 'Ghi chú'])
        expect(bare).not.toContain(secret);
    }
  });
});
