import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import { ask, placeOf, startCounter } from './client.ts';
import { ENGINES } from './engines.ts';
import type { Portal } from './server.ts';
import { createRandom } from './seed/random.ts';

const PLACES = ['HATU-2022', 'GIENGDAY-2022'].map((enrolmentCode) => ({
  enrolmentCode,
  username: 'giaodich01',
  password: 'demo',
}));
const HT = placeOf('HT');

describe.each(ENGINES)('exactly once, on $name', ({ start }) => {
  let portal: Portal;
  let url: string;
  let number = 0;

  beforeAll(async () => {
    portal = await start({ leaseSize: 7 });
    ({ url } = await portal.listen());
  });
  afterAll(() => portal.close());

  test('however pushes are cut, repeated, reordered and sent at once, each event is there once and in its order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer(),
        // Requests as slices of the log: where each starts and how many events it carries.
        fc.array(fc.tuple(fc.nat(14), fc.integer({ min: 1, max: 8 })), { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        async (seed, slices, atOnce) => {
          number += 1;
          const counter = await startCounter(url, HT, number);
          await counter.lease();
          const random = createRandom(String(seed));
          const log = [...counter.receive(random), ...counter.receive(random), ...counter.receive(random)];
          const requests = slices
            .map(([from, count]) => log.slice(from, from + count))
            .filter((events) => events.length > 0);
          const send = async (events: typeof log) => {
            const { status } = await counter.push(events);
            expect([200, 409]).toContain(status);
          };
          if (atOnce) await Promise.all(requests.map(send));
          else for (const events of requests) await send(events);
          // What any counter does at last: ask where the portal stands and go on from there.
          const { acknowledged } = await ask(url, 'position', {}, counter.credentials);
          const rest = log.slice(acknowledged);
          if (rest.length > 0)
            expect(
              (await counter.push(rest)).reply?.verdicts.every((each) => each.verdict === 'accepted'),
            ).toBe(true);
          const stored = await counter.pullAll('1');
          expect(stored.filter((event) => event.counter === counter.id)).toEqual(log);
          const dossiers = new Set(log.map((event) => event.dossierId));
          const accepted = stored.filter(
            (event) => event.type === 'accepted' && dossiers.has(event.dossierId),
          );
          expect(accepted.map((event) => event.dossierId).sort()).toEqual([...dossiers].sort());
        },
      ),
      { numRuns: 15 },
    );
  });

  test('ranges never overlap, whoever asks how often and at the same time; a request repeated gives its own range again', async () => {
    const counters = await Promise.all(
      [0, 1, 0, 1].map((place, i) => startCounter(url, PLACES[place] ?? HT, 60 + i)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(3), fc.nat(2)), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 20 }),
        async (asks, size) => {
          portal.admin.setLeaseSize(size);
          const ids = [newId(), newId(), newId()];
          const replies = await Promise.all(
            asks.map(async ([who, which]) => {
              const reply = await counters[who]?.lease(ids[which]);
              return [`${String(who)} ${String(which)}`, JSON.stringify(reply?.leases)] as const;
            }),
          );
          for (const same of Map.groupBy(replies, ([key]) => key).values())
            expect(new Set(same.map(([, leases]) => leases)).size).toBe(1);
          const byUnit = Map.groupBy(await portal.admin.leases(), (lease) => lease.unit);
          for (const leases of byUnit.values())
            for (const [i, lease] of leases.entries()) {
              expect(lease.from).toBe((leases[i - 1]?.to ?? 0) + 1);
              expect(lease.to).toBeGreaterThanOrEqual(lease.from);
            }
        },
      ),
      { numRuns: 12 },
    );
  });

  test('a counter with numbers enough is given no more', async () => {
    portal.admin.setLeaseSize(10);
    const counter = await startCounter(url, HT, 70);
    expect((await ask(url, 'lease', { requestId: newId(), left: 20 }, counter.credentials)).leases).toEqual(
      [],
    );
    expect(
      (await ask(url, 'lease', { requestId: newId(), left: 19 }, counter.credentials)).leases,
    ).toHaveLength(1);
  });

  test('final codes linked to provisional ones are all different and from the portal’s own ranges', async () => {
    portal.admin.setLeaseSize(3);
    const counters = await Promise.all([startCounter(url, HT, 71), startCounter(url, HT, 72)]);
    const random = createRandom('provisional');
    await Promise.all(
      counters.map((counter) => counter.push([1, 2, 3, 4].flatMap(() => [...counter.receive(random)]))),
    );
    const dossiers = (await portal.admin.dossiers('HT')).filter((each) => each.reception?.provisional);
    const linked = dossiers.map((each) => each.acceptance?.linkedCode ?? '');
    expect(new Set(linked).size).toBe(8);
    const own = (await portal.admin.leases()).filter(
      (lease) => lease.counter === null && lease.unit === counters[0].office.unit,
    );
    for (const code of linked)
      expect(
        own.some((lease) => lease.from <= Number(code.slice(-4)) && Number(code.slice(-4)) <= lease.to),
      ).toBe(true);
  });
});
