import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PaperPrint } from '../../../renderer/print/paper-model.ts';
import { receiptFingerprint, receiptModel } from '../../../renderer/print/receipt-model.ts';
import { hashOf } from '../../../shared/domain/dossier/chain.ts';
import {
  CORRECTABLE_FIELDS,
  PRINTED_FIELDS,
  type CorrectableField,
} from '../../../shared/domain/dossier/correction.ts';
import {
  author,
  handedIn,
  NOW,
  ORGANISATION,
  PERSON,
  PROCEDURES,
  received,
  receptionEntry,
  REPRESENTATIVE,
  write,
} from '../../support/catalogue.ts';
import { accepted, LATER, original, ORIGINAL, textsOf } from './support.ts';

const reception = fc.record({
  procedure: fc.constantFrom(...PROCEDURES),
  applicant: fc.constantFrom(PERSON, ORGANISATION),
  name: fc.constantFrom('Đặng Thị Thuỳ Ưu', 'Nguyễn Ễ Ữ Ặng ợ', 'Lê A', 'N'.repeat(200)),
  represented: fc.boolean(),
  delivery: fc.constantFrom(
    { kind: 'counter' } as const,
    { kind: 'online' } as const,
    { kind: 'home', address: PERSON.address } as const,
  ),
  sets: fc.integer({ min: 1, max: 99 }),
  counts: fc.record({ pages: fc.integer({ min: 1, max: 500 }), copies: fc.integer({ min: 1, max: 99 }) }),
  paid: fc.constantFrom('cash' as const, 'transfer' as const, null),
  provisional: fc.boolean(),
  minute: fc.integer({ min: 0, max: 500_000 }),
});
const dossiers = reception.map((each) => {
  const now = new Date(Date.parse(NOW) + each.minute * 60_000).toISOString();
  const code = each.provisional ? 'TAM-HT-1-260713-001' : '000.00.19.H49-260713-0001';
  return received(
    {
      procedure: each.procedure,
      code: { code, provisional: each.provisional },
      entry: receptionEntry({
        applicant: { ...each.applicant, name: each.name },
        representative: each.represented ? REPRESENTATIVE : null,
        delivery: each.delivery,
        sets: each.sets,
        documents: handedIn(each.procedure),
        feeCounts: each.counts,
        paid: each.paid,
      }),
    },
    author({ now }),
  );
});

/** Another valid value for each field that may be corrected. */
const CORRECTIONS: Readonly<Record<CorrectableField, unknown>> = {
  'applicant.name': 'Vũ Thị Khác',
  'applicant.identity.number': '022090654321',
  'applicant.taxCode': '0100109106001',
  'applicant.birthDate': '1990-06-01',
  'applicant.phone': '0999888777',
  'applicant.email': 'khac@example.vn',
  'applicant.address': { street: 'Số 99', ward: 'Phường Hồng Gai', province: 'Quảng Ninh' },
  delivery: { kind: 'home', address: { street: 'Số 77', ward: 'Phường Hà Tu', province: 'Quảng Ninh' } },
  note: 'ghi chú khác',
  dueAt: '2026-09-30T09:31:00.000Z',
};

describe('fingerprint', () => {
  it('is the same for the same record, whichever print and whenever', () => {
    fc.assert(
      fc.property(
        dossiers,
        fc.constantFrom<PaperPrint>(
          ORIGINAL,
          { kind: 'copy', print: 2 },
          { kind: 'replacement', print: 5 },
          'preview',
        ),
        ({ dossier }, print) => {
          expect(receiptFingerprint(receiptModel(dossier, print, LATER))).toBe(
            receiptFingerprint(original(dossier)),
          );
          expect(receiptFingerprint(original(dossier))).toMatch(/^[0-9a-f]{64}$/u);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('differs as soon as one printed text differs', () => {
    fc.assert(
      fc.property(dossiers, fc.nat(), ({ dossier }, pick) => {
        const { content } = original(dossier);
        const texts = textsOf(content);
        const at = pick % texts.length;
        let seen = -1;
        const changed: unknown = JSON.parse(JSON.stringify(content), (_, value: unknown) =>
          typeof value === 'string' && (seen += 1) === at ? `${value}!` : value,
        );
        expect(hashOf(changed)).not.toBe(receiptFingerprint(original(dossier)));
      }),
      { numRuns: 100 },
    );
  });

  it('changes with a correction of each field that is on the paper, and of no other', () => {
    for (const field of CORRECTABLE_FIELDS) {
      const entry = receptionEntry({ applicant: field === 'applicant.taxCode' ? ORGANISATION : PERSON });
      const before = received({ entry });
      const after = write(
        [{ type: 'correct', field, to: CORRECTIONS[field], reason: 'Nhập nhầm', approver: 'Lê Văn A' }],
        author(),
        before,
      );
      const same =
        receiptFingerprint(original(after.dossier)) === receiptFingerprint(original(before.dossier));
      expect([field, same]).toEqual([field, !PRINTED_FIELDS.has(field)]);
    }
  });

  it('changes when the fee is paid later or a final code is linked', () => {
    const before = received();
    const paid = write([{ type: 'takeFee', method: 'cash' }], author(), before);
    const prints = [before.dossier, paid.dossier, accepted(before.dossier, '000.00.19.H49-260713-0042')].map(
      (dossier) => receiptFingerprint(original(dossier)),
    );
    expect(new Set(prints).size).toBe(3);
    expect(receiptFingerprint(original(accepted(before.dossier, null)))).toBe(prints[0]);
  });

  it('is printed in short', () => {
    const model = original(received().dossier);
    expect(model.check?.replaceAll('\u00A0', '')).toBe(receiptFingerprint(model).slice(0, 16));
  });
});

describe('text', () => {
  it('is NFC and free of control characters', () => {
    fc.assert(
      fc.property(dossiers, ({ dossier }) => {
        for (const text of textsOf(original(dossier))) {
          expect(text).toBe(text.normalize('NFC'));
          expect(text).not.toMatch(/\p{Cc}/u);
        }
      }),
      { numRuns: 60 },
    );
  });
});
