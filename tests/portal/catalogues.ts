import {
  catalogueSchema,
  isInForce,
  type Catalogue,
  type Office,
  type Procedure,
} from '../../shared/domain/procedure.ts';
import { dayOf } from '../../shared/clock.ts';
import { CHAIN_START } from '../../shared/domain/dossier/chain.ts';
import type { Query } from './database.ts';

/** Every catalogue ever published, oldest first. */
export interface CatalogueHistory {
  readonly versions: readonly { readonly publishedAt: string; readonly catalogue: Catalogue }[];
}

/** Reads the history; a version never changes once published, so parsed ones are kept. */
export type ReadHistory = (query: Query) => Promise<CatalogueHistory>;

export function createHistoryReader(): ReadHistory {
  const parsed = new Map<number, Catalogue>();
  const parse = async (query: Query, version: number): Promise<Catalogue> => {
    const known = parsed.get(version);
    if (known) return known;
    const [row] = await query<{ body: string }>('select body from catalogues where version = $1', [version]);
    const catalogue = catalogueSchema.parse(JSON.parse(row?.body ?? 'null'));
    parsed.set(version, catalogue);
    return catalogue;
  };
  return async (query) => {
    const rows = await query<{ version: number; published_at: string }>(
      'select version, published_at from catalogues order by version',
    );
    const versions: { publishedAt: string; catalogue: Catalogue }[] = [];
    for (const row of rows)
      versions.push({ publishedAt: row.published_at, catalogue: await parse(query, row.version) });
    return { versions };
  };
}

export function latestCatalogue(history: CatalogueHistory): Catalogue {
  const last = history.versions.at(-1);
  if (!last) throw new Error('no catalogue was ever published');
  return last.catalogue;
}

/** The catalogue in force at a UTC instant; before the first publication, the first one counts. */
export function catalogueAt(history: CatalogueHistory, at: string): Catalogue {
  const instant = Date.parse(at);
  const then =
    history.versions.findLast((each) => Date.parse(each.publishedAt) <= instant) ?? history.versions[0];
  if (!then) throw new Error('no catalogue was ever published');
  return then.catalogue;
}

/** What the history says about a procedure's version on the day a dossier was received. */
export type ProcedureStanding =
  | { readonly standing: 'in-force'; readonly procedure: Procedure }
  | { readonly standing: 'withdrawn' }
  | { readonly standing: 'unknown' };

/**
 * A dossier is judged by the catalogue published when it was received (UTC instant), not by today's: a withdrawal made
 * known later changes nothing for it.
 */
export function standingAt(
  history: CatalogueHistory,
  code: string,
  version: number,
  receivedAt: string,
): ProcedureStanding {
  const find = (catalogue: Catalogue | undefined) =>
    catalogue?.procedures.find((each) => each.code === code && each.version === version);
  const known = history.versions.some((each) => find(each.catalogue) !== undefined);
  if (!known) return { standing: 'unknown' };
  const procedure = find(catalogueAt(history, receivedAt));
  return procedure && isInForce(procedure, dayOf(receivedAt))
    ? { standing: 'in-force', procedure }
    : { standing: 'withdrawn' };
}

/** Publishes a catalogue from now on and takes over its offices. Throws when the version is not newer. */
export async function publishCatalogue(query: Query, catalogue: Catalogue, now: string): Promise<void> {
  const [latest] = await query<{ version: number | null }>('select max(version) as version from catalogues');
  if ((latest?.version ?? 0) >= catalogue.version)
    throw new RangeError('a catalogue is only replaced by a newer version');
  const body = JSON.stringify(catalogueSchema.parse(catalogue));
  await query('insert into catalogues (version, published_at, body) values ($1, $2, $3)', [
    catalogue.version,
    now,
    body,
  ]);
  for (const office of catalogue.offices) await putOffice(query, office);
}

async function putOffice(query: Query, office: Office): Promise<void> {
  await query('insert into units (unit) values ($1) on conflict do nothing', [office.unit]);
  await query(
    `insert into offices (id, name_vi, unit, portal_hash) values ($1, $2, $3, $4)
     on conflict (id) do update set name_vi = excluded.name_vi, unit = excluded.unit`,
    [office.id, office.nameVi, office.unit, CHAIN_START],
  );
}
