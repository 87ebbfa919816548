import { z } from 'zod';

/** Whole numbers from the first to the second, both included. */
export const rangeSchema = z.tuple([z.number().int(), z.number().int()]).readonly();
export type Range = z.infer<typeof rangeSchema>;

/** The same numbers as few ranges, in order and without overlaps. */
export function joinRanges(ranges: readonly Range[]): readonly Range[] {
  const joined: Range[] = [];
  for (const [from, to] of ranges.toSorted(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last && from <= last[1] + 1) joined[joined.length - 1] = [last[0], Math.max(last[1], to)];
    else joined.push([from, to]);
  }
  return joined;
}

/** Ranges of numbers, however many times each is named. */
export function rangesOf(numbers: Iterable<number>): readonly Range[] {
  const ranges: Range[] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && number === last[1] + 1) ranges[ranges.length - 1] = [last[0], number];
    else ranges.push([number, number]);
  }
  return joinRanges(ranges);
}

/** The numbers of the first ranges that the others lack. Both in order and without overlaps. */
export function withoutRanges(ranges: readonly Range[], others: readonly Range[]): readonly Range[] {
  return ranges.flatMap(([from, to]) => {
    const left: Range[] = [];
    let next = from;
    for (const [start, end] of others) {
      if (end < next) continue;
      if (start > to) break;
      if (start > next) left.push([next, start - 1]);
      next = end + 1;
    }
    if (next <= to) left.push([next, to]);
    return left;
  });
}

/** How many numbers the ranges name. */
export function sizeOfRanges(ranges: readonly Range[]): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
}
