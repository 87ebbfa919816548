import fc from 'fast-check';
import { expect, it } from 'vitest';
import { leftOf, takingsOf } from '../../shared/domain/dossier/payments.ts';
import { EMPTY_NUMBERING, joinNumbering, resumeNumbering } from '../../shared/domain/numbering.ts';
import { bookOf, EMPTY_TILL, evolveTill, foldTill } from '../../shared/domain/till/till.ts';
import { supersededIds } from '../../shared/domain/dossier/superseded.ts';
import { newId } from '../../shared/ids.ts';
import { PERSON, receiveCommand, receptionEntry } from '../support/catalogue.ts';
import { receiptsOf, sumOf, TillCounter } from '../support/till-counter.ts';

const method = fc.constantFrom('cash' as const, 'transfer' as const);
const pick = fc.nat({ max: 1000 });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('receive' as const), paid: fc.option(method) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('fee' as const), which: pick, method }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('postage' as const),
      which: pick,
      method,
      amount: fc.integer({ min: 1, max: 60_000 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      which: pick,
      method,
      share: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('void' as const), which: pick, method }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      out: fc.boolean(),
      amount: fc.integer({ min: 1, max: 300_000 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('count' as const), off: fc.integer({ min: -3, max: 3 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('give-up' as const),
      which: pick,
      type: fc.constantFrom('feeTaken', 'postageTaken'),
    }),
  },
  // Papers and what the provider of e-receipts said: in the log, and never in the sum.
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('papers' as const), which: pick, taken: fc.boolean() }),
  },
  // The database is lost and rebuilt from the journal: the record of numbers may be older than the log.
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restore' as const), old: fc.boolean() }) },
  // The end of the log is lost with it: nobody can know which receipts it gave.
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('lose' as const), events: fc.integer({ min: 1, max: 5 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('new-year' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const ENTRY = receptionEntry({ delivery: { kind: 'home', address: PERSON.address } });
const NONE = { standing: null, explanation: '' };

function take(counter: TillCounter, each: Step): void {
  const ids = counter.ids();
  const id = 'which' in each ? (ids[each.which % Math.max(1, ids.length)] ?? '') : '';
  const takings = id === '' ? [] : takingsOf(counter.dossier(id) ?? { money: [], payment: null });
  switch (each.do) {
    case 'receive': {
      counter.codes += 1;
      const code = {
        code: `000.00.19.H49-260713-${String(counter.codes).padStart(4, '0')}`,
        provisional: false,
      };
      counter.command(newId(), (receipt) =>
        receiveCommand({ entry: { ...ENTRY, paid: each.paid }, code, receipt }),
      );
      break;
    }
    case 'fee':
      counter.command(id, (receipt) => ({ type: 'takeFee', method: each.method, receipt }));
      break;
    case 'postage':
      counter.command(id, (receipt) => ({
        type: 'takePostage',
        amount: each.amount,
        method: each.method,
        receipt,
      }));
      break;
    case 'refund': {
      const taking = takings[each.which % Math.max(1, takings.length)];
      // Now and then more than there is: refused.
      const amount = taking ? Math.ceil((leftOf(taking) * each.share) / 3) : 1;
      counter.command(id, () => ({
        type: 'refund',
        receipt: taking?.receipt ?? null,
        amount,
        method: each.method,
        reason: 'Thu thừa',
      }));
      break;
    }
    case 'void': {
      const receipt = takings[each.which % Math.max(1, takings.length)]?.receipt;
      if (receipt)
        counter.command(id, () => ({
          type: 'voidReceipt',
          receipt,
          method: each.method,
          reason: 'Thu nhầm',
        }));
      break;
    }
    case 'move':
      counter.shift(() => ({
        type: 'moveCash',
        direction: each.out ? 'out' : 'in',
        amount: each.amount,
        reason: 'Nộp ngân hàng',
        approver: null,
      }));
      break;
    case 'count':
      counter.shift((till) => {
        const sum = Math.max(0, Math.floor(till.cash / 200) + each.off);
        const counted = [{ value: 200 as const, count: Math.min(100_000, sum) }];
        const difference = { standing: 'disputed' as const, explanation: 'Không rõ' };
        return till.shift
          ? { type: 'close', counted, difference, unsentConfirmed: true }
          : {
              type: 'open',
              counted,
              difference: each.off === 0 && till.cash % 200 === 0 ? NONE : difference,
            };
      });
      break;
    case 'give-up': {
      // The portal refused a fee, and the clerk gives it up.
      const target = counter.log.findLast((event) => event.type === each.type && event.dossierId === id);
      const content = target && { type: target.type, data: target.data };
      // The store gives nothing up twice.
      if (target && content && !supersededIds(counter.log).has(target.id))
        counter.save(id, [
          {
            type: 'setAside',
            data: { eventId: target.id, position: target.position, content, reason: 'Đã thu' },
          },
        ]);
      break;
    }
    case 'papers': {
      const receipt = takings[each.which % Math.max(1, takings.length)]?.receipt;
      if (!receipt) break;
      const about = { receipt, eventId: newId(), what: 'issued' as const, provider: 'P' };
      counter.save(id, [
        { type: 'feeReceiptPrinted', data: { receipt, kind: 'copy', print: 2, contentHash: 'a'.repeat(64) } },
        {
          type: 'eReceiptAnswered',
          data: each.taken
            ? { outcome: 'taken', ...about, number: '1', lookupCode: '1' }
            : { outcome: 'refused', ...about, reason: 'Sai' },
        },
      ]);
      break;
    }
    case 'restore':
      counter.numbering = resumeNumbering(
        joinNumbering(EMPTY_NUMBERING, each.old ? counter.recorded : counter.numbering),
        { codes: [], receipts: receiptsOf(counter.log) },
        'HT-1',
        { unknown: counter.head.position - counter.log.length, head: counter.head.position },
      );
      counter.recorded = counter.numbering;
      break;
    case 'lose': {
      const lost = Math.min(each.events, counter.log.length);
      counter.log = counter.log.slice(0, counter.log.length - lost);
      // The portal knows where the log ended: it goes on from there.
      counter.numbering = resumeNumbering(
        joinNumbering(EMPTY_NUMBERING, counter.recorded),
        { codes: [], receipts: receiptsOf(counter.log) },
        'HT-1',
        { unknown: counter.head.position - counter.log.length, head: counter.head.position },
      );
      break;
    }
    case 'new-year':
      counter.year += 1;
  }
}

it('the till always equals the sum of its events, and receipts are numbered without gaps, whatever happens', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 50 }), (steps) => {
      const counter = new TillCounter();
      const lostOnce = steps.some((each) => each.do === 'lose');
      for (const each of steps) {
        take(counter, each);
        const till = foldTill(counter.log);
        expect(till.cash).toBe(sumOf(counter.log));
        expect(Number.isSafeInteger(till.cash)).toBe(true);
        for (const entry of till.entries)
          expect(Number.isSafeInteger(entry.effect.cash + entry.effect.transfer)).toBe(true);
        expect(till.entries.reduce((sum, entry) => sum + entry.effect.cash, till.closed?.cash ?? 0)).toBe(
          till.cash,
        );
        // The till book says the same, line by line.
        const book = bookOf(counter.log);
        expect(book.at(-1)?.cash ?? 0).toBe(till.cash);
        expect(book.reduce((sum, entry) => sum + entry.effect.cash, 0)).toBe(till.cash);
        // Read from the last closing on, as the screen does, it is the same till.
        const since = counter.log.findLastIndex((event) => event.type === 'shiftClosed');
        const short = counter.log.slice(Math.max(0, since)).reduce(evolveTill, EMPTY_TILL);
        expect({ cash: short.cash, taken: short.taken, entries: short.entries.length }).toEqual({
          cash: till.cash,
          taken: till.taken,
          entries: till.entries.length,
        });
      }
      const keys = counter.given.map(({ series, number }) => `${series}#${String(number)}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const numbers of Map.groupBy(counter.given, ({ series }) => series).values())
        expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, i) => i + 1));
      if (!lostOnce)
        expect(new Set(counter.given.map(({ series }) => series))).toEqual(
          new Set(receiptsOf(counter.log).map(({ series }) => series)),
        );
    }),
    { numRuns: 150 },
  );
});
