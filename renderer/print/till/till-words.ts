import { dongInWords, formatDong } from '../../../shared/domain/money.ts';
import type { TillEntry } from '../../../shared/domain/till/till.ts';
import { zoned } from '../../../shared/clock.ts';
import { glued, moneyOnPaper } from '../paper-words.ts';

/** With its sign, e.g. `−10.000 ₫`; on one line. */
export function signedOnPaper(amount: number): string {
  return glued(`${amount > 0 ? '+' : amount < 0 ? '−' : ''}${formatDong(Math.abs(amount))}`);
}

/** With the amount in words; below zero, which only a drawer never counted can be, in figures alone. */
export function inWordsToo(amount: number): string {
  return amount < 0 ? signedOnPaper(amount) : `${moneyOnPaper(amount)} (${dongInWords(amount)})`;
}

/** Figures without the currency; nothing for zero. */
export function figures(amount: number): string {
  return amount === 0 ? '' : `${amount < 0 ? '−' : ''}${formatDong(Math.abs(amount)).replace(/ ₫$/u, '')}`;
}

/** `08:05 13/07/2026` at the counter. */
export function shortTime(instant: string): string {
  const { hour, minute, day, month, year } = zoned(instant);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(hour)}:${two(minute)} ${two(day)}/${two(month)}/${String(year)}`;
}

const GIVEN_UP: Readonly<Record<string, string>> = {
  feeTaken: 'khoản thu phí',
  postageTaken: 'khoản thu cước',
  feeRefunded: 'khoản hoàn',
  shiftOpened: 'lần mở ca',
  shiftClosed: 'lần chốt ca',
  cashMoved: 'lần thêm, rút tiền',
};

function countWords(
  counted: number,
  difference: { readonly amount: number; readonly standing: string; readonly explanation: string } | null,
): string {
  const found = `đếm được ${glued(formatDong(counted))}`;
  if (!difference) return `${found}, khớp`;
  const standing = difference.standing === 'disputed' ? 'không đồng ý' : 'giải trình';
  return `${found}, lệch ${signedOnPaper(difference.amount)}, ${standing}: ${difference.explanation}`;
}

/** What a line of the till book tells of, in the words of the paper. */
export function entryWords({ body, cash }: TillEntry): string {
  switch (body.type) {
    case 'feeTaken':
      return 'Thu phí, lệ phí';
    case 'postageTaken':
      return 'Thu cước bưu gửi';
    case 'feeRefunded':
      return `Hoàn tiền: ${body.data.reason}`;
    case 'receiptVoided':
      return `Hủy biên lai: ${body.data.reason}`;
    case 'cashMoved': {
      const { direction, reason, approver } = body.data;
      return `${direction === 'in' ? 'Thêm' : 'Rút'} tiền mặt: ${reason}${approver === null ? '' : ` (duyệt: ${approver})`}`;
    }
    case 'shiftOpened':
      return `Mở ca, ${countWords(cash, body.data.difference)}`;
    case 'shiftClosed':
      return `Chốt ca, ${countWords(cash, body.data.difference)}`;
    case 'setAside':
      return `Bỏ ${GIVEN_UP[body.data.content?.type ?? ''] ?? 'một mục'} cổng không nhận: ${body.data.reason}`;
    default:
      return '';
  }
}
