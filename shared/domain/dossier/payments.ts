import { z } from 'zod';
import { line, LINE_LIMIT } from '../party.ts';
import { postageSchema } from '../postage.ts';
import { receiptKey, receiptNumberSchema, type ReceiptNumber } from '../receipt-number.ts';
import { normaliseLines } from '../text.ts';
import type { Dossier, Stamp } from './state.ts';

export const methodSchema = z.enum(['cash', 'transfer']);
export type Method = z.infer<typeof methodSchema>;

/** Whole đồng. */
const amount = z.number('amount-invalid').int('amount-invalid').min(1, 'amount-invalid');
const reason = z
  .string()
  .transform(normaliseLines)
  .pipe(z.string().min(1, 'reason-required').max(500, 'field-too-long'));

/**
 * What moves money on a dossier. Nothing is ever changed: a wrong fee is refunded, its receipt voided, and the right one
 * taken again, each an entry of its own that names the receipt.
 */
export const MONEY_DATA = {
  /** The citizen owes so much less of the fee, on a ground in law. */
  feeExempted: z.strictObject({ amount, ground: line(LINE_LIMIT) }),
  /** Fees taken before receipts were numbered have no `receipt`. */
  feeTaken: z.strictObject({ amount, method: methodSchema, receipt: receiptNumberSchema.optional() }),
  /** Money given back on a receipt, the fee's or the postage's; `receipt` is null for a fee without a number. */
  feeRefunded: z.strictObject({
    amount,
    method: methodSchema,
    reason,
    receipt: receiptNumberSchema.nullable(),
  }),
  /** A receipt that counts no more; all its money has been given back. Its number is never used again. */
  receiptVoided: z.strictObject({ receipt: receiptNumberSchema, reason }),
  /** Postage for the result, paid at the counter: never mixed with the fee, and with a receipt of its own. */
  postageTaken: z.strictObject({
    amount: amount.max(10_000_000, 'amount-invalid'),
    method: methodSchema,
    receipt: receiptNumberSchema,
    /** How it was worked out; left out for an amount without a tariff. */
    postage: postageSchema.optional(),
  }),
} as const;

export type MoneyType = keyof typeof MONEY_DATA;
export type MoneyBody = {
  readonly [T in MoneyType]: { readonly type: T; readonly data: z.infer<(typeof MONEY_DATA)[T]> };
}[MoneyType];
export type MoneyEntry = Stamp & MoneyBody;

/** Money taken on one receipt, and what became of it. */
export interface Taking extends Stamp {
  readonly what: 'fee' | 'postage';
  readonly amount: number;
  readonly method: Method;
  /** Null for a fee taken before receipts were numbered. */
  readonly receipt: ReceiptNumber | null;
  /** Weight the postage was worked out for; null for a fee, and for an amount without a tariff. */
  readonly grams: number | null;
  readonly refunded: number;
  readonly voided: (Stamp & { readonly reason: string }) | null;
}

export function isMoneyBody(body: { readonly type: string }): body is MoneyBody {
  return Object.hasOwn(MONEY_DATA, body.type);
}

/** The receipt number an event gave; null for none. */
export function receiptGivenBy(body: {
  readonly type: string;
  readonly data: unknown;
}): ReceiptNumber | null {
  if (!isMoneyBody(body)) return null;
  return body.type === 'feeTaken' || body.type === 'postageTaken' ? (body.data.receipt ?? null) : null;
}

/** Every movement of money that counted, oldest first. */
export function moneyOf({ money, payment }: Pick<Dossier, 'money' | 'payment'>): readonly MoneyEntry[] {
  if (money) return money;
  if (!payment) return [];
  const { amount: taken, method, ...stamp } = payment;
  return [{ ...stamp, type: 'feeTaken', data: { amount: taken, method } }];
}

const sameReceipt = (one: ReceiptNumber | null, other: ReceiptNumber | null): boolean =>
  one === null || other === null ? one === other : receiptKey(one) === receiptKey(other);

function stampOf({ at, by, office, counter }: Stamp): Stamp {
  return { at, by, office, counter };
}

