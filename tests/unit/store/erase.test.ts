import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CounterDatabase } from '../../../renderer/store/database.ts';
import {
  erasableDossiers,
  eraseDossier,
  erasedEverywhere,
  leftToErase,
} from '../../../renderer/store/erase.ts';
import { merge } from '../../../renderer/store/merge.ts';
import { readMeta, writeMeta } from '../../../renderer/store/meta.ts';
import { rebuildProjections, verifyProjections } from '../../../renderer/store/projections.ts';
import { dossierById } from '../../../renderer/store/queries.ts';
import { verifyLog } from '../../../renderer/store/verify-log.ts';
import { erasedForm, eventHash } from '../../../shared/domain/dossier/erasure.ts';
import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import type { Retention } from '../../../shared/domain/retention.ts';
import { factOf } from '../../../shared/domain/report/fact.ts';
import { author, FIRST, HERE, PERSON, write } from '../../support/catalogue.ts';
import { fakeJournal } from '../../support/fake-journal.ts';
import { counterDatabase, DEVICE, instant, logOf, receive, save } from './counter.ts';

const RULES: Retention = { dossierDays: 10, guidedDays: 5, source: 'test', verified: false };
const DAY = 24 * 60;
const AFTER = instant(11 * DAY);
const file = {
  documentId: null,
  name: 'Đơn của Nguyễn Văn An.pdf',
  mediaType: 'application/pdf',
  size: 9,
  sha256: 'a'.repeat(64),
} as const;

let db: CounterDatabase;
let ended: Dossier;
let open: Dossier;

const acknowledgeAll = async () =>
  writeMeta(db, 'outbox', { acknowledged: (await readMeta(db, 'chain')).position, held: 0 });
const erase = (dossierId: string, now = AFTER, role: 'clerk' | 'supervisor' = 'supervisor') =>
  eraseDossier(db, { dossierId, author: author({ now, role }), rules: RULES });
const watching = { onProgress: () => undefined, cancelled: () => false };
const textOf = (events: readonly DossierEvent[]) => JSON.stringify(events.map(({ data }) => data));
async function erased(): Promise<Dossier> {
  const outcome = await erase(ended.id);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value.dossier;
}

beforeEach(async () => {
  db = await counterDatabase();
  ended = await receive(db, 0);
  await save(db, { type: 'attachDocument', attachment: file }, instant(1), ended.id);
  const withdrawn = { type: 'withdrawn' as const, data: { reason: 'Nhà ông An bận', originalsReturned: [] } };
  ended = await save(db, { type: 'step', step: withdrawn, place: HERE }, instant(2), ended.id);
  open = await receive(db, 3);
  await acknowledgeAll();
});

describe('what is kept no longer', () => {
  it('is found once its time is over, to the millisecond, and not while it is under way', async () => {
    const found = (now: string) => erasableDossiers(db, RULES, now, watching);
    expect(await found(instant(2 + 10 * DAY))).toMatchObject([{ id: ended.id }]);
    const before = new Date(Date.parse(instant(2 + 10 * DAY)) - 1).toISOString();
    expect(await found(before)).toEqual([]);
    expect(await erasableDossiers(db, RULES, AFTER, { ...watching, cancelled: () => true })).toBeNull();
  });

  it('is erased by a supervisor only, after its time, and once all of it is at the portal', async () => {
    const refusal = async (outcome: ReturnType<typeof erase>) => {
      const answer = await outcome;
      return answer.ok ? null : answer.error[0]?.code;
    };
    const before = await logOf(db);
    expect(await refusal(erase(ended.id, AFTER, 'clerk'))).toBe('supervisor-only');
    expect(await refusal(erase(ended.id, instant(9 * DAY)))).toBe('retention-not-over');
    expect(await refusal(erase(open.id))).toBe('dossier-transition-forbidden');
    await writeMeta(db, 'outbox', { acknowledged: 1, held: 0 });
    expect(await refusal(erase(ended.id))).toBe('retention-unsent');
    expect(await logOf(db)).toEqual(before);
  });
});

