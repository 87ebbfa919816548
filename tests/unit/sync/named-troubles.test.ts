import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { outboxSummary } from '../../../renderer/store/outbox.ts';
import { dossierById } from '../../../renderer/store/queries.ts';
import { writeMeta } from '../../../renderer/store/meta.ts';
import { saveDraft, drafts } from '../../../renderer/store/drafts.ts';
import { startFaults, type FaultyPortal } from '../../support/faults/proxy.ts';
import { createPortal, type Portal } from '../../portal/server.ts';
import { choose } from '../../support/conflicts.ts';
import { atPortal, counterOf, FREE_PROCEDURE, oneDocument } from '../../support/office.ts';
import type { SimulatedCounter } from '../../support/simulated-counter.ts';

let portal: Portal;
let faults: FaultyPortal;
let counter: SimulatedCounter;
let other: SimulatedCounter;
let counterNumber = 0;

const enrol = (url: string, enrolUrl: string) =>
  counterOf({ office: 'HT', counterNumber: ++counterNumber, url, enrolUrl });
const receive = () => counter.receive(oneDocument(), FREE_PROCEDURE);
const received = async () => (await portal.admin.dossiers('HT')).filter((each) => each.reception).length;

beforeAll(async () => {
  portal = await createPortal();
  faults = await startFaults((await portal.listen()).url);
});
beforeEach(async () => {
  counter = await enrol(faults.url, faults.url);
  other = await enrol(faults.url, faults.url);
});
afterEach(async () => {
  faults.clear();
  await counter.close();
  await other.close();
});
afterAll(async () => {
  await faults.close();
  await portal.close();
});

describe('troubles other systems are known for', () => {
  it('nothing stays “sending” for good: killed while sending, it asks and goes on (OpenCRVS 12292)', async () => {
    const dossier = await receive();
    const lost = faults.next({ kind: 'drop-reply', operation: 'push' });
    await counter.sync();
    await lost.met;
    // The portal has it, the counter does not know: killed here, it is as if it were being sent for ever.
    await counter.crash();
    expect((await outboxSummary(counter.db())).unsent).toBeGreaterThan(0);
    expect(await counter.sync()).toBe(true);
    expect(await outboxSummary(counter.db())).toMatchObject({ unsent: 0, held: 0 });
    expect((await dossierById(counter.db(), dossier.id))?.sync).toBe('accepted');
  });

  it('a slow line that drops replies again and again makes no duplicate (OpenCRVS 7477)', async () => {
    const before = await received();
    const dossier = await receive();
    for (let i = 0; i < 5; i++) {
      faults.next({ kind: i % 2 === 0 ? 'drop-reply' : 'twice', operation: 'push' });
      await counter.sync();
    }
    faults.clear();
    expect(await counter.sync()).toBe(true);
    expect(await received()).toBe(before + 1);
    const ids = (await atPortal(portal, 'HT', dossier.id)).map((event) => event.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('a receipt printed offline whose record then falls back is out of date, everywhere (OpenCRVS 10988)', async () => {
    const { id } = await receive();
    await counter.sync();
    await other.sync();
    const name = (to: string) =>
      ({ type: 'correct', field: 'applicant.name', to, reason: 'Sai chính tả', approver: null }) as const;
    await other.change(id, name('Lê Thị Hồng'));
    await other.sync();
    await counter.change(id, name('Lê Thị Hoa'));
    const contentHash = 'a'.repeat(64);
    await counter.change(id, { type: 'recordPrint', paper: 'A4', formSet: '2025', contentHash });
    await counter.sync();
    await choose(counter, id, 'theirs');
    await counter.sync();
    await other.sync();
    for (const each of [counter, other]) {
      const dossier = (await dossierById(each.db(), id))?.dossier;
      expect(dossier?.reception?.applicant.name).toBe('Lê Thị Hồng');
      expect(dossier?.prints.length).toBe(1);
      expect(dossier?.receiptOutdated).toBe(true);
    }
  });

  it('forms sent over a line that doubles and drops are as many rows as forms (ODK 3391)', async () => {
    const before = await received();
    const kinds = ['drop-reply', 'twice', 'cut', 'repeat-reply'] as const;
    for (let i = 0; i < 12; i++) {
      await receive();
      faults.next({ kind: kinds[i % kinds.length] ?? 'twice', operation: 'push' });
      await counter.sync();
    }
    faults.clear();
    expect(await counter.sync()).toBe(true);
    expect(await received()).toBe(before + 12);
  });

  it('logging out keeps what is pending; whoever signs in next sends it (Square)', async () => {
    const dossier = await receive();
    await saveDraft(counter.db(), { id: 'd', startedAt: 'x', updatedAt: 'x', entry: { note: 'dở' } });
    // What signing out does to the store.
    await writeMeta(counter.db(), 'staff', null);
    await counter.crash();
    expect((await outboxSummary(counter.db())).unsent).toBeGreaterThan(0);
    expect((await drafts(counter.db())).map((draft) => draft.entry)).toEqual([{ note: 'dở' }]);
    expect(await counter.sync()).toBe(true);
    expect((await dossierById(counter.db(), dossier.id))?.sync).toBe('accepted');
  });
});
