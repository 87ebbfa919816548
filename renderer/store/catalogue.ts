import { applyPatch, type CataloguePatch } from '../../shared/domain/catalogue-patch.ts';
import type { Catalogue } from '../../shared/domain/procedure.ts';
import type { CounterDatabase } from './database.ts';
import { readMeta, writeMeta } from './meta.ts';

/** After so many changes the journal gets the whole again, so that reading it back stays short. */
const STEPS = 12;

// Thousands of procedures are not read again for every screen. A version never changes once it is saved.
const held = new WeakMap<CounterDatabase, Catalogue>();

/** The version of the newest catalogue the counter holds; 0 for none. Reads no catalogue. */
export async function catalogueVersion(db: CounterDatabase): Promise<number> {
  const [version] = await db.catalogue.orderBy('version').reverse().limit(1).primaryKeys();
  return version ?? 0;
}

/** The newest catalogue as the portal published it; the same object while it is the same. */
export async function publishedCatalogue(db: CounterDatabase): Promise<Catalogue | null> {
  const version = await catalogueVersion(db);
  const known = held.get(db);
  if (known && known.version === version) return known;
  const newest = (await db.catalogue.orderBy('version').last())?.catalogue ?? null;
  if (newest) held.set(db, newest);
  return newest;
}

/** Keeps a catalogue and drops older ones: a dossier carries what it needs of the version it was received under. */
export function saveCatalogue(db: CounterDatabase, catalogue: Catalogue): Promise<void> {
  return db.transaction('rw', db.catalogue, db.meta, async () => {
    await keep(db, catalogue);
    await writeMeta(db, 'catalogueSteps', []);
  });
}

/** Changes the catalogue held, in one transaction; false, and nothing changed, when the patch does not lead where it says. */
export async function patchCatalogue(db: CounterDatabase, patch: CataloguePatch): Promise<boolean> {
  const made = await db.transaction('rw', db.catalogue, db.meta, async () => {
    const before = await publishedCatalogue(db);
    const after = before && applyPatch(before, patch);
    if (!after) return null;
    await keep(db, after);
    const steps = await readMeta(db, 'catalogueSteps');
    await writeMeta(db, 'catalogueSteps', steps.length < STEPS ? [...steps, patch] : []);
    return after;
  });
  // Known without reading it again, and what is the same in it keeps its digest for the next patch.
  if (made) held.set(db, made);
  return made !== null;
}

/** What led from a version to the one held, oldest first; null when that is not known any more. */
export async function stepsSince(
  db: CounterDatabase,
  version: number,
): Promise<readonly CataloguePatch[] | null> {
  const steps = await readMeta(db, 'catalogueSteps');
  const first = steps.findIndex(({ from }) => from === version);
  return first === -1 ? null : steps.slice(first);
}

async function keep(db: CounterDatabase, catalogue: Catalogue): Promise<void> {
  held.delete(db);
  await db.catalogue.put({ version: catalogue.version, catalogue });
  await db.catalogue.where('version').below(catalogue.version).delete();
}
