import { z } from 'zod';
import { zoned } from '../clock.ts';
import { isCalendarDate } from './calendar.ts';
import {
  giveReceiptNumber,
  joinReceipts,
  NO_RECEIPTS,
  receiptSeriesSchema,
  resumeReceipts,
  type ReceiptNumber,
} from './receipt-number.ts';

/** A range of running numbers of one unit, given by the portal to one counter and to no other, ever. */
export const leaseSchema = z.strictObject({
  id: z.uuid(),
  /** Unit identifier as codes print it, e.g. `000.00.19.H49`; configuration, not a constant. */
  unit: z.string().regex(/^[0-9A-Z]+(\.[0-9A-Z]+)*$/u),
  from: z.number().int().min(1),
  /** Last number of the range, included. */
  to: z.number().int().max(999_999),
});
export type Lease = z.infer<typeof leaseSchema>;

/** Where the counter stands in its ranges: the next number to give in each, and the next provisional number. */
export const numberingSchema = z.strictObject({
  leases: z.array(leaseSchema.extend({ next: z.number().int().min(1) })),
  nextProvisional: z.number().int().min(1),
  /** Where it stands in its series of receipts; absent until the first was given. */
  receipts: receiptSeriesSchema.optional(),
});
export type Numbering = z.infer<typeof numberingSchema>;

export const EMPTY_NUMBERING: Numbering = { leases: [], nextProvisional: 1 };
/** A counter with this share of its numbers left or less warns the clerk. */
export const LOW_SHARE = 0.2;

export interface GivenCode {
  readonly code: string;
  readonly provisional: boolean;
  readonly numbering: Numbering;
}

function dateDigits(instant: string): string {
  return zoned(instant).toPlainDate().toString().replaceAll('-', '').slice(2);
}

/**
 * The next dossier code at a UTC instant, e.g. `000.00.19.H49-220815-0001` (unit, date YYMMDD, running number). Running
 * numbers never repeat within a unit, whatever the date, so a clock set back cannot give a code twice. Without a number
 * left the code is provisional: `TAM-<counter>-<date>-<n>`, and the portal links a final one to it later.
 */
export function giveCode(numbering: Numbering, counter: string, instant: string): GivenCode {
  const at = numbering.leases.findIndex((lease) => lease.next <= lease.to);
  const lease = numbering.leases[at];
  if (!lease) {
    const number = String(numbering.nextProvisional).padStart(3, '0');
    return {
      code: `TAM-${counter}-${dateDigits(instant)}-${number}`,
      provisional: true,
      numbering: { ...numbering, nextProvisional: numbering.nextProvisional + 1 },
    };
  }
  const leases = numbering.leases.map((each, i) => (i === at ? { ...each, next: each.next + 1 } : each));
  return {
    code: `${lease.unit}-${dateDigits(instant)}-${String(lease.next).padStart(4, '0')}`,
    provisional: false,
    numbering: { ...numbering, leases },
  };
}

/** The next receipt number at a UTC instant, gap-free from 1 in the counter's series of the year. */
export function giveReceipt(
  numbering: Numbering,
  counter: string,
  instant: string,
): { readonly receipt: ReceiptNumber; readonly numbering: Numbering } {
  const given = giveReceiptNumber(numbering.receipts ?? NO_RECEIPTS, counter, instant);
  return { receipt: given.receipt, numbering: { ...numbering, receipts: given.receipts } };
}

/** Adds ranges from the portal; a range already held keeps its place, so a repeated reply changes nothing. */
export function addLeases(numbering: Numbering, granted: readonly Lease[]): Numbering {
  const held = new Set(numbering.leases.map((lease) => lease.id));
  const fresh = granted
    .filter(({ id }) => !held.has(id) && held.add(id))
    .map((lease) => ({ ...lease, next: lease.from }));
  // Used-up ranges are kept until here so that a late repeat of the reply that granted them is recognised.
  return { ...numbering, leases: [...numbering.leases, ...fresh] };
}