describe('erasing', () => {
  it('takes every personal text out of log and lists, and leaves what is counted and the chain', async () => {
    const before = await logOf(db);
    const after = await erased();
    const log = await logOf(db);
    expect(textOf(before)).toContain(PERSON.name);
    const own = log.filter(({ dossierId }) => dossierId === ended.id);
    for (const text of [PERSON.name, PERSON.phone, PERSON.identity.number, 'ông An', 'Nguyễn'])
      expect(textOf(own)).not.toContain(text);
    expect(factOf(after)).toEqual(factOf(ended));
    expect(log.map(eventHash).slice(0, before.length)).toEqual(before.map(eventHash));
    expect((await dossierById(db, ended.id))?.dossier).toEqual(after);
    expect(await verifyProjections(db)).toEqual([]);
    // The other dossier is as it was.
    expect((await dossierById(db, open.id))?.dossier).toEqual(open);
    await rebuildProjections(db);
    expect((await dossierById(db, ended.id))?.dossier).toEqual(after);
  });

  it('names what the journal and the folder of files must lose, until they have', async () => {
    await erased();
    const left = await leftToErase(db);
    expect(left.dossiers).toEqual([ended.id]);
    expect(left.files).toEqual([file.sha256]);
    expect(left.events).toHaveLength(ended.events);
    await erasedEverywhere(db, left);
    expect(await leftToErase(db)).toEqual({ dossiers: [], events: [], files: [] });
  });

  it('keeps a file that another dossier has as well', async () => {
    await save(db, { type: 'attachDocument', attachment: file }, instant(4), open.id);
    await acknowledgeAll();
    await erased();
    expect((await leftToErase(db)).files).toEqual([]);
  });

  it('is found whole by a check of the log; an event that was merely called erased is not', async () => {
    await erased();
    const log = await logOf(db);
    const check = async () => {
      const journal = fakeJournal(log.map((event) => ({ kind: 'events', events: [event] })));
      const verified = await verifyLog(db, journal, { ...watching, witnesses: [] });
      return verified.ok ? verified.value?.fault : verified.error;
    };
    expect(await check()).toBeNull();
    const victim = log.find(({ dossierId, type }) => dossierId === open.id && type === 'received');
    if (!victim) throw new Error('no such event');
    const put = (event: DossierEvent) =>
      db.events.update([event.counter, event.position], { payload: db.codec.encode(event) });
    await put(erasedForm(victim, true));
    expect(await check()).toMatchObject({ copy: 'database', fault: { kind: 'changed', eventId: victim.id } });
    await put(victim);
    // Nor can anything be changed in what is left.
    const remainder = log.find(({ dossierId, type }) => dossierId === ended.id && type === 'withdrawn');
    if (!remainder) throw new Error('no such event');
    await put({ ...remainder, at: { ...remainder.at, instant: instant(1) } });
    expect(await check()).toMatchObject({
      copy: 'database',
      fault: { kind: 'changed', eventId: remainder.id },
    });
  });
});

describe('an erasure made at another counter', () => {
  it('goes here too, whichever of the events come first', async () => {
    const all = await logOf(db);
    await erased();
    const erasure = (await logOf(db)).find(({ type }) => type === 'personalDataErased');
    if (!erasure) throw new Error('nothing was erased');
    const theirs = all.filter(({ dossierId }) => dossierId === ended.id);
    const orders = [[theirs, [erasure]], [[erasure], theirs], [[...theirs, erasure]]];
    for (const batches of orders) {
      const other = await counterDatabase({
        ...DEVICE,
        counter: 'HT-2',
        counterNumber: 2,
      });
      for (const batch of batches) await merge(other, batch, 1);
      expect(textOf(await logOf(other))).not.toContain(PERSON.name);
      expect((await dossierById(other, ended.id))?.dossier).toEqual(
        (await dossierById(db, ended.id))?.dossier,
      );
      expect(await verifyProjections(other)).toEqual([]);
    }
  });

  it('leaves what it does not name: an event its author could not know of', async () => {
    const all = await logOf(db);
    await erased();
    const erasure = (await logOf(db)).filter(({ type }) => type === 'personalDataErased');
    const other = await counterDatabase({ ...DEVICE, counter: 'HT-2', counterNumber: 2 });
    const theirs = all.filter(({ dossierId }) => dossierId === ended.id);
    await merge(other, theirs, 1);
    const note = { type: 'addNote', text: 'Chưa gửi' } as const;
    const noted = write([note], author({ counter: 'HT-2' }), {
      ...ended,
      events: theirs,
      dossier: ended,
      head: FIRST,
    });
    await merge(other, noted.events.slice(theirs.length), 1);
    await merge(other, erasure, 2);
    const log = await logOf(other);
    expect(textOf(log)).toContain('Chưa gửi');
    expect(textOf(log)).not.toContain(PERSON.name);
  });
});
