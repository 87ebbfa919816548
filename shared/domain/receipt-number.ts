import { z } from 'zod';
import { zoned } from '../clock.ts';

const series = z
  .string()
  .max(60)
  .regex(/^[^\s/]+\/\d{2}(\.\d+)?$/u);

/**
 * The number of a fee receipt: running from 1 without gaps in a series of one counter and year, e.g. number 12 of
 * `HT-2/26`. A counter taken over has another name, and so a series of its own. Where a part of the log was lost a new
 * series is begun, named after the position it goes on from (`HT-2/26.154`): no number is left out or given twice.
 */
export const receiptNumberSchema = z.strictObject({
  series,
  number: z.number().int().min(1).max(9_999_999),
});
export type ReceiptNumber = z.infer<typeof receiptNumberSchema>;

/** Where a counter stands in its series of receipts. */
export const receiptSeriesSchema = z.strictObject({
  /** Position of the own log the series were begun after; 0 where nothing was ever lost. */
  from: z.number().int().min(0),
  begun: z.array(z.strictObject({ series, next: z.number().int().min(1) })),
});
export type ReceiptSeries = z.infer<typeof receiptSeriesSchema>;

export const NO_RECEIPTS: ReceiptSeries = { from: 0, begun: [] };

/** The series a counter numbers receipts in at a UTC instant; a new year begins a new one. */
export function seriesOf(counter: string, instant: string, from = 0): string {
  const year = String(zoned(instant).year % 100).padStart(2, '0');
  return `${counter}/${year}${from > 0 ? `.${String(from)}` : ''}`;
}

/** Whether a series is one of a counter's. */
export function isSeriesOf(counter: string, name: string): boolean {
  return name.slice(0, name.indexOf('/')) === counter;
}

/** The number alone, seven digits as the forms of the tax office have them. */
export function receiptDigits({ number }: Pick<ReceiptNumber, 'number'>): string {
  return String(number).padStart(7, '0');
}

/** As people read it: `HT-2/26 · 0000012`. */
export function formatReceiptNumber(receipt: ReceiptNumber): string {
  return `${receipt.series} · ${receiptDigits(receipt)}`;
}

/** One text for one receipt; for maps and keys. */
export function receiptKey({ series: name, number }: ReceiptNumber): string {
  return `${name}#${String(number)}`;
}

/** The receipt number of a counter at a UTC instant, and where the counter stands after it. */
export function giveReceiptNumber(
  receipts: ReceiptSeries,
  counter: string,
  instant: string,
): { readonly receipt: ReceiptNumber; readonly receipts: ReceiptSeries } {
  const name = seriesOf(counter, instant, receipts.from);
  const number = receipts.begun.find((each) => each.series === name)?.next ?? 1;
  return {
    receipt: { series: name, number },
    receipts: joinReceipts(receipts, used([{ series: name, number }])),
  };
}

function used(numbers: readonly ReceiptNumber[]): ReceiptSeries {
  return {
    from: numbers.reduce(
      (from, { series: name }) =>
        Math.max(from, Number(/\.(\d+)$/u.exec(name.slice(name.indexOf('/')))?.[1] ?? 0)),
      0,
    ),
    begun: numbers.map(({ series: name, number }) => ({ series: name, next: number + 1 })),
  };
}

/** Two records of a counter's series as one: every series of either, as far used as the one that used it further. */
export function joinReceipts(one: ReceiptSeries, other: ReceiptSeries): ReceiptSeries {
  const next = new Map<string, number>();
  for (const each of [...one.begun, ...other.begun])
    next.set(each.series, Math.max(next.get(each.series) ?? 1, each.next));
  return {
    from: Math.max(one.from, other.from),
    begun: [...next].map(([name, at]) => ({ series: name, next: at })),
  };
}

/**
 * Where a counter goes on whose record of its receipts is lost or old: after the highest number of each series that its
 * log uses. Where a part of the log is not there (`lostBefore` is the position it goes on from) another series begins.
 */
export function resumeReceipts(
  receipts: ReceiptSeries,
  given: readonly ReceiptNumber[],
  lostBefore: number | null,
): ReceiptSeries {
  const { from, begun } = joinReceipts(receipts, used(given));
  return { from: Math.max(from, lostBefore ?? 0), begun };
}
