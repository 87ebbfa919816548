import { diffCatalogues, type CataloguePatch } from '../../../shared/domain/catalogue-patch.ts';
import type { Catalogue } from '../../../shared/domain/procedure.ts';
import { ok } from '../../../shared/result.ts';
import { latestCatalogue } from '../catalogues.ts';
import type { Operation } from '../context.ts';

/** The catalogue in force: nothing, what changed or all of it, by what the counter holds and understands. */
export const catalogue: Operation<'catalogue'> = async (context, { have, speaks }) => {
  const history = await context.readHistory(context.database.query);
  const latest = latestCatalogue(history);
  const { version } = latest;
  if (have === version) return ok({ version, catalogue: null });
  if (speaks === undefined) return ok({ version, catalogue: asAtFirst(latest) });
  const held = history.versions.find((each) => each.catalogue.version === have)?.catalogue;
  const patch = held && patchBetween(held, latest);
  return ok(patch ? { version, catalogue: null, patch } : { version, catalogue: latest });
};

/** For counters that refuse what they do not know. */
function asAtFirst(whole: Catalogue): Catalogue {
  return { ...whole, procedures: whole.procedures.map(({ withdrawal: _, ...procedure }) => procedure) };
}

// A published catalogue never changes, and every counter asks for the same few differences.
const patches = new WeakMap<Catalogue, Map<Catalogue, CataloguePatch | null>>();

function patchBetween(from: Catalogue, to: Catalogue): CataloguePatch | null {
  const known = patches.get(to) ?? new Map<Catalogue, CataloguePatch | null>();
  patches.set(to, known);
  const patch = known.get(from) ?? diffCatalogues(from, to);
  known.set(from, patch);
  // Where most of it changed the whole is shorter to read.
  return patch && patch.put.length * 2 <= to.procedures.length ? patch : null;
}
