// What cannot be seen and so could hide a difference: controls, bidirectional marks, zero-width and filler characters,
// variation selectors and tags, halves of surrogate pairs, code points that are no characters.
const INVISIBLE =
  /[\p{Default_Ignorable_Code_Point}\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFFF9-\uFFFB\p{Surrogate}\p{Noncharacter_Code_Point}]/gu;
// White space a keyboard does not give: vertical tab (a line break in Word), next line, line and paragraph separators.
const LINE_BREAK = /\r\n?|[\u000B\u000C\u0085\u2028\u2029]/gu;
// The braille blank is drawn as nothing too.
const SPACE = /[\s\u2800]+/gu;
// Marks on one letter. Vietnamese has two at most; V8 needs seconds to normalise a run of 100,000 of them.
const MARKS = /(\p{M}{4})\p{M}+/gu;

/** Without invisible characters and towers of marks, in NFC. */
function cleaned(text: string): string {
  return text.replace(INVISIBLE, '').replace(MARKS, '$1').normalize('NFC').replace(MARKS, '$1');
}

/** One line of text as it is stored: NFC, no invisible characters, runs of white space made one space, trimmed. */
export function normaliseLine(text: string): string {
  return cleaned(text.replace(LINE_BREAK, ' ')).replace(SPACE, ' ').trim();
}

/** Several lines of text as stored: as `normaliseLine`, keeping line breaks (at most one empty line in a row). */
export function normaliseLines(text: string): string {
  return cleaned(text.replace(LINE_BREAK, '\n'))
    .split('\n')
    .map((line) => line.replace(SPACE, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

/** A number or code as people type it (spaces, dots, hyphens, full-width digits), kept as letters and digits only. */
export function compactCode(text: string): string {
  return normaliseLine(text)
    .normalize('NFKC')
    .replace(/[\s.\p{Pd}]/gu, '');
}

/** Text folded for search: lower case without diacritics, đ as d. `"Nguyễn Văn Đạt"` gives `"nguyen van dat"`. */
export function foldText(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(MARKS, '$1')
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