/** Two records of one counter's ranges as one: every range of either, as far used as the one that used it further. */
export function joinNumbering(one: Numbering, other: Numbering): Numbering {
  const next = new Map(other.leases.map((lease) => [lease.id, lease.next]));
  const ours = new Set(one.leases.map((lease) => lease.id));
  return {
    leases: [
      ...one.leases.map((lease) => ({ ...lease, next: Math.max(lease.next, next.get(lease.id) ?? 0) })),
      ...other.leases.filter((lease) => !ours.has(lease.id)),
    ],
    nextProvisional: Math.max(one.nextProvisional, other.nextProvisional),
    ...(one.receipts || other.receipts
      ? { receipts: joinReceipts(one.receipts ?? NO_RECEIPTS, other.receipts ?? NO_RECEIPTS) }
      : {}),
  };
}

/**
 * Where a counter goes on whose record of its numbers is lost or old: after the highest number that any code it gave uses.
 * `unknown` codes more may have been given without trace; so many numbers are left out. None is ever given twice. Receipts
 * leave no number out: with something unknown a new series begins, named after `head`, the position the log goes on from.
 */
export function resumeNumbering(
  numbering: Numbering,
  used: { readonly codes: readonly string[]; readonly receipts: readonly ReceiptNumber[] },
  counter: string,
  { unknown, head }: { readonly unknown: number; readonly head: number },
): Numbering {
  const leases = numbering.leases.map((lease) => ({ ...lease }));
  let { nextProvisional } = numbering;
  for (const code of used.codes) {
    const [, unit, digits] = /^(.+)-\d{6}-(\d{1,9})$/u.exec(code) ?? [];
    const number = Number(digits);
    if (unit === `TAM-${counter}`) nextProvisional = Math.max(nextProvisional, number + 1);
    const lease = leases.find((each) => each.unit === unit && number >= each.from && number <= each.to);
    if (lease) lease.next = Math.max(lease.next, number + 1);
  }
  let left = unknown;
  for (const lease of leases) {
    const skipped = Math.min(left, Math.max(0, lease.to - lease.next + 1));
    lease.next += skipped;
    left -= skipped;
  }
  const receipts = resumeReceipts(
    numbering.receipts ?? NO_RECEIPTS,
    used.receipts,
    unknown > 0 ? head : null,
  );
  const none = receipts.from === 0 && receipts.begun.length === 0;
  return { leases, nextProvisional: nextProvisional + unknown, ...(none ? {} : { receipts }) };
}

/** How many final codes the counter can still give, and whether it is time to say so. */
export function numbersLeft(numbering: Numbering): { readonly left: number; readonly low: boolean } {
  const left = numbering.leases.reduce((sum, lease) => sum + Math.max(0, lease.to - lease.next + 1), 0);
  const last = numbering.leases.filter((lease) => lease.next <= lease.to);
  const size = last.reduce((sum, lease) => sum + lease.to - lease.from + 1, 0);
  return { left, low: left === 0 || left <= size * LOW_SHARE };
}

export interface DossierCodeParts {
  readonly unit: string;
  /** YYMMDD as printed. */
  readonly date: string;
  readonly number: number;
}

/** Parts of a final code in either style in use (`000.00.19.H49-220815-0001`, `H49.19-220815-0001`); null if none. */
export function parseDossierCode(code: string): DossierCodeParts | null {
  const match = /^((?:\d{3}\.\d{2}\.\d{2}\.H\d{2})|(?:H\d{2}(?:\.\d{1,3})+))-(\d{6})-(\d{4,6})$/u.exec(
    code.trim().toUpperCase(),
  );
  const [, unit, date, number] = match ?? [];
  if (unit === undefined || date === undefined || number === undefined) return null;
  if (!isCalendarDate(`20${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4)}`)) return null;
  return { unit, date, number: Number(number) };
}

/** Whether a code was given by a counter without numbers left. */
export function isProvisionalCode(code: string): boolean {
  return /^TAM-[^\s]+-\d{6}-\d{3,}$/u.test(code);
}
