import { zoned } from '../../shared/clock.ts';
import { formatDong } from '../../shared/domain/money.ts';
import type { Address } from '../../shared/domain/party.ts';

const WEEKDAYS = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'] as const;

/** Text that stays on one line: its spaces become non-breaking. */
export function glued(text: string): string {
  return text.replace(/ /gu, '\u00A0');
}

function padded(number: number): string {
  return String(number).padStart(2, '0');
}

/**
 * The counter's date of a UTC instant as papers write it: "ngày 05 tháng 02 năm 2026", "ngày 13 tháng 7 năm 2026".
 * Days under 10 and the months 1 and 2 take a zero so that no digit can be added (Decree 30/2020/NĐ-CP).
 */
export function dateInWords(instant: string): string {
  const { day, month, year } = zoned(instant);
  return glued(`ngày ${padded(day)} tháng ${month < 3 ? padded(month) : String(month)} năm ${String(year)}`);
}

/** "09 giờ 00 phút, ngày 13 tháng 7 năm 2026" at the counter; the time and the date each stay on one line. */
export function timeInWords(instant: string): string {
  const { hour, minute } = zoned(instant);
  return `${glued(`${padded(hour)} giờ ${padded(minute)} phút,`)} ${dateInWords(instant)}`;
}

/** The day of the week at the counter, e.g. "thứ Tư". */
export function weekdayInWords(instant: string): string {
  return glued(WEEKDAYS[zoned(instant).dayOfWeek - 1] ?? '');
}

/** Whole đồng that stay on one line, e.g. `1.234.567 ₫`. */
export function moneyOnPaper(amount: number): string {
  return glued(formatDong(amount));
}

/** Street, ward, province; parts not known yet are left out. Null when nothing is known. */
export function addressOnPaper(
  address: Partial<Record<keyof Address, string | undefined>> | null | undefined,
): string | null {
  const parts = [address?.street, address?.ward, address?.province].filter(
    (part) => part !== undefined && part.trim() !== '',
  );
  return parts.length > 0 ? parts.join(', ') : null;
}
