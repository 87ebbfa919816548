import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPortal, type Portal } from '../../portal/server.ts';
import { counterOf, FREE_PROCEDURE, oneDocument } from '../../support/office.ts';
import { outboxSummary } from '../../../renderer/store/outbox-view.ts';

let portal: Portal;
let url: string;
beforeAll(async () => {
  portal = await createPortal({ onBug: (error) => console.error(error) });
  url = (await portal.listen()).url;
});
afterAll(() => portal.close());

it('nothing leaves the machine before the journal has it, so that no place of the log is ever written twice', async () => {
  const counter = await counterOf({ office: 'HT', counterNumber: 1, url });
  await counter.process().safety.complete();
  await counter.receive(oneDocument(), FREE_PROCEDURE);
  expect(await counter.sync()).toBe(true);
  const before = await portal.admin.events('HT');

  counter.disk.follow(() => ({ code: 'ENOSPC', after: 0 }));
  const refused = await counter.save(await counter.receiving(oneDocument(), FREE_PROCEDURE));
  expect(refused).toMatchObject({ ok: false, error: [{ code: 'journal-failed' }] });
  expect(await counter.sync()).toBe(true);
  expect(await portal.admin.events('HT')).toEqual(before);
  expect((await outboxSummary(counter.db())).unsent).toBeGreaterThan(0);

  // The database is lost with it: what the clerk does next takes the same places, which nobody else knows of.
  counter.disk.follow(null);
  await counter.loseDatabase(() => 0);
  await counter.receive(oneDocument(), FREE_PROCEDURE);
  expect(await counter.sync()).toBe(true);
  const after = await portal.admin.events('HT');
  expect(after.filter(({ type }) => type === 'received')).toHaveLength(2);
  expect(await portal.admin.refused(counter.counter)).toEqual([]);
  await counter.close();
});
