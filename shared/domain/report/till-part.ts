import type { Stream } from '../stream.ts';
import type { ReportFact } from './fact.ts';
import { isIn } from './measure.ts';
import { METHODS, MONEY_KINDS, type MoneyFact, type MoneyKind } from './money-fact.ts';
import type { Span } from './period.ts';
import type { Filter } from './report.ts';

/** Cash of a till as it was counted when a shift began or ended, against what should have been there. */
export interface CountFact {
  readonly office: string;
  /** Who counted. */
  readonly clerk: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly closing: boolean;
  /** Counted less expected, in đồng; null where it was equal. */
  readonly difference: number | null;
  /** The clerk does not accept the difference as theirs. */
  readonly disputed: boolean;
}

/** Money of a period, in đồng, and what the counts of its shifts found. */
export interface TillPart {
  readonly money: Readonly<Record<MoneyKind, Readonly<Record<MoneyFact['method'], number>>>>;
  /** Taken less given back. */
  readonly kept: Readonly<Record<MoneyFact['method'], number>>;
  readonly shiftsClosed: number;
  /** Differences by which counted cash was more, and less, than expected; the disputed are among them. */
  readonly over: Differences;
  readonly short: Differences;
  readonly disputed: Differences;
}

export interface Differences {
  readonly count: number;
  /** Đồng, above zero. */
  readonly amount: number;
}

/** The counts of a shift; none for other streams. */
export function countFactsOf(stream: Stream): readonly CountFact[] {
  if (stream.kind !== 'shift') return [];
  return [stream.opened, stream.closed].flatMap((count) =>
    count
      ? [
          {
            office: count.office,
            clerk: count.by.id,
            at: Date.parse(count.at),
            closing: count === stream.closed,
            difference: count.difference?.amount ?? null,
            disputed: count.difference?.standing === 'disputed',
          },
        ]
      : [],
  );
}

/**
 * Adds up the till's part of a report. A count belongs to an office and a clerk, not to a field, procedure or channel: a
 * report of only one of those has no counts.
 */
export function newTillPart(span: Span, filter: Filter) {
  const money = Object.fromEntries(
    MONEY_KINDS.map((kind) => [kind, { cash: 0, transfer: 0 }]),
  ) as unknown as Record<MoneyKind, Record<MoneyFact['method'], number>>;
  const found = { over: NONE, short: NONE, disputed: NONE };
  let shiftsClosed = 0;
  const hasCounts =
    filter.field === undefined && filter.procedure === undefined && filter.channel === undefined;
  return {
    add(fact: ReportFact): void {
      for (const { at, kind, method, amount } of fact.money)
        if (isIn(span, at)) money[kind][method] += amount;
    },
    addCount({ office, clerk, at, closing, difference, disputed }: CountFact): void {
      if (!hasCounts || !isIn(span, at)) return;
      if (office !== (filter.office ?? office) || clerk !== (filter.clerk ?? clerk)) return;
      if (closing) shiftsClosed += 1;
      if (difference === null) return;
      const sign = difference > 0 ? 'over' : 'short';
      found[sign] = plus(found[sign], difference);
      if (disputed) found.disputed = plus(found.disputed, difference);
    },
    part: (): TillPart => {
      const { fees, postage, refunds } = copyOf(money);
      const [cash, transfer] = METHODS.map((method) => fees[method] + postage[method] - refunds[method]);
      return {
        money: { fees, postage, refunds },
        kept: { cash: cash ?? 0, transfer: transfer ?? 0 },
        shiftsClosed,
        ...found,
      };
    },
  };
}

const NONE: Differences = { count: 0, amount: 0 };

function plus({ count, amount }: Differences, difference: number): Differences {
  return { count: count + 1, amount: amount + Math.abs(difference) };
}

function copyOf({ fees, postage, refunds }: Record<MoneyKind, Record<MoneyFact['method'], number>>) {
  return { fees: { ...fees }, postage: { ...postage }, refunds: { ...refunds } };
}
