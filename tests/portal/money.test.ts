import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { seriesOf } from '../../shared/domain/receipt-number.ts';
import { placeOf, startCounter, type TestCounter } from './client.ts';
import { ENGINES } from './engines.ts';
import { reasons } from './push-support.ts';
import { createRandom } from './seed/random.ts';
import type { Portal } from './server.ts';

const random = createRandom('money');

/** What the fee of a received dossier comes to, in đồng. */
function feeOf(events: readonly DossierEvent[]): number {
  const received = events.find((event) => event.type === 'received');
  return (received?.data as { fee: { total: number } }).fee.total;
}

describe.each(ENGINES)('money pushed on $name', ({ start }) => {
  let portal: Portal;
  let url: string;
  let number = 0;
  const fresh = async (): Promise<TestCounter> => {
    number += 1;
    const counter = await startCounter(url, placeOf('HT'), number);
    await counter.lease();
    return counter;
  };
  /** A dossier with a fee that is not paid yet, at the portal. */
  async function unpaid(counter: TestCounter) {
    for (;;) {
      const events = counter.receive(random);
      expect(new Set(reasons((await counter.push(events)).reply))).toEqual(new Set(['accepted']));
      const id = events[0]?.dossierId ?? '';
      if (feeOf(events) > 0 && !events.some((event) => event.type === 'feeTaken'))
        return { id, fee: feeOf(events), seq: events.length };
    }
  }
  beforeAll(async () => {
    portal = await start();
    ({ url } = await portal.listen());
  });
  afterAll(() => portal.close());

  const taken = (amount: number, receipt: unknown) => ({
    type: 'feeTaken',
    data: { amount, method: 'cash', receipt },
  });
  const refunded = (amount: number, receipt: unknown) => ({
    type: 'feeRefunded',
    data: { amount, method: 'cash', reason: 'Thu nhầm', receipt },
  });
  const voided = (receipt: unknown) => ({ type: 'receiptVoided', data: { receipt, reason: 'Thu nhầm' } });

  test('a fee, its refund, the void and the right fee are taken one after another', async () => {
    const one = await fresh();
    const { id, fee, seq } = await unpaid(one);
    const series = seriesOf(one.id, new Date().toISOString());
    const [first, second] = [
      { series, number: 1 },
      { series, number: 2 },
    ];
    const events = one.write(
      id,
      [taken(fee, first), refunded(fee, first), voided(first), taken(fee, second)],
      seq,
    );
    expect(reasons((await one.push(events)).reply)).toEqual(Array(4).fill('accepted'));
  });

  test('a receipt number is of the counter’s own series, used once, and rises', async () => {
    const one = await fresh();
    const dossiers = [await unpaid(one), await unpaid(one), await unpaid(one), await unpaid(one)];
    const series = seriesOf(one.id, new Date().toISOString());
    const numbers = [
      { series, number: 5 },
      { series, number: 5 },
      { series, number: 4 },
      { series: seriesOf(`${one.id}9`, new Date().toISOString()), number: 6 },
    ];
    const verdicts = [];
    for (const [i, { id, fee, seq }] of dossiers.entries())
      verdicts.push(...reasons((await one.push(one.write(id, [taken(fee, numbers[i])], seq))).reply));
    expect(verdicts).toEqual(['accepted', 'receipt-taken', 'receipt-taken', 'receipt-taken']);
  });

  test('within one push the numbers are held against each other too', async () => {
    const one = await fresh();
    const [a, b] = [await unpaid(one), await unpaid(one)];
    const receipt = { series: seriesOf(one.id, new Date().toISOString()), number: 1 };
    const events = [
      ...one.write(a.id, [taken(a.fee, receipt)], a.seq),
      ...one.write(b.id, [taken(b.fee, receipt)], b.seq),
    ];
    expect(reasons((await one.push(events)).reply)).toEqual(['accepted', 'receipt-taken']);
  });

  test.each([
    [
      'a fee above the tariff',
      (fee: number, receipt: object) => [taken(fee + 1, receipt)],
      'fee-above-tariff',
    ],
    [
      'a fee below it with no exemption',
      (fee: number, receipt: object) => [taken(fee - 1, receipt)],
      'fee-below-due',
    ],
    [
      'a refund of what was not paid',
      (fee: number, receipt: object) => [refunded(fee, receipt)],
      'receipt-unknown',
    ],
    [
      'a refund above what was paid',
      (fee: number, receipt: object) => [taken(fee, receipt), refunded(fee + 1, receipt)],
      'refund-above-paid',
    ],
    [
      'a void with money left on the receipt',
      (fee: number, receipt: object) => [taken(fee, receipt), voided(receipt)],
      'receipt-not-refunded',
    ],
    [
      'an amount that is no whole number',
      (fee: number, receipt: object) => [taken(fee + 0.5, receipt)],
      'event-invalid',
    ],
  ] as const)('%s is refused', async (_, bodies, code) => {
    const one = await fresh();
    const { id, fee, seq } = await unpaid(one);
    const receipt = { series: seriesOf(one.id, new Date().toISOString()), number: 1 };
    const { reply } = await one.push(one.write(id, bodies(fee, receipt), seq));
    expect(reasons(reply).at(-1)).toBe(code);
  });

  test('an exempted part is not owed', async () => {
    const one = await fresh();
    const { id, fee, seq } = await unpaid(one);
    const receipt = { series: seriesOf(one.id, new Date().toISOString()), number: 1 };
    const exempted = { type: 'feeExempted', data: { amount: 1, ground: 'Hộ nghèo' } };
    const { reply } = await one.push(one.write(id, [exempted, taken(fee - 1, receipt)], seq));
    expect(reasons(reply)).toEqual(['accepted', 'accepted']);
  });

  test('postage by a tariff is what that tariff says, or it is refused', async () => {
    const one = await fresh();
    const [tariff] = (await portal.admin.catalogue()).postage ?? [];
    const [tier] = tariff?.tiers.province ?? [];
    if (!tariff || !tier) throw new Error('the catalogue has no postage tariff');
    const of = { tariffId: tariff.id, tariffVersion: tariff.version, zone: 'province', grams: tier.upTo };
    const home = { kind: 'home', address: { street: 'Số 1', ward: 'Phường Hà Tu', province: 'Quảng Ninh' } };
    const verdicts = [];
    for (const [number, amount] of [tier.amount + 1000, tier.amount].entries()) {
      const { id, seq } = await unpaid(one);
      const from = (await portal.admin.dossiers('HT')).find((each) => each.id === id)?.reception?.delivery;
      const receipt = { series: seriesOf(one.id, new Date().toISOString()), number: number + 1 };
      const data = { amount, method: 'cash', receipt, postage: { ...of, amount } };
      const sent = { field: 'delivery', from, to: home, reason: 'Gửi về nhà', approver: null };
      const events = [
        { type: 'corrected', data: sent },
        { type: 'postageTaken', data },
      ];
      verdicts.push(...reasons((await one.push(one.write(id, events, seq))).reply));
    }
    expect(verdicts).toEqual(['accepted', 'postage-wrong', 'accepted', 'accepted']);
  });
});
