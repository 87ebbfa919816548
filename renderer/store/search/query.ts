import { foldedWords, normaliseLine } from '../../../shared/domain/text.ts';

/** Numbers up to this many digits are kept as numbers; shorter than the minimum they are as common as words. */
const DIGITS = { min: 4, max: 14 } as const;
/** A number of this many digits or more also finds numbers that end with it: people read out the last ones. */
const SUFFIX_DIGITS = 4;
const LENGTH_STEP = 1e14;

/** The folded words of what was typed or is kept, whatever it hides or however it is composed. */
export function wordsOf(text: string): readonly string[] {
  return foldedWords(normaliseLine(text));
}

/** A word of digits with its length as one number (leading zeros count); null for other words. */
export function numberOfWord(word: string): number | null {
  if (word.length < DIGITS.min || word.length > DIGITS.max || !/^[0-9]+$/u.test(word)) return null;
  return word.length * LENGTH_STEP + Number(word);
}

/**
 * Ways to read a query, each a list of words that must all be found. Digits alone are also read as one number, because
 * people space phone and identity numbers; +84 is the 0 of a phone number.
 */
export function readingsOf(query: string): readonly (readonly string[])[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  const joined = words.join('');
  if (!/^[0-9]+$/u.test(joined)) return [words];
  const phone = normaliseLine(query).startsWith('+84') ? `0${joined.slice(2)}` : joined;
  return words.length === 1 && phone === joined ? [words] : [words, [phone]];
}

/** Whether a number (of `numberOfWord`) begins, or ends, with the digits of a query word. Null if it has other characters. */
export function numberMatcher(word: string): ((number: number) => boolean) | null {
  if (!/^[0-9]+$/u.test(word) || word.length > DIGITS.max) return null;
  const size = word.length;
  const value = Number(word);
  const from = new Float64Array(DIGITS.max + 1).fill(1);
  const until = new Float64Array(DIGITS.max + 1);
  for (let length = size; length <= DIGITS.max; length += 1) {
    from[length] = value * 10 ** (length - size);
    until[length] = (value + 1) * 10 ** (length - size);
  }
  const end = size >= SUFFIX_DIGITS ? 10 ** size : 0;
  return (number) => {
    const length = Math.floor(number / LENGTH_STEP);
    const digits = number - length * LENGTH_STEP;
    if (digits >= (from[length] ?? 1) && digits < (until[length] ?? 0)) return true;
    return end > 0 && length > size && digits - Math.floor(digits / end) * end === value;
  };
}
