import { foldText } from '../../../shared/domain/text.ts';
import { COMMON, KEPT, SELDOM_MEANT } from './common-words.ts';
import { canBeSyllable } from './syllables.ts';
import type { ReadLine, ReadWord } from './words.ts';

/**
 * Faces without serifs print “a” as a ring with a stem, which the engine takes for an “o”: “Quảng” becomes “Quỏng”. What
 * may stand behind each letter it says, without tones; a tone that became part of the mark (“ă” as “ố”) is the last.
 */
const BEHIND: Readonly<Record<string, readonly string[]>> = {
  o: ['a'],
  ơ: ['a'],
  ô: ['â'],
  ố: ['ă'],
};
const HOW_MANY = 3;
/** Letters of the longest syllable, “nghiêng”. */
const LONGEST = 7;
/** A page with this many words that no Vietnamese word can be is in such a face. */
const SHOWS = 2;
/** What was put right is never sure: below the mark at which a clerk is asked to look. */
export const DOUBT = 80;

/** What a word may be when its “o” are “a”, fewest changes first; the word itself is not among them. */
export function lookAlikes(word: string): readonly string[] {
  // A dotted line may be read as hundreds of “o”.
  if (word.length > LONGEST) return [];
  let found: { text: string; changes: number }[] = [{ text: '', changes: 0 }];
  for (const letter of word.normalize('NFC'))
    found = found.flatMap(({ text, changes }) => [
      { text: text + letter, changes },
      ...(changes < HOW_MANY ? variants(letter) : []).map((other) => ({
        text: text + other,
        changes: changes + 1,
      })),
    ]);
  return found
    .filter(({ changes }) => changes > 0)
    .sort((a, b) => a.changes - b.changes)
    .map(({ text }) => text);
}

function variants(letter: string): readonly string[] {
  const small = letter.toLowerCase();
  const tone = /[\u0300\u0301\u0303\u0309\u0323]/u.exec(small.normalize('NFD'))?.[0] ?? '';
  const plain = small.normalize('NFD').replace(tone, '').normalize('NFC');
  const all = [
    ...(BEHIND[plain] ?? []).map((other) => (other + tone).normalize('NFC')),
    ...(tone === '' ? [] : (BEHIND[small] ?? [])),
  ];
  return letter === small ? all : all.map((other) => other.toUpperCase());
}

/** Words put right, each with what was seen in its place. */
export function putRight(lines: readonly ReadLine[]): readonly ReadLine[] {
  const words = lines.map((line) => line.map((word) => instead(word, possible)));
  const all = ringFace(words) ? words.map((line) => line.map((word) => instead(word, usual))) : words;
  return all.map((line) => line.map((word, i) => inPlace(word, line[i - 1], line[i + 1])));
}

/** Whether enough letters were put right, not marks alone, to say that this page's “a” look like “o”. */
export const ringFace = (lines: readonly ReadLine[]) =>
  lines.flat().filter(({ text, seen = text }) => foldText(seen) !== foldText(text)).length >= SHOWS;

function instead(word: ReadWord, find: (text: string) => string | undefined): ReadWord {
  // Punctuation round about stays; a word with digits or foreign letters is no syllable.
  const [, before = '', letters = '', after = ''] =
    /^(\P{L}*)([\p{L}\p{M}]+)(\P{L}*)$/u.exec(word.text) ?? [];
  const found = letters === '' ? undefined : find(letters);
  return found === undefined || found === letters
    ? word
    : {
        ...word,
        text: before + found + after,
        confidence: Math.min(word.confidence, DOUBT),
        seen: word.seen ?? word.text,
      };
}

const isCommon = (word: string) => COMMON.has(word.toLowerCase());

/** For what is no word at all: a common word that looks like it, else one that can be a word. */
function possible(word: string): string | undefined {
  const can = canBeSyllable(word);
  if (can && (KEPT.has(word.toLowerCase()) || SELDOM_MEANT.has(word.toLowerCase()) || isCommon(word)))
    return undefined;
  const others = lookAlikes(word);
  return others.find(isCommon) ?? (can ? undefined : others.find(canBeSyllable));
}

const usual = (word: string) =>
  SELDOM_MEANT.has(word.toLowerCase()) ? lookAlikes(word).find(isCommon) : undefined;

/** “tổ” before a number is the smallest unit of a ward; no other word with these letters stands there. */
const GROUP = /^(t)[oôốồỗộơõ]$/iu;
/** “tỉnh” between a comma and a name. */
const PROVINCE = /^(t)[iíìĩị](nh)$/iu;

/** Words of addresses whose mark was misread, by what stands round about. */
function inPlace(word: ReadWord, before: ReadWord | undefined, next: ReadWord | undefined): ReadWord {
  if (next === undefined) return word;
  if (/^\d/u.test(next.text) && GROUP.test(word.text))
    return instead(word, (text) => text.replace(GROUP, '$1ổ'));
  if (before?.text.endsWith(',') && /^\p{Lu}/u.test(next.text) && PROVINCE.test(word.text))
    return instead(word, (text) => text.replace(PROVINCE, '$1ỉ$2'));
  return word;
}
