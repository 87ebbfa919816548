import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placeOf, startCounter, type TestCounter } from './client.ts';
import { ENGINES } from './engines.ts';
import { reasons } from './push-support.ts';
import { createRandom } from './seed/random.ts';
import type { Portal } from './server.ts';

const random = createRandom('postal items');

describe.each(ENGINES)('postal items on $name', ({ start }) => {
  let portal: Portal;
  let url: string;
  let number = 0;
  const fresh = async (): Promise<TestCounter> => {
    number += 1;
    const counter = await startCounter(url, placeOf('HT'), number);
    await counter.lease();
    return counter;
  };

  beforeAll(async () => {
    portal = await start();
    ({ url } = await portal.listen());
  });
  afterAll(() => portal.close());

  test('a postal item is one dossier’s: another counter that posts under it is refused and can go on after', async () => {
    const item = 'RA473124829VN';
    const post = (counter: TestCounter, under: string) => {
      const events = counter.receive(random);
      const id = events[0]?.dossierId ?? '';
      const steps = [
        { type: 'resultReady', data: { resultNumber: null } },
        {
          type: 'resultPosted',
          data: {
            item: under,
            recipient: 'Nguyễn Văn Đạt',
            phone: '0912345678',
            address: { street: 'Số 1', ward: 'Phường Hà Tu', province: 'Tỉnh Quảng Ninh' },
          },
        },
      ];
      return [...events, ...counter.write(id, steps, events.length)];
    };
    const [first, second] = [await fresh(), await fresh()];
    expect(new Set(reasons((await first.push(post(first, item))).reply))).toEqual(new Set(['accepted']));
    const twice = post(second, item);
    expect(reasons((await second.push(twice)).reply)).toEqual([
      ...twice.slice(1).map(() => 'accepted'),
      'postal-item-used',
    ]);
    expect(new Set(reasons((await second.push(post(second, 'RA473124832VN'))).reply))).toEqual(
      new Set(['accepted']),
    );
    // Nor twice within one push.
    const both = [...post(second, 'RA473124846VN'), ...post(second, 'RA473124846VN')];
    expect(reasons((await second.push(both)).reply).at(-1)).toBe('postal-item-used');
  });
});
