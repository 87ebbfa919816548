import { normaliseLine, normaliseLines } from '../../../shared/domain/text.ts';

export interface Tidied {
  readonly text: string;
  /** True when characters that cannot be seen (control, direction, zero-width) were taken out: the clerk is told. */
  readonly removed: boolean;
}

/** A line as it will be stored, for showing when the field is left. */
export function tidyLine(typed: string): Tidied {
  const text = normaliseLine(typed);
  // What remains when only composition and white space are put right: any difference was an invisible character.
  return { text, removed: text !== typed.normalize('NFC').replace(/\s+/gu, ' ').trim() };
}

/** Several lines as they will be stored. */
export function tidyLines(typed: string): Tidied {
  const { removed } = tidyLine(typed);
  return { text: normaliseLines(typed), removed };
}
