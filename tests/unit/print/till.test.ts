import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../../renderer/print/paper-model.ts';
import { feeReceiptContent } from '../../../renderer/print/till/fee-receipt-content.ts';
import { labelContent } from '../../../renderer/print/post/post-content.ts';
import { takingsOf } from '../../../shared/domain/dossier/payments.ts';
import { nextReceiptPrint } from '../../../shared/domain/dossier/receipt-papers.ts';
import type { Dossier, ReceivedDossier } from '../../../shared/domain/dossier/state.ts';
import { exportOf, receiptFacts } from '../../../shared/e-receipt/document.ts';
import { newId } from '../../../shared/ids.ts';
import { HERE, PERSON, receiveCommand, receptionEntry, write } from '../../support/catalogue.ts';

const FEE = { series: 'HT-1/26', number: 1 };
const POSTAGE = { series: 'HT-1/26', number: 2 };
const HOME = receptionEntry({ delivery: { kind: 'home', address: PERSON.address } });
const OFFICE = { taxCode: { code: '0000000000', verified: false } };

const received = (dossier: Dossier): ReceivedDossier => {
  if (!dossier.reception) throw new Error('not received');
  return { ...dossier, reception: dossier.reception };
};
/** A dossier with its fee and its postage paid. */
const paid = () =>
  write([
    receiveCommand({ entry: HOME }),
    { type: 'takeFee', method: 'cash', receipt: FEE },
    { type: 'takePostage', amount: 28_000, method: 'transfer', receipt: POSTAGE },
  ]);
function contentOf(dossier: Dossier, at: number) {
  const taking = takingsOf(dossier)[at];
  if (!taking?.receipt) throw new Error('nothing was taken');
  const facts = receiptFacts(received(dossier), { ...taking, receipt: taking.receipt }, taking, OFFICE);
  return feeReceiptContent(facts, true);
}

describe('a fee receipt', () => {
  it('is for the fee alone, and the postage has one of its own', () => {
    const { dossier } = paid();
    const [fee, postage] = [contentOf(dossier, 0), contentOf(dossier, 1)];
    expect(fee.title).toBe('BIÊN LAI THU PHÍ, LỆ PHÍ');
    expect(fee.table.rows.at(-1)).toEqual(['', 'Cộng', '100.000']);
    expect(fee.total[0]?.value).toBe('Một trăm nghìn đồng.');
    expect(fee.number).toBe('0000001');
    expect(postage.title).toBe('BIÊN NHẬN THU CƯỚC BƯU GỬI');
    expect(postage.total).toMatchObject([{ value: 'Hai mươi tám nghìn đồng.' }, { value: 'Chuyển khoản' }]);
    expect(JSON.stringify(fee)).not.toContain('28.000');
    expect(JSON.stringify(postage)).not.toContain('100.000');
  });

  it('says the same again after a refund, so that a second print is a copy; a corrected payer makes it another paper', () => {
    const before = paid();
    const hash = fingerprintOf(contentOf(before.dossier, 0));
    const printed = write(
      [{ type: 'recordReceiptPrint', receipt: FEE, contentHash: hash }],
      undefined,
      before,
    );
    const refunded = write(
      [{ type: 'refund', receipt: FEE, amount: 1000, method: 'cash', reason: 'Thu thừa' }],
      undefined,
      printed,
    );
    const next = (dossier: Dossier) => nextReceiptPrint(dossier, FEE, fingerprintOf(contentOf(dossier, 0)));
    expect(next(before.dossier)).toEqual({ kind: 'original', print: 1 });
    expect(next(refunded.dossier)).toEqual({ kind: 'copy', print: 2 });
    const corrected = write(
      [
        {
          type: 'correct',
          field: 'applicant.name',
          to: 'Nguyễn Văn Đạt Em',
          reason: 'Viết sai',
          approver: null,
        },
      ],
      undefined,
      refunded,
    );
    expect(next(corrected.dossier)).toEqual({ kind: 'replacement', print: 2 });
    // The postage's receipt was not printed yet.
    expect(nextReceiptPrint(corrected.dossier, POSTAGE, hash)).toEqual({ kind: 'original', print: 1 });
  });

  it('goes to the provider with the same figures as on paper, whatever part was exempted', () => {
    const { dossier } = write([
      receiveCommand({ entry: HOME }),
      { type: 'takeFee', method: 'cash', receipt: FEE, amount: 40_000, ground: 'Người có công' },
    ]);
    const [taking] = takingsOf(dossier);
    if (!taking) throw new Error('nothing was taken');
    const body = { type: 'feeTaken', data: { amount: 40_000, method: 'cash', receipt: FEE } } as const;
    const exported = exportOf(newId(), body, received(dossier), taking, OFFICE);
    expect(exported).toMatchObject({
      what: 'issued',
      document: { total: 40_000, inWords: 'Bốn mươi nghìn đồng', lines: [{ amount: 40_000 }], receipt: FEE },
    });
    // A fee without a number, from before receipts were numbered, is none.
    const old = { type: 'feeTaken', data: { amount: 40_000, method: 'cash' } } as const;
    expect(exportOf(newId(), old, received(dossier), taking, OFFICE)).toBeNull();
  });
});

it('nobody pays the postman what was paid at the counter', () => {
  const tariff = {
    id: 't',
    version: 1,
    nameVi: 'Cước',
    effectiveFrom: '2022-08-15',
    tiers: { province: [{ upTo: 100, amount: 28_000 }], country: [{ upTo: 100, amount: 30_000 }] },
    verified: false,
    source: 'made up',
  };
  const postage = { tariffId: 't', tariffVersion: 1, zone: 'province', grams: 20, amount: 28_000 } as const;
  const place = { ...HERE, postage: [tariff] };
  const post = (before: ReturnType<typeof paid>) =>
    write(
      [
        { type: 'step', step: { type: 'resultReady', data: { resultNumber: null } }, place },
        {
          type: 'step',
          step: {
            type: 'resultPosted',
            data: {
              item: 'RA473124829VN',
              recipient: PERSON.name,
              phone: PERSON.phone,
              address: PERSON.address,
              postage,
            },
          },
          place,
        },
      ],
      undefined,
      before,
    ).dossier;
  expect(labelContent(post(paid()))?.collect).toBe('0\u00A0₫ (đã thu tại quầy)');
  expect(labelContent(post(write([receiveCommand({ entry: HOME })])))?.collect).toBe('28.000\u00A0₫');
  // Given back and voided, it is the postman's to collect again.
  const voided = write(
    [{ type: 'voidReceipt', receipt: POSTAGE, method: 'cash', reason: 'Người nhận trả' }],
    undefined,
    paid(),
  );
  expect(labelContent(post(voided))?.collect).toBe('28.000\u00A0₫');
});
