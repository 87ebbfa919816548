import { z } from 'zod';
import type { Stamp } from '../dossier/state.ts';
import { line, LINE_LIMIT, optionalLine } from '../party.ts';
import type { StreamHead } from '../stream-head.ts';

/** Notes and coins in use, in đồng, largest first (Ngân hàng Nhà nước). */
export const DENOMINATIONS = [
  500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200,
] as const;

const dong = z.number().int();

/** Cash as it was counted: how many of each denomination. Denominations of which there are none may be left out. */
export const cashCountSchema = z
  .array(
    z.strictObject({
      value: z.literal(DENOMINATIONS),
      count: z
        .number('count-invalid')
        .int('count-invalid')
        .min(0, 'count-invalid')
        .max(100_000, 'count-invalid'),
    }),
  )
  .max(DENOMINATIONS.length)
  .refine((lines) => new Set(lines.map(({ value }) => value)).size === lines.length, 'count-invalid');
export type CashCount = z.infer<typeof cashCountSchema>;

/** What counted cash comes to, in đồng. */
export function sumOfCash(counted: CashCount): number {
  return counted.reduce((sum, { value, count }) => sum + value * count, 0);
}

/** What a count has to say for itself; what is not equal is explained, or disputed without accepting it. */
const counting = {
  counted: cashCountSchema,
  /** Đồng that the events before it add up to. */
  expected: dong,
  difference: z
    .strictObject({
      /** Counted less expected. */
      amount: dong,
      /** `disputed`: the clerk does not accept it as theirs; somebody must look into it. */
      standing: z.enum(['explained', 'disputed']),
      explanation: line(LINE_LIMIT),
    })
    .nullable(),
};
type Counting = z.infer<z.ZodObject<typeof counting>>;
const addsUp = ({ counted, expected, difference }: Counting) =>
  difference?.amount !== 0 && sumOfCash(counted) - expected === (difference?.amount ?? 0);

/** What happens in a shift (ca quỹ) of one counter's till. Fees are events of their dossiers, not of the shift. */
export const SHIFT_DATA = {
  /** The shift takes over everything in the counter's log since the last closing. */
  shiftOpened: z.strictObject(counting).refine(addsUp, 'till-difference-wrong'),
  /** Cash put in or taken out for another reason than a fee, e.g. handed in at the bank. */
  cashMoved: z.strictObject({
    direction: z.enum(['in', 'out']),
    amount: z.number('amount-invalid').int('amount-invalid').min(1, 'amount-invalid'),
    reason: line(LINE_LIMIT),
    approver: optionalLine(200),
  }),
  shiftClosed: z
    .strictObject({
      ...counting,
      /** Own events that the portal had not confirmed then. */
      unsent: z.number().int().min(0),
    })
    .refine(addsUp, 'till-difference-wrong'),
  /** The closing sheet of a closed shift left the printer. */
  shiftSheetPrinted: z.strictObject({
    kind: z.enum(['original', 'copy', 'replacement']),
    /** 1 for the first print, 2 for the next… */
    print: z.number().int().min(1),
    /** SHA-256 (hex) of the printed content. */
    contentHash: z.string().regex(/^[0-9a-f]{64}$/u),
  }),
} as const;

export type ShiftEventType = keyof typeof SHIFT_DATA;
export type ShiftBody = {
  readonly [T in ShiftEventType]: { readonly type: T; readonly data: z.infer<(typeof SHIFT_DATA)[T]> };
}[ShiftEventType];
type DataOf<T extends ShiftEventType> = Extract<ShiftBody, { type: T }>['data'];

/** A shift as its own events tell it. */
export interface Shift extends StreamHead {
  readonly kind: 'shift';
  readonly opened: (Stamp & DataOf<'shiftOpened'> & { readonly position: number }) | null;
  readonly moved: readonly (Stamp & DataOf<'cashMoved'>)[];
  readonly closed: (Stamp & DataOf<'shiftClosed'> & { readonly position: number }) | null;
  /** Prints of the closing sheet, oldest first. Left out when there are none. */
  readonly prints?: readonly (Stamp & DataOf<'shiftSheetPrinted'>)[];
}

export type ClosedShift = Shift & {
  readonly opened: NonNullable<Shift['opened']>;
  readonly closed: NonNullable<Shift['closed']>;
};

export function isClosedShift(shift: Shift): shift is ClosedShift {
  return shift.opened !== null && shift.closed !== null;
}

/** What the next print of a closed shift's sheet is; `contentHash` is the fingerprint of what would be printed. */
export function nextSheetPrint(
  { prints = [] }: Shift,
  contentHash: string,
): Pick<DataOf<'shiftSheetPrinted'>, 'kind' | 'print'> {
  const last = prints.at(-1);
  const kind = !last ? 'original' : last.contentHash === contentHash ? 'copy' : 'replacement';
  return { kind, print: prints.length + 1 };
}

/** The shift after one more event; what a closed shift cannot have changes nothing. */
export function evolveShift(shift: Shift, body: ShiftBody, stamp: Stamp, position: number): Shift {
  if (body.type === 'shiftSheetPrinted')
    return { ...shift, prints: [...(shift.prints ?? []), { ...stamp, ...body.data }] };
  if (shift.closed) return shift;
  switch (body.type) {
    case 'shiftOpened':
      return shift.opened ? shift : { ...shift, opened: { ...stamp, ...body.data, position } };
    case 'cashMoved':
      return { ...shift, moved: [...shift.moved, { ...stamp, ...body.data }] };
    case 'shiftClosed':
      return { ...shift, closed: { ...stamp, ...body.data, position } };
  }
}
