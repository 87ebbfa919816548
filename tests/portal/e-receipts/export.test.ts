import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { answersOn } from '../../../shared/domain/dossier/receipt-papers.ts';
import { seriesOf } from '../../../shared/domain/receipt-number.ts';
import { placeOf, startCounter, type TestCounter } from '../client.ts';
import { reasons } from '../push-support.ts';
import { createRandom } from '../seed/random.ts';
import { createPortal, type Portal } from '../server.ts';
import { startReferenceProvider, type ReferenceProvider } from './reference-provider.ts';

const random = createRandom('e-receipts');
const RETRY_MS = 20;

let reference: ReferenceProvider;
let portal: Portal;
let counter: TestCounter;

beforeEach(async () => {
  reference = await startReferenceProvider();
  portal = await createPortal({ eReceipts: reference.provider, eReceiptRetryMs: RETRY_MS });
  const { url } = await portal.listen();
  counter = await startCounter(url, placeOf('HT'), 1);
  await counter.lease();
});
afterEach(async () => {
  await portal.close();
  await reference.close();
});

/** A dossier with a fee that is not paid yet, at the portal. */
async function unpaid(): Promise<{ readonly id: string; readonly fee: number; readonly seq: number }> {
  for (;;) {
    const events = counter.receive(random);
    const fee = totalOf(events);
    if (new Set(reasons((await counter.push(events)).reply)).size !== 1) throw new Error('not accepted');
    if (fee > 0 && !events.some(({ type }) => type === 'feeTaken'))
      return { id: events[0]?.dossierId ?? '', fee, seq: events.length };
  }
}
function totalOf(events: readonly DossierEvent[]): number {
  return (events.find(({ type }) => type === 'received')?.data as { fee: { total: number } }).fee.total;
}

const receipt = () => ({ series: seriesOf(counter.id, new Date().toISOString()), number: 1 });
const taken = (amount: number) => ({
  type: 'feeTaken',
  data: { amount, method: 'cash', receipt: receipt() },
});
const back = (amount: number) => ({
  type: 'feeRefunded',
  data: { amount, method: 'cash', reason: 'Thu nhầm', receipt: receipt() },
});
const voided = () => ({ type: 'receiptVoided', data: { receipt: receipt(), reason: 'Thu nhầm' } });

async function answers(id: string) {
  const dossier = (await portal.admin.dossiers('HT')).find((each) => each.id === id);
  return dossier ? answersOn(dossier, receipt()) : [];
}
const said = async (id: string) => (await answers(id)).map(({ what, outcome }) => `${what} ${outcome}`);

describe('receipts taken by the portal', () => {
  test('are issued, and the number and lookup code become an event that counters pull', async () => {
    const { id, fee, seq } = await unpaid();
    const [event] = counter.write(id, [taken(fee)], seq);
    expect(reasons((await counter.push(event ? [event] : [])).reply)).toEqual(['accepted']);
    await expect.poll(() => said(id)).toEqual(['issued taken']);
    const [kept] = reference.issued();
    expect(kept?.document).toMatchObject({ id: event?.id, total: fee, receipt: receipt(), method: 'cash' });
    expect(await answers(id)).toMatchObject([
      { eventId: event?.id, number: kept?.number, lookupCode: kept?.lookupCode, counter: 'portal' },
    ]);
    const pulled = (await portal.admin.events('HT')).filter(({ type }) => type === 'eReceiptAnswered');
    expect(pulled).toHaveLength(1);
  });

  test('a refund and a void are sent after the receipt, as adjustments', async () => {
    const { id, fee, seq } = await unpaid();
    await counter.push(counter.write(id, [taken(fee), back(fee), voided()], seq));
    await expect.poll(() => said(id)).toEqual(['issued taken', 'reduced taken', 'voided taken']);
    expect(reference.issued()[0]?.adjustments.map(({ what, amount }) => [what, amount])).toEqual([
      ['reduced', fee],
      ['voided', null],
    ]);
  });

  test('while the provider is down counters are answered as ever, and all is told once it is back', async () => {
    reference.answerOnly(503);
    const { id, fee, seq } = await unpaid();
    const { reply } = await counter.push(counter.write(id, [taken(fee), back(fee)], seq));
    expect(reasons(reply)).toEqual(['accepted', 'accepted']);
    await expect.poll(() => reference.asked()).toBeGreaterThan(1);
    expect(await answers(id)).toEqual([]);
    reference.answerOnly(null);
    await expect.poll(() => said(id)).toEqual(['issued taken', 'reduced taken']);
  });

  test('what the provider refuses is said on the dossier, and what changes it waits until it is issued', async () => {
    reference.answerOnly(422);
    const { id, fee, seq } = await unpaid();
    await counter.push(counter.write(id, [taken(fee), back(fee)], seq));
    await expect.poll(() => said(id)).toEqual(['issued refused']);
    expect(await answers(id)).toMatchObject([{ reason: 'Không nhận lúc này' }]);
    reference.answerOnly(null);
    // Whoever put it right asks again; then all of it is told, once.
    for (let i = 0; i < 2; i++) {
      await portal.admin.retryEReceipts();
      expect(await said(id)).toEqual(['issued refused', 'issued taken', 'reduced taken']);
    }
  });

  test('no counter writes the provider’s answer itself', async () => {
    const { id, seq } = await unpaid();
    const data = {
      outcome: 'taken',
      receipt: receipt(),
      eventId: crypto.randomUUID(),
      what: 'issued',
      provider: 'x',
      number: '1',
      lookupCode: '1',
    };
    const { reply } = await counter.push(counter.write(id, [{ type: 'eReceiptAnswered', data }], seq));
    expect(reasons(reply)).toEqual(['dossier-transition-forbidden']);
  });
});
