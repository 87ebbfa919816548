import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { enrolDevice, takeOverDevice } from '../../../renderer/store/device.ts';
import { merge } from '../../../renderer/store/merge.ts';
import { readMeta, updateMeta, writeMeta } from '../../../renderer/store/meta.ts';
import {
  acknowledge,
  heldBatch,
  nextBatch,
  pushStateOf,
  release,
  rewind,
  tellingNobody,
  type Refused,
} from '../../../renderer/store/outbox.ts';
import { outboxEntries, outboxSummary } from '../../../renderer/store/outbox-view.ts';
import { ownEventAt } from '../../../renderer/store/own-log.ts';
import { dossierById, timeline } from '../../../renderer/store/queries.ts';
import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { author, received } from '../../support/catalogue.ts';
import {
  counterDatabase,
  DEVICE,
  emptyDatabase,
  instant,
  logOf,
  NUMBERING,
  receive,
  save,
} from './counter.ts';

const now = instant(60);
const refusal = (event: DossierEvent): Refused => ({
  position: event.position,
  eventId: event.id,
  dossierId: event.dossierId,
  reason: { code: 'event-code-taken', message: 'for the log' },
});
const positions = (events: readonly DossierEvent[]) => events.map((event) => event.position);

async function twoReceived() {
  const db = await counterDatabase();
  const dossiers = [await receive(db, 0), await receive(db, 1)] as const;
  return { db, dossiers, log: await logOf(db) };
}

describe('the outbox', () => {
  it('hands out own events in order and never others’', async () => {
    const { db } = await twoReceived();
    await merge(db, received({}, author({ counter: 'AA-1' })).events, 3);
    await merge(db, received({}, author({ counter: 'HT-2' })).events, 6);
    expect(positions(await nextBatch(db, 4))).toEqual([1, 2, 3, 4]);
    await acknowledge(db, { acknowledged: 4, refused: [], now });
    expect(positions(await nextBatch(db, 500))).toEqual([5, 6]);
    expect(await outboxSummary(db)).toEqual({ unsent: 2, dossiers: 1, oldestAt: instant(1), held: 0 });
    await acknowledge(db, { acknowledged: 6, refused: [], now });
    expect(await outboxSummary(db)).toEqual({ unsent: 0, dossiers: 0, oldestAt: null, held: 0 });
  });

  it('never moves the watermark back, nor past the log', async () => {
    const { db } = await twoReceived();
    await acknowledge(db, { acknowledged: 5, refused: [], now });
    await acknowledge(db, { acknowledged: 2, refused: [], now });
    expect((await readMeta(db, 'outbox')).acknowledged).toBe(5);
    await acknowledge(db, { acknowledged: 99, refused: [], now });
    expect((await readMeta(db, 'outbox')).acknowledged).toBe(6);
    await receive(db, 2);
    expect(positions(await nextBatch(db, 500))).toEqual([7, 8, 9]);
  });

  it('keeps of a refusal what names nobody: no message, no parameter that may be a person', () => {
    const params = { code: 'HT-2-260001', number: 3, name: 'Trần Thị Bích', phone: '0912345678' };
    expect(tellingNobody({ code: 'batch-line-twice', message: 'Trần Thị Bích, 0912345678', params })).toEqual(
      {
        code: 'batch-line-twice',
        message: '',
        params: { code: 'HT-2-260001', number: 3 },
      },
    );
  });

  it('holds refused events until they are released, and shows them first with their reason', async () => {
    const { db, dossiers, log } = await twoReceived();
    const third = log[2] as DossierEvent;
    await acknowledge(db, { acknowledged: 4, refused: [refusal(third)], now });
    await acknowledge(db, { acknowledged: 4, refused: [refusal(third)], now: instant(90) });
    expect((await db.held.get(3))?.since).toBe(now);
    expect(positions(await heldBatch(db, 500))).toEqual([3]);
    expect(
      (await outboxEntries(db, 10)).map(({ position, state, reason }) => [
        position,
        state,
        reason?.code ?? null,
      ]),
    ).toEqual([
      [3, 'needs-attention', 'event-code-taken'],
      [5, 'pending', null],
      [6, 'pending', null],
    ]);
    expect((await outboxEntries(db, 10))[0]).toMatchObject({
      eventId: third.id,
      code: '000.00.19.H49-260713-0001',
      applicantName: 'Nguyễn Văn Đạt',
      type: 'received',
      at: instant(0),
    });
    expect(await outboxEntries(db, 2)).toHaveLength(2);
    expect((await dossierById(db, dossiers[0].id))?.sync).toBe('needs-attention');
    const entries = await timeline(db, dossiers[0].id);
    expect(entries.map(({ event, push, reason }) => [event.position, push, reason?.code ?? null])).toEqual([
      [3, 'needs-attention', 'event-code-taken'],
      [2, 'accepted', null],
      [1, 'accepted', null],
    ]);
    await release(db, [3]);
    expect(await heldBatch(db, 500)).toEqual([]);
    expect((await dossierById(db, dossiers[0].id))?.sync).toBe('sent');
    expect((await dossierById(db, dossiers[1].id))?.sync).toBe('saved');
  });

  it('frees what waits for a file once the portal has it, also under an earlier name of a counter taken over', async () => {
    const db = await counterDatabase();
    const { id } = await receive(db, 0);
    const sha256 = 'a'.repeat(64);
    const attachment = {
      documentId: null,
      name: 'đơn.pdf',
      mediaType: 'application/pdf',
      size: 9,
      sha256,
    } as const;
    await save(db, { type: 'attachDocument', attachment }, instant(1), id);
    const reason = { code: 'attachment-missing' as const, message: 'for the log' };
    const attached = (await logOf(db)).at(-1) as DossierEvent;
    await acknowledge(db, { acknowledged: 4, refused: [{ ...refusal(attached), reason }], now });
    const free = async (atPortal: readonly string[]) =>
      positions(await heldBatch(db, 500, 'freed', new Set(atPortal)));
    for (const takenOver of [false, true]) {
      if (takenOver) await takeOverDevice(db, { ...DEVICE, counter: 'HT-1.2' });
      expect(await free([])).toEqual([]);
      expect(await free([sha256])).toEqual([4]);
    }
  });

  it('sends again from where a restored portal stands, with new verdicts for what was held', async () => {
    const { db, log } = await twoReceived();
    await acknowledge(db, {
      acknowledged: 6,
      refused: [refusal(log[1] as DossierEvent), refusal(log[4] as DossierEvent)],
      now,
    });
    await rewind(db, 9);
    expect((await readMeta(db, 'outbox')).acknowledged).toBe(6);
    await rewind(db, 3);
    expect(positions(await nextBatch(db, 500))).toEqual([4, 5, 6]);
    expect(positions(await heldBatch(db, 500))).toEqual([2]);
    expect((await ownEventAt(db, 3))?.id).toBe(log[2]?.id);
    expect(await ownEventAt(db, 7)).toBeNull();
  });

  it('is empty on a machine that is no counter', async () => {
    const db = emptyDatabase();
    expect(await nextBatch(db, 10)).toEqual([]);
    expect(await heldBatch(db, 10)).toEqual([]);
    expect(await outboxSummary(db)).toEqual({ unsent: 0, dossiers: 0, oldestAt: null, held: 0 });
    expect(await ownEventAt(db, 1)).toBeNull();
  });

  it('knows where each event stands', () => {
    const log = { own: { counter: 'HT-1' }, acknowledged: 5, heldPositions: new Set([3, 7]) };
    const states = [3, 5, 6, 7].map((position) => pushStateOf({ counter: 'HT-1', position }, log));
    expect(states).toEqual(['needs-attention', 'accepted', 'pending', 'needs-attention']);
    expect(pushStateOf({ counter: 'HT-2', position: 3 }, log)).toBe('foreign');
    expect(pushStateOf({ counter: 'HT-1', position: 3 }, { ...log, own: null })).toBe('foreign');
  });
});

