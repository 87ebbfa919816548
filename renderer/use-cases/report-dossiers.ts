import { services } from '../session/services.ts';
import type { DossierView } from '../store/queries.ts';
import { dossiersIn } from '../store/report/dossiers-in.ts';

/** Dossiers behind a report's number: of the own office, and of those a signed-in supervisor was given. */
export async function reportDossiers(ids: readonly string[]): Promise<readonly DossierView[]> {
  const { db, oversight } = services();
  return dossiersIn([db, ...oversight.offices().map((office) => office.db)], ids);
}
