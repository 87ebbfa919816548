import { ok } from '../../../shared/result.ts';
import { latestCatalogue } from '../catalogues.ts';
import type { Operation } from '../context.ts';

/** The catalogue in force; only its version when the counter holds it already. */
export const catalogue: Operation<'catalogue'> = async (context, request) => {
  const latest = latestCatalogue(await context.readHistory(context.database.query));
  return ok({ version: latest.version, catalogue: request.have === latest.version ? null : latest });
};
