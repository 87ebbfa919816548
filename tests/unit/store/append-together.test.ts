import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { appendTogether, type AppendingTogether } from '../../../renderer/store/append-together.ts';
import type { CounterDatabase } from '../../../renderer/store/database.ts';
import { merge } from '../../../renderer/store/merge.ts';
import { outboxEntries, outboxSummary } from '../../../renderer/store/outbox-view.ts';
import { rebuildProjections, verifyProjections } from '../../../renderer/store/projections.ts';
import { hashOf, sealEvents, CHAIN_START } from '../../../shared/domain/dossier/chain.ts';
import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import type { BatchBody } from '../../../shared/domain/handover/batch.ts';
import type { ShiftBody } from '../../../shared/domain/till/shift.ts';
import { appError } from '../../../shared/errors.ts';
import { newId } from '../../../shared/ids.ts';
import { fail, ok } from '../../../shared/result.ts';
import { author } from '../../support/catalogue.ts';
import { counterDatabase, instant, logOf, receive } from './counter.ts';

let db: CounterDatabase;
beforeEach(async () => {
  db = await counterDatabase();
});

const opened: ShiftBody = { type: 'shiftOpened', data: { counted: [], expected: 0, difference: null } };
const together = (appending: Omit<AppendingTogether, 'author'>, minute = 30) =>
  appendTogether(db, { author: author({ now: instant(minute) }), ...appending });

const sentOf = (dossiers: readonly Dossier[]): BatchBody => ({
  type: 'batchSent',
  data: {
    to: { id: 'TT', nameVi: 'Trung tâm hành chính công' },
    lines: dossiers.map(({ id, reception }) => ({
      dossierId: id,
      code: reception?.code ?? '',
      applicantName: reception?.applicant.name ?? '',
      procedureNameVi: reception?.procedure.nameVi ?? '',
      originals: 1,
      certifiedCopies: 0,
      photocopies: 0,
    })),
    note: null,
  },
});

it('writes a batch and every dossier in it in one chain, and shows them as one save', async () => {
  const dossiers = [await receive(db, 0), await receive(db, 1)];
  const before = await logOf(db);
  const batchId = newId();
  const saved = await together({
    dossierIds: dossiers.map(({ id }) => id),
    streamIds: [batchId],
    decide: (known) => {
      expect([...known.dossiers.values()]).toEqual(dossiers);
      expect(known.streams.size).toBe(0);
      return ok({
        writes: [
          { streamId: batchId, bodies: [sentOf(dossiers)] },
          ...dossiers.map(({ id }) => ({
            dossierId: id,
            bodies: [{ type: 'forwarded', data: { to: 'Trung tâm' } } as const],
          })),
        ],
      });
    },
  });
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  expect(saved.value.dossiers.map(({ life }) => life?.stage)).toEqual(['forwarded', 'forwarded']);
  expect(saved.value.streams).toMatchObject([{ id: batchId, kind: 'batch', events: 1, received: null }]);
  const log = await logOf(db);
  const fresh = log.slice(before.length);
  expect(fresh).toEqual(saved.value.events);
  expect(fresh.map(({ prev }) => prev)).toEqual([before.at(-1), ...fresh.slice(0, -1)].map(hashOf));
  expect(await verifyProjections(db)).toEqual([]);
});

it('leaves everything as it was when one of them is refused', async () => {
  const dossier = await receive(db, 0);
  const before = await logOf(db);
  const saved = await together({ dossierIds: [dossier.id], decide: () => fail([appError('batch-empty')]) });
  expect(saved).toEqual({ ok: false, error: [{ code: 'batch-empty' }] });
  expect(await logOf(db)).toEqual(before);
});

it('gives the own log from a position on, in order, and what the portal has of it', async () => {
  await receive(db, 0);
  const log = await logOf(db);
  await together({
    since: 2,
    decide: (known) => {
      expect(known.own).toEqual(log.slice(1));
      expect(known.acknowledged).toBe(0);
      return ok({ writes: [{ streamId: newId(), bodies: [opened] }] });
    },
  });
  expect(await db.streams.count()).toBe(1);
});

