import { Temporal } from 'temporal-polyfill';
import { COUNTER_ZONE, zoned } from '../../clock.ts';

/** A UTC instant as `yyyyMMddHHmmss` on the wall clock of Asia/Ho_Chi_Minh; parts of a second are dropped. */
export function toNationalTime(instant: string): string {
  const at = zoned(instant);
  const two = (part: number) => String(part).padStart(2, '0');
  return [
    String(at.year).padStart(4, '0'),
    ...[at.month, at.day, at.hour, at.minute, at.second].map(two),
  ].join('');
}

/** The UTC instant (milliseconds, `Z`) of such a time; null for one that does not exist. */
export function fromNationalTime(text: string): string | null {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/u.exec(text);
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  try {
    return Temporal.ZonedDateTime.from(
      { timeZone: COUNTER_ZONE, year, month, day, hour, minute, second },
      { overflow: 'reject' },
    )
      .toInstant()
      .toString({ smallestUnit: 'millisecond' });
  } catch {
    return null;
  }
}

const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** At most `limit` UTF-16 units; what is longer is cut between letters, never before their marks, and ends with `…`. */
export function cutText(text: string, limit: number): string {
  const whole = text.normalize('NFC');
  if (whole.length <= limit) return whole;
  let end = 0;
  for (const { index, segment } of graphemes.segment(whole)) {
    if (index + segment.length > limit - 1) break;
    end = index + segment.length;
  }
  return `${whole.slice(0, end)}…`;
}