/** Money taken on the dossier, receipt by receipt, oldest first. */
export function takingsOf(dossier: Pick<Dossier, 'money' | 'payment'>): readonly Taking[] {
  const takings: Taking[] = [];
  for (const entry of moneyOf(dossier)) {
    const stamp = stampOf(entry);
    if (entry.type === 'feeTaken' || entry.type === 'postageTaken') {
      const { amount: taken, method, receipt = null } = entry.data;
      const what = entry.type === 'feeTaken' ? 'fee' : 'postage';
      const grams = entry.type === 'postageTaken' ? (entry.data.postage?.grams ?? null) : null;
      takings.push({ ...stamp, what, amount: taken, method, receipt, grams, refunded: 0, voided: null });
      continue;
    }
    if (entry.type === 'feeExempted') continue;
    const { receipt } = entry.data;
    const at = takings.findLastIndex((each) => sameReceipt(each.receipt, receipt));
    const taking = takings[at];
    if (!taking) continue;
    takings[at] =
      entry.type === 'feeRefunded'
        ? { ...taking, refunded: taking.refunded + entry.data.amount }
        : { ...taking, voided: { ...stamp, reason: entry.data.reason } };
  }
  return takings;
}

/** What a receipt still holds of the citizen's money. */
export function leftOf(taking: Taking): number {
  return taking.amount - taking.refunded;
}

/** Whether a taking no longer counts as paid; one without a number ends by being given back whole. */
function isOver(taking: Taking): boolean {
  return taking.voided !== null || (taking.receipt === null && leftOf(taking) === 0);
}

/** The taking in force of the fee or the postage; null while there is none. */
export function takingInForce(
  dossier: Pick<Dossier, 'money' | 'payment'>,
  what: Taking['what'],
): Taking | null {
  return takingsOf(dossier).find((each) => each.what === what && !isOver(each)) ?? null;
}

/** The taking of a receipt; null when there is none that counts. */
export function takingOn(
  dossier: Pick<Dossier, 'money' | 'payment'>,
  receipt: ReceiptNumber | null,
): Taking | null {
  return takingsOf(dossier).findLast((each) => sameReceipt(each.receipt, receipt)) ?? null;
}

/** What of the fee is not owed. */
export function exemptedOf(dossier: Pick<Dossier, 'money' | 'payment'>): number {
  return moneyOf(dossier).reduce(
    (sum, entry) => (entry.type === 'feeExempted' ? sum + entry.data.amount : sum),
    0,
  );
}

/** What the citizen paid of the fee while filing online, in đồng. */
export function paidOnline({ filing }: Pick<Dossier, 'filing'>): number {
  return filing?.details?.paid?.amount ?? 0;
}

/** What the fee comes to at the counter: the tariff's less what is exempted and what was paid online. */
export function feeDue(dossier: Dossier): number {
  return Math.max(0, (dossier.reception?.fee.total ?? 0) - exemptedOf(dossier) - paidOnline(dossier));
}

/** What the counter took though it had been paid online already, as when it was received before the portal answered. */
export function takenTwice(dossier: Dossier): number {
  const taking = takingInForce(dossier, 'fee');
  return paidOnline(dossier) === 0 || !taking ? 0 : Math.max(0, leftOf(taking) - feeDue(dossier));
}

/**
 * Whether a movement of money counts where the dossier stands; of two that exclude each other the one that comes first
 * does, on every machine the same. `whyNotMoney` in decide-money.ts says more, for those who are about to write one.
 */
function counts(dossier: Dossier, body: MoneyBody): boolean {
  switch (body.type) {
    case 'feeExempted':
      return takingInForce(dossier, 'fee') === null && body.data.amount <= feeDue(dossier);
    case 'feeTaken':
      return takingInForce(dossier, 'fee') === null;
    case 'postageTaken':
      return takingInForce(dossier, 'postage') === null;
    case 'feeRefunded': {
      const taking = takingOn(dossier, body.data.receipt);
      return taking !== null && !taking.voided && body.data.amount <= leftOf(taking);
    }
    case 'receiptVoided': {
      const taking = takingOn(dossier, body.data.receipt);
      return taking !== null && !taking.voided && leftOf(taking) === 0;
    }
  }
}

/** The dossier after a movement of money; one that cannot count changes nothing. */
export function moveMoney(dossier: Dossier, body: MoneyBody, stamp: Stamp): Dossier {
  if (!counts(dossier, body)) return dossier;
  const money = [...moneyOf(dossier), { ...stamp, ...body }];
  const taking = takingInForce({ money, payment: null }, 'fee');
  const payment = taking && {
    ...stampOf(taking),
    amount: taking.amount,
    method: taking.method,
    ...(taking.receipt ? { receipt: taking.receipt } : {}),
  };
  // One fee without a number is told by the payment alone, as it always was.
  const plain = money.length === 1 && body.type === 'feeTaken' && body.data.receipt === undefined;
  const { money: _, ...rest } = dossier;
  return plain ? { ...rest, payment } : { ...rest, payment, money };
}
