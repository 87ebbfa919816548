import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstConflict } from '../../../renderer/store/conflicts.ts';
import { outboxSummary } from '../../../renderer/store/outbox-view.ts';
import { verifyProjections } from '../../../renderer/store/projections.ts';
import { dossierById, timeline } from '../../../renderer/store/queries.ts';
import { fold } from '../../../shared/domain/dossier/evolve.ts';
import { createPortal, type Portal } from '../../portal/server.ts';
import { choose } from '../../support/conflicts.ts';
import { atPortal, counterOf, FREE_PROCEDURE, oneDocument } from '../../support/office.ts';
import type { SimulatedCounter } from '../../support/simulated-counter.ts';

let portal: Portal;
let one: SimulatedCounter;
let two: SimulatedCounter;
let dossierId: string;
let clockAhead = 0;

const phone = (to: string) =>
  ({ type: 'correct', field: 'applicant.phone', to, reason: 'Khách báo số mới', approver: null }) as const;

beforeAll(async () => {
  portal = await createPortal();
  const { url } = await portal.listen();
  const now = () => new Date(Date.now() + clockAhead).toISOString();
  one = await counterOf({ office: 'HT', counterNumber: 1, url, now });
  two = await counterOf({ office: 'HT', counterNumber: 2, url });
});
afterAll(async () => {
  await one.close();
  await two.close();
  await portal.close();
});

/** A dossier both counters have, its phone corrected at each without the other knowing; counter one comes second. */
async function disagree(): Promise<void> {
  dossierId = (await one.receive(oneDocument(), FREE_PROCEDURE)).id;
  await one.sync();
  await two.sync();
  await one.change(dossierId, phone('0911111111'));
  await one.change(dossierId, { type: 'addNote', text: 'sau khi sửa' });
  await two.change(dossierId, phone('0922222222'));
  await two.sync();
  await one.sync();
}

async function expectEqual(): Promise<void> {
  for (let round = 0; round < 2; round++) for (const each of [one, two]) expect(await each.sync()).toBe(true);
  const truth = fold(await atPortal(portal, 'HT', dossierId));
  for (const each of [one, two]) {
    expect((await dossierById(each.db(), dossierId))?.dossier).toEqual(truth);
    expect(await outboxSummary(each.db())).toMatchObject({ unsent: 0, held: 0 });
    expect(await verifyProjections(each.db())).toEqual([]);
  }
}

describe('the same field corrected at two counters', () => {
  it('shows both sides, who and when', async () => {
    await disagree();
    const conflict = await firstConflict(one.db(), dossierId);
    expect(conflict).toMatchObject({
      field: 'applicant.phone',
      reason: { code: 'event-conflict' },
      arrived: true,
      mine: { value: '0911111111', counter: one.counter },
      theirs: { value: '0922222222', counter: two.counter },
    });
    await choose(one, dossierId, 'theirs');
    await expectEqual();
  });

  it('keep theirs: mine stays in the timeline as not taken, what waited goes, all are equal', async () => {
    await disagree();
    expect(await choose(one, dossierId, 'theirs')).toBe(true);
    await expectEqual();
    const dossier = (await dossierById(two.db(), dossierId))?.dossier;
    expect(dossier?.reception?.applicant.phone).toBe('0922222222');
    expect(dossier?.notes.map((note) => note.text)).toEqual(['sau khi sửa']);
    const here = await timeline(one.db(), dossierId);
    const given = here.find((entry) => entry.push === 'superseded');
    expect(given?.body).toMatchObject({ type: 'corrected', data: { to: '0911111111' } });
    expect(given?.setAsideBy?.by.id).toBe(one.author().by.id);
    // The other counter never got the event; what it said can be read there all the same.
    const there = await timeline(two.db(), dossierId);
    expect(there.find((entry) => entry.event.type === 'setAside')?.body).toMatchObject({
      data: { content: { data: { to: '0911111111' } } },
    });
  });

  it('put mine: a correction from what stands, and all are equal', async () => {
    await disagree();
    // A second correction that started from the refused one goes with it.
    await one.change(dossierId, phone('0933333333'));
    await choose(one, dossierId, 'mine');
    await expectEqual();
    const dossier = (await dossierById(two.db(), dossierId))?.dossier;
    expect(dossier?.reception?.applicant.phone).toBe('0933333333');
    expect(dossier?.corrections.at(-1)).toMatchObject({ from: '0922222222', to: '0933333333' });
  });

  it('corrections of different fields merge with nobody asked', async () => {
    dossierId = (await one.receive(oneDocument(), FREE_PROCEDURE)).id;
    await one.sync();
    await two.sync();
    await one.change(dossierId, phone('0911111111'));
    await two.change(dossierId, { ...phone(''), field: 'note', to: 'gọi trước khi trả' });
    await expectEqual();
    expect((await dossierById(one.db(), dossierId))?.dossier.reception).toMatchObject({
      note: 'gọi trước khi trả',
      applicant: { phone: '0911111111' },
    });
  });

  it('the portal waits no more for what was given up', async () => {
    await disagree();
    const refused = (await firstConflict(one.db(), dossierId))?.event;
    await choose(one, dossierId, 'theirs');
    const [held] = await portal.admin.refused(one.counter);
    expect(held?.event.id).toBe(refused?.id);
    await expectEqual();
    expect(await portal.admin.refused(one.counter)).toEqual([]);
  });
});

it('a dossier moved to another office is kept, read only, with the reason', async () => {
  await disagree();
  await portal.admin.moveDossier(dossierId, 'GD', 'Chuyển về Giếng Đáy');
  // Decided after the move: still frees the dossier, so nothing waits for ever.
  // What waited for it is refused in turn, because the dossier is gone, and given up too.
  while (await choose(one, dossierId, 'theirs')) await one.sync();
  await two.sync();
  for (const each of [one, two]) {
    const dossier = (await dossierById(each.db(), dossierId))?.dossier;
    expect(dossier?.outOfScope?.reason).toBe('Chuyển về Giếng Đáy');
    expect(await each.change(dossierId, { type: 'addNote', text: 'x' })).toMatchObject({
      ok: false,
      error: [{ code: 'dossier-out-of-scope' }],
    });
  }
});

it('a clock that is off: the portal’s time is written, the device’s beside it, and order does not care', async () => {
  clockAhead = -3 * 86_400_000;
  await one.sync();
  dossierId = (await one.receive(oneDocument(), FREE_PROCEDURE)).id;
  await expectEqual();
  const [event] = await atPortal(portal, 'HT', dossierId);
  expect(Math.abs(Date.parse(event?.at.instant ?? '') - Date.now())).toBeLessThan(60_000);
  expect(Date.parse(event?.at.deviceInstant ?? '')).toBeLessThan(Date.now() - 2 * 86_400_000);
  clockAhead = 0;
});
