import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readMeta } from '../../renderer/store/meta.ts';
import { outboxSummary } from '../../renderer/store/outbox-view.ts';
import { verifyProjections } from '../../renderer/store/projections.ts';
import { newId } from '../../shared/ids.ts';
import { Machine } from '../support/machine.ts';
import { call, placeOf } from './client.ts';
import { ENGINES } from './engines.ts';
import type { Portal } from './server.ts';

const place = placeOf('HT');

describe.each(ENGINES)('a counter taken over by another machine, on $name', ({ start }) => {
  let portal: Portal;
  let url: string;
  let number = 0;
  const options = () => ({ place, counterNumber: (number += 1), url });
  const codes = async (counter: Machine) =>
    (await counter.db.dossiers.toArray()).map((row) => row.codes[0] ?? '').sort();
  const codesAtPortal = async () =>
    (await portal.admin.dossiers('HT')).map((dossier) => dossier.reception?.code ?? '').sort();

  beforeAll(async () => {
    portal = await start();
    ({ url } = await portal.listen());
  });
  afterAll(() => portal.close());

  test('goes on after the backup, the old one hands over, and all three hold the same', async () => {
    const about = options();
    const old = await Machine.enrolled(about);
    const given = [await old.receive(), await old.receive()];
    await old.sync();
    given.push(await old.receive());
    const backup = await old.backup();
    // Beyond the backup: one that was sent, one that was not.
    given.push(await old.receive());
    await old.sync();
    given.push(await old.receive());

    const fresh = await Machine.restored(about, backup);
    await fresh.takeOver();
    expect((await readMeta(fresh.db, 'device'))?.counter).toBe(`HT-${String(about.counterNumber)}.2`);
    given.push(await fresh.receive());
    expect(await fresh.sync()).toBe(true);

    expect(await old.sync()).toBe(false);
    expect(old.trouble).toBe('counter-moved');
    expect(await readMeta(old.db, 'moved')).toBe(true);
    expect((await outboxSummary(old.db)).unsent).toBeGreaterThan(0);
    expect(await old.handOver()).toBe(true);
    expect(await outboxSummary(old.db)).toMatchObject({ unsent: 0, held: 0 });

    expect(await fresh.sync()).toBe(true);
    const all = given.map((dossier) => dossier.reception?.code ?? '').sort();
    expect(new Set(all).size).toBe(all.length);
    expect(await codes(fresh)).toEqual(all);
    expect(await codesAtPortal()).toEqual(expect.arrayContaining(all));
    expect(await verifyProjections(fresh.db)).toEqual([]);
    const events = await portal.admin.events('HT');
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
    await Promise.all([old.close(), fresh.close()]);
  });

  test('sends inherited events before its own, whoever comes first', async () => {
    const about = options();
    const old = await Machine.enrolled(about);
    const unsent = await old.receive();
    const fresh = await Machine.restored(about, await old.backup());
    await fresh.takeOver();
    const next = await fresh.receive();
    expect(await fresh.sync()).toBe(true);
    expect(await outboxSummary(fresh.db)).toMatchObject({ unsent: 0, held: 0 });
    expect(await codesAtPortal()).toEqual(
      expect.arrayContaining([unsent.reception?.code, next.reception?.code]),
    );
    // The old one knows them sent once it asks, and has nothing left to hand over.
    expect(await old.handOver()).toBe(true);
    expect(await outboxSummary(old.db)).toMatchObject({ unsent: 0, held: 0 });
    // And can begin anew as another counter.
    await Promise.all([old.close(), fresh.close()]);
  });

  test('refuses the old machine everything else', async () => {
    const about = options();
    const old = await Machine.enrolled(about);
    const fresh = await Machine.restored(about, await old.backup());
    await fresh.takeOver();
    const tokens = { counter: old.tokens.device, session: old.tokens.session };
    const refusals = [
      await call(url, 'lease', { requestId: newId(), left: 0 }, tokens),
      await call(url, 'pull', { after: 0, limit: 10 }, tokens),
      await call(url, 'catalogue', { have: 0 }, tokens),
    ];
    expect(refusals.map(({ status, refusal }) => [status, refusal?.code])).toEqual(
      refusals.map(() => [403, 'counter-moved']),
    );
    const again = await call(url, 'enrol', {
      enrolmentCode: place.enrolmentCode,
      counterNumber: about.counterNumber,
      deviceId: old.deviceId,
      deviceName: 'old',
    });
    expect(again.refusal?.code).toBe('counter-number-taken');
    await Promise.all([old.close(), fresh.close()]);
  });

  test('refuses a copy whose end is not the counter’s, and one of no counter', async () => {
    const about = options();
    const old = await Machine.enrolled(about);
    await old.receive();
    await old.sync();
    const chain = await readMeta(old.db, 'chain');
    const enrolment = { enrolmentCode: place.enrolmentCode, deviceId: newId(), deviceName: 'x' };
    const name = `HT-${String(about.counterNumber)}`;
    const other = await call(url, 'enrol', {
      ...enrolment,
      counterNumber: about.counterNumber,
      takeOver: { counter: name, position: chain.position, hash: 'a'.repeat(64) },
    });
    expect(other.refusal?.code).toBe('event-chain-broken');
    const none = await call(url, 'enrol', {
      ...enrolment,
      counterNumber: 99,
      takeOver: { counter: 'HT-99', ...chain },
    });
    expect(none.refusal?.code).toBe('portal-conflict');
    expect(await old.sync()).toBe(true);
    await old.close();
  });

  test('is taken over a second and a third time, also from an older copy', async () => {
    const about = options();
    const first = await Machine.enrolled(about);
    const given = [await first.receive()];
    const early = await first.backup();
    given.push(await first.receive());
    const second = await Machine.restored(about, await first.backup());
    await second.takeOver();
    given.push(await second.receive());
    const third = await Machine.restored(about, await second.backup());
    await third.takeOver();
    given.push(await third.receive());
    const fourth = await Machine.restored(about, early);
    await fourth.takeOver();
    given.push(await fourth.receive());
    expect((await readMeta(fourth.db, 'device'))?.counter).toBe(`HT-${String(about.counterNumber)}.4`);
    for (const machine of [first, third, second]) expect(await machine.handOver()).toBe(true);
    expect(await fourth.sync()).toBe(true);
    const all = given.map((dossier) => dossier.reception?.code ?? '').sort();
    expect(new Set(all).size).toBe(all.length);
    expect((await codes(fourth)).filter((code) => all.includes(code))).toEqual(all);
    expect(await outboxSummary(fourth.db)).toMatchObject({ unsent: 0, held: 0 });
    await Promise.all([first, second, third, fourth].map((machine) => machine.close()));
  });

  test('with older copies of database and journal goes on after what the portal knows', async () => {
    const counter = await Machine.enrolled(options());
    const given = [await counter.receive()];
    const earlier = await counter.backup();
    given.push(await counter.receive(), await counter.receive());
    await counter.sync();
    await counter.putBack(earlier);
    expect(await counter.sync()).toBe(true);
    given.push(await counter.receive());
    expect(await counter.sync()).toBe(true);
    const all = given.map((dossier) => dossier.reception?.code ?? '').sort();
    expect(new Set(all).size).toBe(all.length);
    expect((await codes(counter)).filter((code) => all.includes(code))).toEqual(all);
    expect(await outboxSummary(counter.db)).toMatchObject({ unsent: 0, held: 0 });
    await counter.close();
  });
});