it('throws on a stream that would begin with what cannot be its first event', async () => {
  const bad: ShiftBody = { type: 'shiftOpened', data: { counted: [], expected: 5, difference: null } };
  const saved = together({ decide: () => ok({ writes: [{ streamId: newId(), bodies: [bad] }] }) });
  await expect(saved).rejects.toThrow('till-difference-wrong');
  expect(await db.events.count()).toBe(0);
});

it('shows a shift in the outbox as what it is, not as a dossier', async () => {
  await together({ decide: () => ok({ writes: [{ streamId: newId(), bodies: [opened] }] }) });
  expect(await outboxEntries(db, 10)).toMatchObject([{ type: 'shiftOpened', stream: 'shift', code: '' }]);
  expect(await outboxSummary(db)).toMatchObject({ unsent: 1, dossiers: 0 });
});

it('takes in a shift of another counter, unknown events of it included, in any order', async () => {
  const id = newId();
  const moved: ShiftBody = {
    type: 'cashMoved',
    data: { direction: 'in', amount: 500_000, reason: 'Tiền lẻ', approver: null },
  };
  const by = author({ counter: 'HT-2', now: instant(5) });
  const chain = { position: 0, hash: CHAIN_START };
  const { events } = sealEvents([opened, moved, moved], { id, lastSeq: 0 }, chain, by);
  const [first, strange, last] = events as readonly [DossierEvent, DossierEvent, DossierEvent];
  const unknown = { ...strange, type: 'cashWeighed' };
  await merge(db, [unknown], 1);
  expect(await db.streams.count()).toBe(0);
  await merge(db, [last, first], 3);
  expect(await verifyProjections(db)).toEqual([]);
  expect(await db.dossiers.count()).toBe(0);
  const later = { ...unknown, id: newId(), seq: 4, position: 4 };
  await merge(db, [later], 4);
  expect(await db.dossiers.count()).toBe(0);
  expect(await verifyProjections(db)).toEqual([]);
  const kept = await db.streams.toArray();
  await db.streams.clear();
  await rebuildProjections(db);
  expect(await db.streams.toArray()).toEqual(kept);
  expect(kept).toMatchObject([{ kind: 'shift', ownPosition: 0, changedAt: instant(5) }]);
});

it('gives a batch up as a whole: its dossiers stand as before it, the numbers go on, and a rebuild says the same', async () => {
  const dossiers = [await receive(db, 0), await receive(db, 1)];
  const batchId = newId();
  const sent = await together({
    dossierIds: dossiers.map(({ id }) => id),
    streamIds: [batchId],
    decide: () =>
      ok({
        writes: [
          { streamId: batchId, bodies: [sentOf(dossiers)] },
          ...dossiers.map(({ id }) => ({
            dossierId: id,
            bodies: [{ type: 'forwarded', data: { to: 'Trung tâm', batch: batchId } } as const],
          })),
        ],
      }),
  });
  if (!sent.ok) throw new Error('not saved');
  const setAside = ({ id, position }: DossierEvent) => ({
    type: 'setAside' as const,
    data: { eventId: id, position, content: null, reason: 'Quầy 2 đã giao' },
  });
  const [batchSent, ...forwarded] = sent.value.events as [DossierEvent, ...DossierEvent[]];
  const saved = await together({
    dossierIds: dossiers.map(({ id }) => id),
    streamIds: [batchId],
    settingAside: sent.value.events,
    decide: (known) => {
      expect(known.streams.has(batchId)).toBe(false);
      expect([...known.dossiers.values()].map((each) => each.life)).toEqual([undefined, undefined]);
      return ok({
        writes: [
          { streamId: batchId, bodies: [setAside(batchSent)] },
          ...forwarded.map((event) => ({ dossierId: event.dossierId, bodies: [setAside(event)] })),
        ],
      });
    },
  });
  if (!saved.ok) throw new Error('not given up');
  expect(saved.value.streams).toMatchObject([{ kind: 'batch', sent: null, lastSeq: 2 }]);
  expect(saved.value.dossiers.map(({ life }) => life)).toEqual([undefined, undefined]);
  expect(saved.value.events.map(({ seq }) => seq)).toEqual([2, ...forwarded.map(({ seq }) => seq + 1)]);
  expect(await verifyProjections(db)).toEqual([]);
});
