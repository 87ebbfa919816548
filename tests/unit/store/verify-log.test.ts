import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { writeMeta } from '../../../renderer/store/meta.ts';
import { CounterDatabase } from '../../../renderer/store/database.ts';
import { verifyLog } from '../../../renderer/store/verify-log.ts';
import { hashOf } from '../../../shared/domain/dossier/chain.ts';
import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import type { Witness } from '../../../shared/domain/dossier/verify-chain.ts';
import { fakeJournal } from '../../support/fake-journal.ts';
import { TEST_KEYS } from '../../support/keys.ts';
import { DEVICE, logOf, NUMBERING, receive } from './counter.ts';

let databases = 0;
/** A sealed database with three dossiers, its journal, and what a portal witnessed of it. */
async function counter() {
  databases += 1;
  const db = new CounterDatabase(`verify-${String(databases)}`, { keys: TEST_KEYS });
  await writeMeta(db, 'device', DEVICE);
  await writeMeta(db, 'numbering', NUMBERING);
  for (let i = 0; i < 3; i += 1) await receive(db, i);
  const log = await logOf(db);
  const journal = fakeJournal(log.map((event) => ({ kind: 'events', events: [event] })));
  const last = log.at(-1);
  const witnesses: Witness[] = last ? [{ position: last.position, hash: hashOf(last) }] : [];
  const check = async (seen = witnesses, cancelled = () => false) => {
    const verified = await verifyLog(db, journal, {
      witnesses: seen,
      onProgress: () => undefined,
      cancelled,
    });
    if (!verified.ok) throw new Error(verified.error.code);
    return verified.value;
  };
  const put = (event: DossierEvent, at = event.position) =>
    db.events.update([event.counter, at], { payload: db.codec.encode(event) });
  return { db, log, journal, witnesses, check, put };
}

const at = (log: readonly DossierEvent[], position: number): DossierEvent => {
  const event = log[position - 1];
  if (!event) throw new Error('no such event');
  return event;
};

describe('checking the log', () => {
  it('finds both copies whole', async () => {
    const { log, check } = await counter();
    expect(await check()).toEqual({ events: log.length, journal: log.length, damaged: 0, fault: null });
  });

  it('names an event that says something else now, with the keys to hand', async () => {
    const { log, check, put } = await counter();
    await put({ ...at(log, 3), by: { id: 'x', name: 'Người khác' } });
    expect((await check())?.fault).toEqual({
      copy: 'database',
      type: at(log, 3).type,
      fault: { kind: 'changed', counter: 'HT-1', position: 3, eventId: at(log, 3).id },
    });
  });

  it('names a row whose bytes were changed without the keys', async () => {
    const { db, log, check } = await counter();
    await db.events.update(['HT-1', 2], { payload: new Uint8Array(80) as never });
    expect((await check())?.fault).toMatchObject({
      copy: 'database',
      type: null,
      fault: { kind: 'changed', position: 2, eventId: at(log, 2).id },
    });
  });

  it('names the first of two rows that changed places, and one that is gone', async () => {
    const { db, log, check, put } = await counter();
    await put(at(log, 5), 4);
    await put(at(log, 4), 5);
    expect((await check())?.fault?.fault).toMatchObject({ kind: 'reordered', position: 4 });
    await put(at(log, 4));
    await put(at(log, 5));
    await db.events.delete(['HT-1', 4]);
    expect((await check())?.fault?.fault).toMatchObject({ kind: 'removed', position: 4 });
  });

  it('finds a log written anew from some place on, which hangs together, by what the portal witnessed', async () => {
    const { db, log, check, put } = await counter();
    let prev = hashOf(at(log, 5));
    for (const event of log.slice(5)) {
      const forged = { ...event, by: { id: 'x', name: 'Người khác' }, prev };
      await put(forged);
      prev = hashOf(forged);
    }
    expect((await check([]))?.fault?.copy).not.toBe('database');
    expect((await check())?.fault?.copy).toBe('database');
    expect(db.isOpen()).toBe(true);
  });

  it('finds what was changed in the journal alone, and stops when asked', async () => {
    const { journal, check } = await counter();
    journal.entries.splice(2, 1);
    expect((await check())?.fault).toMatchObject({
      copy: 'journal',
      fault: { kind: 'removed', position: 3 },
    });
    expect(await check([], () => true)).toBeNull();
  });
});
