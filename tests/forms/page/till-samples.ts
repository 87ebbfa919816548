import { sealEvents } from '../../../shared/domain/dossier/chain.ts';
import type { MoneyBody, Method } from '../../../shared/domain/dossier/payments.ts';
import type { ReceivedDossier } from '../../../shared/domain/dossier/state.ts';
import type { EventBody } from '../../../shared/domain/dossier/event.ts';
import { foldStream } from '../../../shared/domain/stream.ts';
import {
  DENOMINATIONS,
  isClosedShift,
  type CashCount,
  type ShiftBody,
} from '../../../shared/domain/till/shift.ts';
import { bookOf, foldTill } from '../../../shared/domain/till/till.ts';
import { receiptFacts } from '../../../shared/e-receipt/document.ts';
import { paperModel, type PaperPrint } from '../../../renderer/print/paper-model.ts';
import type { PrintJob } from '../../../renderer/print/print-layer.tsx';
import { closingSheetContent } from '../../../renderer/print/till/closing-sheet-content.ts';
import { feeReceiptContent } from '../../../renderer/print/till/fee-receipt-content.ts';
import { feeReceiptJob } from '../../../renderer/print/till/fee-receipt.tsx';
import {
  shiftRange,
  tillBookContent,
  type TillPlace,
} from '../../../renderer/print/till/till-book-content.ts';
import { closingSheetJob, tillBookJob } from '../../../renderer/print/till/till-papers.tsx';
import { author, FIRST } from '../../support/catalogue.ts';

const REASON =
  'Người nộp rút bớt số bản chứng thực sau khi đã đóng phí; đã đối chiếu với lãnh đạo bộ phận và ghi vào sổ trực trong ngày';
const receiptAt = (number: number) => ({ series: 'HT-1/26', number });
const id = (n: number) => `0198f000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** A day of the till: as short as can be, or with a hundred and twenty movements. */
function day(long: boolean): readonly (EventBody | ShiftBody)[] {
  const before: CashCount = [{ value: 500_000, count: 2 }];
  const bodies: (MoneyBody | ShiftBody)[] = [
    {
      type: 'shiftOpened',
      data: {
        counted: before,
        expected: 0,
        difference: { amount: 1_000_000, standing: 'explained', explanation: 'Tiền lẻ đầu ca' },
      },
    },
  ];
  const method = (i: number): Method => (i % 4 === 3 ? 'transfer' : 'cash');
  for (let i = 1; i <= (long ? 90 : 2); i++) {
    const receipt = receiptAt(i);
    bodies.push(
      i % 3 === 0
        ? { type: 'postageTaken', data: { amount: 28_500, method: method(i), receipt } }
        : { type: 'feeTaken', data: { amount: long ? 1_250_000 : 50_000, method: method(i), receipt } },
    );
    if (i % 7 !== 0) continue;
    bodies.push({ type: 'feeRefunded', data: { amount: 28_500, method: 'cash', reason: REASON, receipt } });
    bodies.push({ type: 'receiptVoided', data: { receipt, reason: REASON } });
  }
  if (long)
    bodies.push({
      type: 'cashMoved',
      data: {
        direction: 'out',
        amount: 50_000_000,
        reason: `Nộp ngân hàng. ${REASON}`,
        approver: 'Trần Thị Kiểm Soát',
      },
    });
  return bodies;
}

const PLACE: TillPlace = {
  officeName: 'Bưu điện Hà Tu',
  officePlace: 'Hà Tu',
  counter: 'HT-1',
  sample: true,
};
const LONG_PLACE: TillPlace = {
  ...PLACE,
  officeName: 'Điểm phục vụ bưu chính – Bộ phận tiếp nhận và trả kết quả phường Bãi Cháy, tỉnh Quảng Ninh',
};

function shiftOf(long: boolean) {
  const taken = day(long);
  const { events, head } = sealEvents(taken, { id: id(1), lastSeq: 0 }, FIRST, author());
  const { cash } = foldTill(events);
  const counted: CashCount = DENOMINATIONS.map((value, i) => ({
    value,
    count: long ? 40 + i : i < 3 ? 1 : 0,
  })).filter(({ count }) => count > 0);
  const amount = counted.reduce((sum, { value, count }) => sum + value * count, 0) - cash;
  const explanation = long ? `Không rõ vì sao thiếu. ${REASON}` : 'Không rõ';
  const closing: ShiftBody = {
    type: 'shiftClosed',
    data: {
      counted,
      expected: cash,
      difference: { amount, standing: long ? 'disputed' : 'explained', explanation },
      unsent: long ? 12 : 0,
    },
  };
  const closed = sealEvents([closing] as never, { id: id(1), lastSeq: taken.length }, head, author());
  const all = [...events, ...closed.events];
  const own = all.filter(({ type }) => type.startsWith('shift') || type === 'cashMoved');
  const shift = foldStream(own);
  if (shift?.kind !== 'shift' || !isClosedShift(shift)) throw new Error('the shift is not closed');
  return { shift, entries: bookOf(all), before: 0 };
}

const ORIGINAL: PaperPrint = { kind: 'original', print: 1 };
const COPY: PaperPrint = { kind: 'copy', print: 3 };
const AT = '2026-07-13T10:30:00.000Z';

/** The till's papers, as `till/<paper>-<short|long>`; `dossiers` are a short and a long one that were received. */
export function tillSamples(
  dossiers: Readonly<Record<'short' | 'long', () => ReceivedDossier>>,
): Readonly<Record<string, () => PrintJob>> {
  const both = (name: string, make: (long: boolean) => PrintJob) => ({
    [`till/${name}-short`]: () => make(false),
    [`till/${name}-long`]: () => make(true),
  });
  const printOf = (long: boolean) => (long ? COPY : ORIGINAL);
  const receipt = (what: 'fee' | 'postage') => (long: boolean) => {
    const dossier = dossiers[long ? 'long' : 'short']();
    const { total } = dossier.reception.fee;
    const taken = {
      what,
      amount: what === 'postage' ? 28_500 : total,
      method: long ? ('transfer' as const) : ('cash' as const),
      receipt: receiptAt(long ? 9_999_999 : 1),
      grams: what === 'postage' ? 250 : null,
    };
    const office = { taxCode: { code: '0000000000', verified: false } };
    const facts = receiptFacts(dossier, taken, dossier.reception, office);
    const model = paperModel(feeReceiptContent(facts, true), printOf(long), AT);
    return feeReceiptJob({ ...model, voided: long ? `BIÊN LAI ĐÃ HỦY: ${REASON}` : null });
  };
  return {
    ...both('fee-receipt', receipt('fee')),
    ...both('postage-receipt', receipt('postage')),
    ...both('till-book', (long) => {
      const { shift, ...book } = shiftOf(long);
      const codes = new Map([[id(1), '000.00.19.H49-260713-0001']]);
      const range = shiftRange(shift.opened.at, shift.closed.at);
      return tillBookJob(
        tillBookContent({
          ...(long ? LONG_PLACE : PLACE),
          ...book,
          range,
          codes,
          by: 'Nguyễn Thị Giao Dịch',
          at: AT,
        }),
      );
    }),
    ...both('closing-sheet', (long) =>
      closingSheetJob(
        paperModel(
          closingSheetContent({ ...(long ? LONG_PLACE : PLACE), ...shiftOf(long) }),
          printOf(long),
          AT,
        ),
      ),
    ),
  };
}
