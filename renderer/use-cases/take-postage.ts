import { dayOf } from '../../shared/clock.ts';
import type { CommandOf } from '../../shared/domain/dossier/command.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import type { Postage } from '../../shared/domain/postage.ts';
import type { Catalogue } from '../../shared/domain/procedure.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, type Result } from '../../shared/result.ts';
import { now } from '../session/clock.ts';
import { services } from '../session/services.ts';
import { currentCatalogue, dossierById } from '../store/queries.ts';
import { moveMoney } from './move-money.ts';
import { addressOf, postageFor } from './post-results.ts';

/** What the tariff in force asks for a dossier's result at a typed weight (grams); null while none is typed. */
export function proposePostage(
  catalogue: Pick<Catalogue, 'postage' | 'wards'>,
  dossier: Dossier,
  weight: string,
): Result<Postage | null> {
  return postageFor(catalogue, addressOf(dossier), weight, dayOf(now()));
}

/**
 * Takes the postage of a dossier's result. With a weight the amount is the tariff's; without one it is what the clerk
 * typed (a postage the post worked out itself).
 */
export async function takePostage({
  dossierId,
  weight,
  ...taken
}: { readonly dossierId: string; readonly weight: string } & Pick<
  CommandOf<'takePostage'>,
  'amount' | 'method'
>): Promise<Result<Dossier, readonly AppError[]>> {
  const { db } = services();
  const [catalogue, view] = await Promise.all([currentCatalogue(db), dossierById(db, dossierId)]);
  if (!catalogue) return fail([appError('catalogue-missing')]);
  if (!view) return fail([appError('dossier-unknown')]);
  const proposed = proposePostage(catalogue, view.dossier, weight);
  if (!proposed.ok) return fail([proposed.error]);
  const postage = proposed.value;
  return moveMoney(dossierId, (receipt) => ({
    type: 'takePostage',
    receipt,
    ...taken,
    ...(postage ? { postage } : {}),
  }));
}
