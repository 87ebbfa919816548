import { aboutOf, codesOf, type Dossier } from '../../../shared/domain/dossier/state.ts';

/** What a dossier is found by. */
export interface SearchEntry {
  readonly id: string;
  /** When it was received, milliseconds since 1970: newest come first. */
  readonly at: number;
  readonly texts: readonly string[];
}

/**
 * The entry of a dossier received, filed or begun by guiding: people's names, identity and tax numbers, phones, codes.
 * Null before any of these.
 */
export function searchEntryOf(dossier: Dossier): SearchEntry | null {
  const about = aboutOf(dossier);
  if (!about) return null;
  const { applicant, at } = about;
  const representative = dossier.reception?.representative ?? null;
  const people = [applicant, representative].flatMap((each) =>
    each ? [each.name, 'taxCode' in each ? each.taxCode : each.identity.number, each.phone] : [],
  );
  return { id: dossier.id, at: Date.parse(at), texts: [...people, ...codesOf(dossier)] };
}
