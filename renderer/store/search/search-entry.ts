import { codesOf, type Dossier } from '../../../shared/domain/dossier/state.ts';

/** What a dossier is found by. */
export interface SearchEntry {
  readonly id: string;
  /** When it was received, milliseconds since 1970: newest come first. */
  readonly at: number;
  readonly texts: readonly string[];
}

/** The entry of a received dossier: people's names, identity and tax numbers, phones, codes. Null before reception. */
export function searchEntryOf(dossier: Dossier): SearchEntry | null {
  if (!dossier.reception) return null;
  const { applicant, representative, at } = dossier.reception;
  const number = applicant.kind === 'person' ? applicant.identity.number : applicant.taxCode;
  const other = representative
    ? [representative.name, representative.identity.number, representative.phone]
    : [];
  return {
    id: dossier.id,
    at: Date.parse(at),
    texts: [applicant.name, number, applicant.phone, ...other, ...codesOf(dossier)],
  };
}
