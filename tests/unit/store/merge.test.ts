import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { merge } from '../../../renderer/store/merge.ts';
import { readMeta } from '../../../renderer/store/meta.ts';
import { rebuildProjections, verifyProjections } from '../../../renderer/store/projections.ts';
import { dossierById, dossierByCode } from '../../../renderer/store/queries.ts';
import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { newId } from '../../../shared/ids.ts';
import { author, received, write } from '../../support/catalogue.ts';
import { counterDatabase, emptyDatabase, instant, logOf, projectionsOf, receive, save } from './counter.ts';

const portal = author({ counter: 'portal', by: { id: 'portal', name: 'Cổng' } });
const colleague = author({ counter: 'HT-2' });

describe('merge', () => {
  it('takes a dossier of another counter', async () => {
    const db = await counterDatabase();
    const other = received({}, colleague);
    expect(await merge(db, other.events, 7)).toEqual({ dossiers: 1 });
    expect(await dossierById(db, other.id)).toEqual({ dossier: other.dossier, sync: 'sent' });
    expect(await readMeta(db, 'cursor')).toBe(7);
    expect(await verifyProjections(db)).toEqual([]);
  });

  it('changes nothing when a batch is repeated, alone or within another', async () => {
    const db = await counterDatabase();
    const [one, two] = [received({}, colleague), received({}, author({ counter: 'GD-1' }))];
    await merge(db, one.events, 3);
    const after = await projectionsOf(db);
    expect(await merge(db, one.events, 3)).toEqual({ dossiers: 0 });
    expect(await projectionsOf(db)).toEqual(after);
    expect(await merge(db, [...one.events, ...two.events, ...one.events], 6)).toEqual({ dossiers: 1 });
    expect((await logOf(db)).length).toBe(one.events.length + two.events.length);
  });

  it('folds an acceptance over own events, and finds the dossier by the linked code too', async () => {
    const db = await counterDatabase();
    const dossier = await receive(db, 0);
    const own = await logOf(db);
    const before = { id: dossier.id, events: own, dossier, head: { position: 0, hash: '0'.repeat(64) } };
    const accepted = write(
      [{ type: 'accept', portalNumber: 'P-1', linkedCode: '000.00.19.H49-260713-0777' }],
      portal,
      before,
    );
    await merge(db, accepted.events.slice(own.length), 1);
    expect((await dossierByCode(db, ' 000.00.19.h49-260713-0777 '))?.dossier.status).toBe('accepted');
    expect((await dossierByCode(db, '000.00.19.H49-260713-0001'))?.dossier.id).toBe(dossier.id);
    expect(await verifyProjections(db)).toEqual([]);
  });

  it('folds again from the start when an event belongs before known ones', async () => {
    const db = await counterDatabase();
    const dossier = await receive(db, 0);
    const seen = {
      id: dossier.id,
      events: await logOf(db),
      dossier,
      head: { position: 0, hash: '0'.repeat(64) },
    };
    // A colleague saw the same state and wrote seq 4, as we do meanwhile twice.
    const theirs = write(
      [{ type: 'addNote', text: 'của đồng nghiệp' }],
      author({ counter: 'AA-1', now: instant(1) }),
      seen,
    );
    await save(db, { type: 'addNote', text: 'của ta' }, instant(2), dossier.id);
    await save(db, { type: 'addNote', text: 'của ta nữa' }, instant(3), dossier.id);
    await merge(db, theirs.events.slice(-1), 1);
    const notes = (await dossierById(db, dossier.id))?.dossier.notes.map((note) => note.text);
    expect(notes).toEqual(['của đồng nghiệp', 'của ta', 'của ta nữa']);
    expect(await verifyProjections(db)).toEqual([]);
  });

  it('keeps events of unknown types and passes over gaps in positions', async () => {
    const db = await counterDatabase();
    const other = received({}, colleague);
    const last = other.events.at(-1) as DossierEvent;
    const future = {
      ...last,
      id: crypto.randomUUID(),
      type: 'teleported',
      seq: 9,
      position: 900_000,
      data: { where: 'x' },
    };
    await merge(db, [...other.events, future], 4);
    await merge(db, [other.events[0] as DossierEvent, future], 5);
    expect((await dossierById(db, other.id))?.dossier.unknownTypes).toEqual(['teleported']);
    expect((await logOf(db)).filter((event) => event.type === 'teleported')).toEqual([future]);
  });

  it('writes neither events nor cursor when it fails midway', async () => {
    const db = await counterDatabase();
    db.dossiers.hook('creating', () => {
      throw new Error('fault');
    });
    await expect(merge(db, received({}, colleague).events, 5)).rejects.toThrow();
    expect(await logOf(db)).toEqual([]);
    expect(await readMeta(db, 'cursor')).toBe(0);
  });
});

describe('rebuildProjections', () => {
  it('makes what was kept step by step, from nothing, with stray and wrong rows put right', async () => {
    const db = await counterDatabase();
    const dossiers = [];
    for (let i = 0; i < 5; i += 1) dossiers.push(await receive(db, i, { paid: 'transfer' }));
    await merge(db, received({}, colleague).events, 3);
    const kept = await projectionsOf(db);
    const [first, second] = dossiers;
    if (!first || !second) throw new Error('nothing received');
    const row = await db.dossiers.get(first.id);
    if (!row) throw new Error('no row');
    await db.dossiers.put({ ...row, id: 'ffffffff-0000-7000-8000-000000000000' });
    await db.dossiers.put({ ...row, ownPosition: 0 });
    await db.dossiers.delete(second.id);
    expect([...(await verifyProjections(db))].sort()).toEqual(
      [first.id, second.id, 'ffffffff-0000-7000-8000-000000000000'].sort(),
    );
    const progress: number[] = [];
    await rebuildProjections(db, (done) => progress.push(done));
    expect(await projectionsOf(db)).toEqual(kept);
    expect(progress.at(-1)).toBe(6);
    await db.dossiers.clear();
    await rebuildProjections(db);
    expect(await projectionsOf(db)).toEqual(kept);
  });

  it('also makes what dossiers are found by anew', async () => {
    const db = await counterDatabase();
    const [lost, wrong] = [await receive(db, 0), await receive(db, 1)];
    const kept = await db.findable.toArray();
    await db.findable.delete(lost.id);
    await db.findable.update(wrong.id, { payload: db.codec.encode({ id: wrong.id, at: 0, texts: ['x'] }) });
    const stray = newId();
    await db.findable.put({ id: stray, payload: db.codec.encode({ id: stray, at: 0, texts: ['x'] }) });
    expect(new Set(await verifyProjections(db))).toEqual(new Set([lost.id, wrong.id, stray]));
    await rebuildProjections(db);
    expect(await db.findable.toArray()).toEqual(kept);
  });

  it('goes over batch ends, also with one dossier longer than a batch', async () => {
    const db = emptyDatabase();
    const base = received({}, colleague);
    const note = write([{ type: 'addNote', text: 'x' }], colleague, base).events.at(-1) as DossierEvent;
    const notes = Array.from({ length: 4500 }, (_, i) => ({
      ...note,
      id: crypto.randomUUID(),
      seq: note.seq + i,
      position: note.position + i,
    }));
    const others = Array.from({ length: 3 }, (_, i) => received({}, author({ counter: `GD-${i + 1}` })));
    await merge(db, [...base.events, ...notes, ...others.flatMap((other) => other.events)], 1);
    const kept = await projectionsOf(db);
    await db.dossiers.clear();
    await rebuildProjections(db);
    expect(await projectionsOf(db)).toEqual(kept);
    expect(await verifyProjections(db)).toEqual([]);
  });
});
