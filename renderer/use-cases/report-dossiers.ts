import { services } from '../session/services.ts';
import { dossiersByIds, type DossierView } from '../store/queries.ts';

/** Dossiers behind a report's number: of the own office, and of those a signed-in supervisor was given. */
export async function reportDossiers(ids: readonly string[]): Promise<readonly DossierView[]> {
  const { db, oversight } = services();
  const found = new Map<string, DossierView>();
  for (const each of [db, ...oversight.offices().map((office) => office.db)])
    for (const view of await dossiersByIds(each, ids))
      if (!found.has(view.dossier.id)) found.set(view.dossier.id, view);
  return ids.flatMap((id) => found.get(id) ?? []);
}
