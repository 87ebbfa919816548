import { normaliseLine } from '../../../shared/domain/text.ts';
import { toIsoDate } from './typed-date.ts';

/** Why a text that looks like a card's QR is not taken. */
export type CardFault = 'fields' | 'number' | 'date' | 'keyboard';

/**
 * What the digits' row types under the Vietnamese keyboard layout: letters and marks in place of 1 to 0, decomposed. Nothing
 * else may be among them: a name where the number should be is another fault.
 */
const VIETNAMESE_DIGITS = /^(?:a[\u0302\u0306]|[eo]\u0302|[đ₫\u0300\u0301\u0303\u0309\d\s])+$/iu;

/** Whether a text is meant as a card's QR: fields between bars, too many for anything else typed there. */
export const looksLikeCard = (typed: string) => typed.length >= 20 && typed.split('|').length >= 3;

/**
 * What is wrong with a card's QR; null when it can be read. Fields by Circular 59/2021: number, old number, name, birth
 * date, sex, address, date of issue; later cards append some.
 */
export function cardFault(typed: string): CardFault | null {
  const [number = '', , name = '', birthDate = ''] = typed.split('|');
  if (!/^\d{12}$/u.test(normaliseLine(number))) {
    const layout = !/^[\d\s]*$/u.test(number) && VIETNAMESE_DIGITS.test(number.normalize('NFD'));
    return layout ? 'keyboard' : 'number';
  }
  if (typed.split('|').length < 6 || normaliseLine(name) === '') return 'fields';
  return /^\d{4}-\d\d-\d\d$/u.test(toIsoDate(birthDate)) ? null : 'date';
}

// What an input method leaves when it meets a scanner: letters lost (?), digits of VNI and VIQR, and keys of Telex, which no
// Vietnamese syllable has: doubled a, e, o, d, a w, or one of s f r x j z at its end.
const LOST = /[?\uFFFD\d~^`]/u;
const TELEX = /(?:aa|ee|oo|dd|w)|\p{L}[sfrxjz](?=\s|$)/iu;

/** Whether a name shows that keyboard layout or input method damaged it, so that it must be held against the card. */
export function nameDamaged(name: string): boolean {
  return LOST.test(name) || TELEX.test(name);
}
