import { aboutOf, codeOf, codesOf, type Dossier } from '../../../shared/domain/dossier/state.ts';
import { foldedWords } from '../../../shared/domain/text.ts';

export interface Matched {
  readonly kind: 'code' | 'identity' | 'phone' | 'name';
  readonly value: string;
}

const digits = (text: string) => text.replace(/\D/gu, '');

/**
 * Which field a search text was found in, so that the clerk sees why a dossier is in the list. Numbers are looked for in
 * code, identity number (or tax code) and phone, in that order; everything else is the name.
 */
export function whatMatched(dossier: Dossier, text: string): Matched | null {
  const about = aboutOf(dossier);
  if (!about) return null;
  const { applicant } = about;
  const typed = text.trim().toUpperCase();
  const code = codesOf(dossier).find((each) => each.toUpperCase().includes(typed));
  if (typed !== '' && code !== undefined) return { kind: 'code', value: code };
  if (!applicant) return { kind: 'code', value: codeOf(dossier) };
  const identity = applicant.kind === 'person' ? applicant.identity.number : applicant.taxCode;
  for (const word of [digits(text), ...foldedWords(text)]) {
    if (!/^\d{2,}$/u.test(word)) continue;
    if (identity.startsWith(word)) return { kind: 'identity', value: identity };
    if (applicant.phone.startsWith(word)) return { kind: 'phone', value: applicant.phone };
    const part = codesOf(dossier).find((each) => digits(each).includes(word));
    if (part !== undefined) return { kind: 'code', value: part };
  }
  return { kind: 'name', value: applicant.name };
}