describe('enrolDevice', () => {
  const head = { position: 40, hash: 'a'.repeat(64) };
  const start = { position: 0, hash: '0'.repeat(64) };

  it('begins a new counter without pulling its own events', async () => {
    const db = emptyDatabase();
    await enrolDevice(db, DEVICE, start);
    expect(await readMeta(db, 'device')).toEqual(DEVICE);
    expect(await readMeta(db, 'rebuilding')).toBe(false);
  });

  it('goes on from where the portal stands on a wiped machine', async () => {
    const db = emptyDatabase();
    await enrolDevice(db, DEVICE, head);
    await writeMeta(db, 'numbering', NUMBERING);
    expect(await readMeta(db, 'rebuilding')).toBe(true);
    const dossier = await receive(db, 0);
    expect(positions(await nextBatch(db, 10))).toEqual([41, 42, 43]);
    expect((await logOf(db))[0]?.prev).toBe(head.hash);
    expect((await dossierById(db, dossier.id))?.sync).toBe('saved');
  });

  it('keeps a log the portal does not have yet', async () => {
    const { db } = await twoReceived();
    const chain = await readMeta(db, 'chain');
    await enrolDevice(db, DEVICE, start);
    expect(await readMeta(db, 'chain')).toEqual(chain);
    await enrolDevice(db, DEVICE, head);
    expect(await readMeta(db, 'chain')).toEqual(chain);
    expect(positions(await nextBatch(db, 10))).toHaveLength(6);
  });

  it('does not become another counter while something is unsent', async () => {
    const { db, dossiers } = await twoReceived();
    const other = { ...DEVICE, counter: 'GD-1' };
    await expect(enrolDevice(db, other, start)).rejects.toThrow('HT-1');
    expect(await readMeta(db, 'device')).toEqual(DEVICE);
    await acknowledge(db, { acknowledged: 6, refused: [], now });
    await enrolDevice(db, other, start);
    expect(await nextBatch(db, 10)).toEqual([]);
    expect((await dossierById(db, dossiers[0].id))?.sync).toBe('sent');
  });
});

describe('meta', () => {
  it('changes a value by what it is, one after another', async () => {
    const db = emptyDatabase();
    await Promise.all(Array.from({ length: 20 }, () => updateMeta(db, 'cursor', (cursor) => cursor + 1)));
    expect(await readMeta(db, 'cursor')).toBe(20);
  });
});
