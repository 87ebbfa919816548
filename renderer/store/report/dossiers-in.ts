import type { CounterDatabase } from '../database.ts';
import { dossiersByIds, type DossierView } from '../queries.ts';

/** Dossiers by their ids, in that order, out of several offices' databases; one that is in none is left out. */
export async function dossiersIn(
  databases: readonly CounterDatabase[],
  ids: readonly string[],
): Promise<readonly DossierView[]> {
  const found = new Map<string, DossierView>();
  for (const each of databases)
    for (const view of await dossiersByIds(each, ids))
      if (!found.has(view.dossier.id)) found.set(view.dossier.id, view);
  return ids.flatMap((id) => found.get(id) ?? []);
}
