import { identitySchema, organisationSchema } from '../party.ts';
import { isEnded } from './life.ts';
import { aboutOf, stageOf, type Dossier, type ReceivedDossier } from './state.ts';

/** The applicant of a form as far as it says who it is; texts as typed. */
export type TypedApplicant =
  | { readonly kind: 'person'; readonly identity: { readonly kind: string; readonly number: string } }
  | { readonly kind: 'organisation'; readonly taxCode: string };

/** Who an applicant is: kind and number of the paper, or the tax code. */
export interface Who {
  readonly key: string;
  /** The number alone, to search by. */
  readonly number: string;
}

/** Who a typed applicant is; null while the number is not whole. */
export function whoIs(typed: TypedApplicant): Who | null {
  if (typed.kind === 'organisation') {
    const code = organisationSchema.shape.taxCode.safeParse(typed.taxCode);
    return code.success ? { key: `tax-code:${code.data}`, number: code.data } : null;
  }
  const identity = identitySchema.safeParse(typed.identity);
  if (!identity.success) return null;
  const { kind, number } = identity.data;
  return { key: `${kind}:${number}`, number };
}

/** Of found dossiers those the same applicant handed in here before, newest first; not those that left the office. */
export function earlierOf(who: Who, found: readonly Dossier[]): readonly ReceivedDossier[] {
  return found
    .flatMap((dossier) => {
      const { reception } = dossier;
      const same = reception !== null && whoIs(reception.applicant)?.key === who.key;
      return same && !dossier.outOfScope ? [{ ...dossier, reception }] : [];
    })
    .sort((a, b) => (a.reception.at < b.reception.at ? 1 : -1));
}

/** Of found dossiers all that are the same person's own and tell of them, received or not, newest first. */
export function heldOf(who: Who, found: readonly Dossier[]): readonly Dossier[] {
  const own = found.flatMap((dossier) => {
    const about = aboutOf(dossier);
    const same = about?.applicant && whoIs(about.applicant)?.key === who.key;
    return same && !dossier.outOfScope && !dossier.erased ? [{ dossier, at: about.at }] : [];
  });
  return own.sort((a, b) => (a.at < b.at ? 1 : -1)).map(({ dossier }) => dossier);
}

/** The dossiers of the same procedure that are still under way. */
export function openTwins(
  earlier: readonly ReceivedDossier[],
  procedureCode: string,
): readonly ReceivedDossier[] {
  return earlier.filter(
    (dossier) => dossier.reception.procedure.code === procedureCode && !isEnded(stageOf(dossier)),
  );
}
