import os from 'node:os';

/**
 * A message as the log may keep it: without identity, tax and telephone numbers, e-mail addresses, the account's folder,
 * and without anything that could be somebody's name. What is quoted is content, unless it is plainly an identifier or a
 * path; a word with Vietnamese letters, or words in a row that begin with a capital, are no words of a program's.
 */
export function impersonal(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(os.homedir(), '~')
    .replace(/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}+/gu, '(address)')
    .replace(/(?:\d[ .-]?){8,}\d/gu, '(number)')
    .replace(/(["'`“‘«])([^"'`“”‘’«»\n]{1,400}?)(["'`”’»])/gu, (whole, open, inside: string, close) =>
      IDENTIFIER.test(inside) ? whole : `${open}…${close}`,
    )
    .replace(/[\p{L}\p{M}]*[^\P{L}A-Za-z][\p{L}\p{M}]*/gu, '…')
    .replace(/\b[A-Z][A-Za-z]*(?:[ \t]+[A-Z][A-Za-z]*)+\b/gu, '…');
}

/** e.g. `onClick`, `events.position`, `./out/journal/000001.log`: a name has none of its marks within a word. */
const IDENTIFIER = /^[\w./:$~-]*[a-z0-9_][A-Z_./:$-][\w./:$~-]*$/u;
