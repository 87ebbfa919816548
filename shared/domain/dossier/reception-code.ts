import { EMPTY_NUMBERING, giveCode, type GivenCode, type Numbering } from '../numbering.ts';
import type { Dossier } from './state.ts';

/**
 * The code a dossier is received under at a UTC instant. One filed online has the portal's number; while the portal has not
 * confirmed that number the code is provisional, so that no paper carries for good what may have been mistyped.
 */
export function codeForReception(
  dossier: Dossier | null,
  numbering: Numbering,
  counter: string,
  instant: string,
): GivenCode {
  const filing = dossier?.filing;
  if (!filing) return giveCode(numbering, counter, instant);
  if (filing.details) return { code: filing.number, provisional: false, numbering };
  const given = giveCode(
    { ...EMPTY_NUMBERING, nextProvisional: numbering.nextProvisional },
    counter,
    instant,
  );
  return { ...given, numbering: { ...numbering, nextProvisional: given.numbering.nextProvisional } };
}
