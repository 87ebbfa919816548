// Controls, bidirectional marks, zero-width and byte-order characters: invisible, so they could hide a difference.
const INVISIBLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/gu;

/** One line of text as it is stored: NFC, no invisible characters, runs of white space made one space, trimmed. */
export function normaliseLine(text: string): string {
  return text.normalize('NFC').replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim();
}

/** Several lines of text as stored: as `normaliseLine`, keeping line breaks (at most one empty line in a row). */
export function normaliseLines(text: string): string {
  return text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/\r\n?/gu, '\n')
    .split('\n')
    .map((line) => line.replace(/[^\S\n]+/gu, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

/** Text folded for search: lower case without diacritics, đ as d. `"Nguyễn Văn Đạt"` gives `"nguyen van dat"`. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/đ/gu, 'd')
    .normalize('NFC');
}

/** The folded words of a text, split at anything that is neither letter nor digit. */
export function foldedWords(text: string): readonly string[] {
  return foldText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
