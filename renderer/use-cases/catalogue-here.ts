import type { Catalogue, Office } from '../../shared/domain/procedure.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { services } from '../session/services.ts';
import { currentCatalogue } from '../store/queries.ts';

/** The newest catalogue the counter holds and an office in it; `catalogue-missing` when either is not there. */
export async function catalogueHere(
  officeId: string,
): Promise<Result<{ readonly catalogue: Catalogue; readonly office: Office }, readonly AppError[]>> {
  const catalogue = await currentCatalogue(services().db);
  const office = catalogue?.offices.find(({ id }) => id === officeId);
  return catalogue && office ? ok({ catalogue, office }) : fail([appError('catalogue-missing')]);
}
