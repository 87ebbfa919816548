import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import { dongInWords } from '../../../shared/domain/money.ts';
import type { EReceipt, EReceiptAdjustment } from '../../../shared/e-receipt/document.ts';
import { eReceiptSchema } from '../../../shared/e-receipt/document.ts';
import { jsonProvider } from '../../../shared/e-receipt/port.ts';
import { providerAt, startReferenceProvider, type ReferenceProvider } from './reference-provider.ts';

const document = (number: number, total = 50_000): EReceipt => ({
  id: newId(),
  form: { kind: 'fee', name: 'Biên lai thu phí, lệ phí', symbol: '01BLP' },
  receipt: { series: 'HT-1/26', number },
  collector: { name: 'Bưu điện Hà Tu', taxCode: null, place: 'Hà Tu' },
  payer: { name: 'Nguyễn Văn Đạt', taxCode: null, address: null },
  lines: [{ name: 'Phí chứng thực', amount: total }],
  total,
  inWords: dongInWords(total),
  method: 'cash',
  dossierCode: '000.00.19.H49-260713-0001',
  procedureCode: '2.000815',
  at: '2026-07-13T02:00:00.000Z',
  cashier: 'Phạm Thị Hoa',
});
const adjustment = (
  { receipt, at, cashier }: EReceipt,
  what: EReceiptAdjustment['what'],
  amount: number | null,
): EReceiptAdjustment => ({ id: newId(), what, receipt, amount, reason: 'Thu nhầm', at, cashier });

/** What any provider must keep; another one is put in the place of the reference. */
describe('a provider of e-receipts', () => {
  let reference: ReferenceProvider;
  beforeEach(async () => {
    reference = await startReferenceProvider();
  });
  afterEach(() => reference.close());

  test('issues a receipt with a number and a lookup code, and the same ones when asked again', async () => {
    const { provider } = reference;
    const first = document(1);
    const answer = await provider.issue(first);
    expect(answer).toMatchObject({ outcome: 'taken', number: expect.stringMatching(/\S/u) as string });
    expect(await provider.issue(first)).toEqual(answer);
    expect(reference.issued()).toHaveLength(1);
    expect(await provider.issue(document(2))).not.toEqual(answer);
  });

  test('refuses a number that is taken, and a sum that its lines do not add up to', async () => {
    const { provider } = reference;
    await provider.issue(document(1));
    expect(await provider.issue(document(1))).toMatchObject({ outcome: 'refused' });
    expect(await provider.issue({ ...document(2), total: 60_000 })).toMatchObject({ outcome: 'refused' });
  });

  test('lowers and voids what it issued, once each, and never below nothing', async () => {
    const { provider } = reference;
    const issued = document(1);
    expect(await provider.adjust(adjustment(issued, 'reduced', 1000))).toMatchObject({ outcome: 'refused' });
    await provider.issue(issued);
    const part = adjustment(issued, 'reduced', 20_000);
    const answer = await provider.adjust(part);
    expect(answer).toMatchObject({ outcome: 'taken' });
    expect(await provider.adjust(part)).toEqual(answer);
    expect(await provider.adjust(adjustment(issued, 'reduced', 40_000))).toMatchObject({
      outcome: 'refused',
    });
    expect(await provider.adjust(adjustment(issued, 'voided', null))).toMatchObject({ outcome: 'refused' });
    expect(await provider.adjust(adjustment(issued, 'reduced', 30_000))).toMatchObject({ outcome: 'taken' });
    expect(await provider.adjust(adjustment(issued, 'voided', null))).toMatchObject({ outcome: 'taken' });
    expect(await provider.adjust(adjustment(issued, 'voided', null))).toMatchObject({ outcome: 'refused' });
  });

  test('that cannot be reached, is busy or is not understood is asked again later', async () => {
    for (const status of [429, 500, 503]) {
      reference.answerOnly(status);
      expect(await reference.provider.issue(document(1))).toMatchObject({ outcome: 'later' });
    }
    reference.answerOnly(200);
    expect(await reference.provider.issue(document(1))).toMatchObject({ outcome: 'later' });
    expect(await providerAt('http://127.0.0.1:1').issue(document(1))).toMatchObject({ outcome: 'later' });
    const odd = jsonProvider('odd', () => Promise.resolve({ status: 422, body: '<html>' }));
    expect(await odd.issue(document(1))).toMatchObject({ outcome: 'later' });
  });

  test('gets no field it does not know', () => {
    expect(eReceiptSchema.safeParse({ ...document(1), identity: '022090123456' }).success).toBe(false);
  });
});
