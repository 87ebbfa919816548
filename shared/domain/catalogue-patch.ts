import { z } from 'zod';
import { canonicalJson, hashOf } from './dossier/chain.ts';
import { catalogueSchema, procedureSchema, type Catalogue, type Procedure } from './procedure.ts';

/** All of a catalogue but its procedures. */
const partsSchema = catalogueSchema.omit({ version: true, procedures: true }).partial();

/** What makes one published catalogue out of another: procedures by code and version, other parts where they differ. */
export const cataloguePatchSchema = z.strictObject({
  /** The version it starts from, and the one it leads to. */
  from: z.number().int().min(1),
  version: z.number().int().min(2),
  removed: z.array(procedureSchema.pick({ code: true, version: true })),
  /** Added or changed ones, with their place in the list that comes out; in order of place. */
  put: z.array(z.strictObject({ at: z.number().int().min(0), procedure: procedureSchema })),
  parts: partsSchema,
  /** Digest of the catalogue that must come out: `digestOf`. */
  hash: z.string().regex(/^[0-9a-f]{64}$/u),
});
export type CataloguePatch = z.infer<typeof cataloguePatchSchema>;

const PARTS = Object.keys(partsSchema.shape) as readonly (keyof typeof partsSchema.shape)[];

const keyOf = ({ code, version }: Pick<Procedure, 'code' | 'version'>) => `${code}#${String(version)}`;

/**
 * What leads from one catalogue to another; null where differences cannot say it (procedures changed places, a part is
 * gone) and the whole must go.
 */
export function diffCatalogues(from: Catalogue, to: Catalogue): CataloguePatch | null {
  if (PARTS.some((part) => from[part] !== undefined && to[part] === undefined)) return null;
  const before = new Map(from.procedures.map((each) => [keyOf(each), canonicalJson(each)]));
  const after = new Set(to.procedures.map(keyOf));
  const parts = PARTS.filter((part) => canonicalJson(from[part]) !== canonicalJson(to[part]));
  const patch: CataloguePatch = {
    from: from.version,
    version: to.version,
    removed: from.procedures
      .filter((each) => !after.has(keyOf(each)))
      .map(({ code, version }) => ({ code, version })),
    put: to.procedures.flatMap((procedure, at) =>
      before.get(keyOf(procedure)) === canonicalJson(procedure) ? [] : [{ at, procedure }],
    ),
    parts: Object.fromEntries(parts.map((part) => [part, to[part]])),
    hash: digestOf(to),
  };
  return applyPatch(from, patch) ? patch : null;
}

/** The catalogue a patch leads to; null when it is for another one, or when something else comes out than it should. */
export function applyPatch(catalogue: Catalogue, patch: CataloguePatch): Catalogue | null {
  if (catalogue.version !== patch.from) return null;
  const gone = new Set([...patch.removed, ...patch.put.map(({ procedure }) => procedure)].map(keyOf));
  const kept = catalogue.procedures.filter((each) => !gone.has(keyOf(each)));
  const made = {
    ...catalogue,
    ...patch.parts,
    version: patch.version,
    procedures: inserted(kept, patch.put),
  } as Catalogue;
  return digestOf(made) === patch.hash ? made : null;
}

// A catalogue that differs in one procedure shares the others: only what is new is hashed.
const digests = new WeakMap<Procedure, string>();

function procedureDigest(procedure: Procedure): string {
  const known = digests.get(procedure);
  if (known !== undefined) return known;
  const digest = hashOf(procedure);
  digests.set(procedure, digest);
  return digest;
}

/** SHA-256 (hex) of a catalogue as canonical JSON, where each procedure is given as the SHA-256 of its own. */
function digestOf(catalogue: Catalogue): string {
  return hashOf({ ...catalogue, procedures: catalogue.procedures.map(procedureDigest) });
}

/** Merges procedures into a list at the places they have in the result. */
function inserted(kept: readonly Procedure[], put: CataloguePatch['put']): Procedure[] {
  const procedures: Procedure[] = [];
  let next = 0;
  for (const { at, procedure } of put) {
    while (procedures.length < at && next < kept.length) procedures.push(kept[next++] as Procedure);
    procedures.push(procedure);
  }
  procedures.push(...kept.slice(next));
  return procedures;
}
