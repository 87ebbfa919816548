import { z } from 'zod';
import type { Method, MoneyBody } from '../domain/dossier/payments.ts';
import { codeOf, type ReceivedDossier, type Stamp } from '../domain/dossier/state.ts';
import { dongInWords } from '../domain/money.ts';
import type { Party } from '../domain/party.ts';
import type { Office } from '../domain/procedure.ts';
import { receiptNumberSchema, type ReceiptNumber } from '../domain/receipt-number.ts';
import { receiptForm, receiptFormSchema } from './forms.ts';

const dong = z.number().int().min(1);
const text = z.string().min(1).max(500);

/**
 * What a provider of e-receipts needs to issue one: the fields Decree 123/2020/NĐ-CP asks of a receipt for fees and
 * charges (Article 32; known by heart, not checked against the gazette), each with its letter there. All texts Vietnamese.
 */
export const eReceiptSchema = z.strictObject({
  /** Id of the event that took the money: sent again it is the same receipt. */
  id: z.uuid(),
  /** a, b: name and form of the receipt; the postage is a service and goes by an invoice's form (Article 10). */
  form: receiptFormSchema,
  /** b, c: series and number as they stand on the paper. */
  receipt: receiptNumberSchema,
  /** đ: who collects; the tax code is null where the office has given none. */
  collector: z.strictObject({
    name: text,
    taxCode: z.string().max(20).nullable(),
    place: z.string().max(200),
  }),
  /** Who pays. */
  payer: z.strictObject({
    name: text,
    taxCode: z.string().max(20).nullable(),
    address: z.string().max(500).nullable(),
  }),
  /** e: what is collected, in figures and words. Lines add up to `total`. */
  lines: z.array(z.strictObject({ name: text, amount: dong })).min(1),
  total: dong,
  inWords: text,
  method: z.enum(['cash', 'transfer']),
  /** The dossier it was taken on, by the code on its papers. */
  dossierCode: text,
  procedureCode: text,
  /** g: UTC instant it was made out. */
  at: z.iso.datetime(),
  /** h: who collected; the provider signs for the office. */
  cashier: text,
});
export type EReceipt = z.infer<typeof eReceiptSchema>;

/** What changes a receipt that was issued: less is kept of it, or it counts no more. */
export const eReceiptAdjustmentSchema = z.strictObject({
  /** Id of the event that gave the money back or voided the receipt. */
  id: z.uuid(),
  what: z.enum(['reduced', 'voided']),
  receipt: receiptNumberSchema,
  /** Đồng given back by this; null for a void, which gives nothing back by itself. */
  amount: dong.nullable(),
  reason: text,
  at: z.iso.datetime(),
  cashier: text,
});
export type EReceiptAdjustment = z.infer<typeof eReceiptAdjustmentSchema>;

/** What a receipt says, on paper and to the provider alike. */
export type ReceiptFacts = Omit<EReceipt, 'id'>;

interface Taken {
  readonly what: 'fee' | 'postage';
  readonly amount: number;
  readonly method: Method;
  readonly receipt: ReceiptNumber;
  /** The tariff's words for the postage; null where none was used. */
  readonly grams: number | null;
}

function payerOf({ applicant }: ReceivedDossier['reception']): EReceipt['payer'] {
  const parts = [applicant.address?.street, applicant.address?.ward, applicant.address?.province];
  return {
    name: applicant.name,
    taxCode: taxCodeOf(applicant),
    address: parts.filter((part) => part !== undefined && part.trim() !== '').join(', ') || null,
  };
}

function taxCodeOf(applicant: Party): string | null {
  return applicant.kind === 'organisation' ? applicant.taxCode : null;
}

/** The tariff's lines where all of it was taken; one line where a part was exempted. */
function linesOf({ reception }: ReceivedDossier, taken: Taken): EReceipt['lines'] {
  if (taken.what === 'postage')
    return [
      {
        name: `Cước gửi kết quả tại nhà${taken.grams === null ? '' : `, khối lượng đến ${String(taken.grams)} g`}`,
        amount: taken.amount,
      },
    ];
  const lines = reception.fee.lines.filter((line) => line.amount > 0);
  if (reception.fee.total === taken.amount)
    return lines.map(({ nameVi: name, amount }) => ({ name, amount }));
  const names = lines.map((line) => line.nameVi).join('; ');
  return [{ name: `${names} (đã trừ phần miễn, giảm)`.slice(0, 500), amount: taken.amount }];
}

/** What the receipt of money taken on a dossier says. Pure: the same record always says the same. */
export function receiptFacts(
  dossier: ReceivedDossier,
  taken: Taken,
  stamp: Pick<Stamp, 'at' | 'by'>,
  office: Pick<Office, 'taxCode'>,
): ReceiptFacts {
  const { reception } = dossier;
  return {
    form: receiptForm(taken.what, stamp.at),
    receipt: taken.receipt,
    collector: {
      name: reception.officeName,
      taxCode: office.taxCode?.code ?? null,
      place: reception.officePlace,
    },
    payer: payerOf(reception),
    lines: linesOf(dossier, taken),
    total: taken.amount,
    inWords: dongInWords(taken.amount),
    method: taken.method,
    dossierCode: codeOf(dossier),
    procedureCode: reception.procedure.code,
    at: stamp.at,
    cashier: stamp.by.name,
  };
}

/** What is exported of one event that moved money. */
export type EReceiptExport =
  | { readonly what: 'issued'; readonly document: EReceipt }
  | { readonly what: 'reduced' | 'voided'; readonly document: EReceiptAdjustment };

/** What is exported of a movement of money; null for one without a receipt's number. `id` is the event's. */
export function exportOf(
  id: string,
  body: MoneyBody,
  dossier: ReceivedDossier,
  stamp: Pick<Stamp, 'at' | 'by'>,
  office: Pick<Office, 'taxCode'>,
): EReceiptExport | null {
  const { at } = stamp;
  const cashier = stamp.by.name;
  switch (body.type) {
    case 'feeExempted':
      return null;
    case 'feeTaken':
    case 'postageTaken': {
      const { amount, method, receipt } = body.data;
      if (!receipt) return null;
      const what = body.type === 'feeTaken' ? 'fee' : 'postage';
      const grams = body.type === 'postageTaken' ? (body.data.postage?.grams ?? null) : null;
      const facts = receiptFacts(dossier, { what, amount, method, receipt, grams }, stamp, office);
      return { what: 'issued', document: { id, ...facts } };
    }
    case 'feeRefunded': {
      const { receipt, amount, reason } = body.data;
      return (
        receipt && {
          what: 'reduced',
          document: { id, what: 'reduced', receipt, amount, reason, at, cashier },
        }
      );
    }
    case 'receiptVoided': {
      const { receipt, reason } = body.data;
      return { what: 'voided', document: { id, what: 'voided', receipt, amount: null, reason, at, cashier } };
    }
  }
}
