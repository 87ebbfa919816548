import { readFileSync } from 'node:fs';
import { catalogueSchema } from '../../../shared/domain/procedure.ts';
import { publishCatalogue } from '../catalogues.ts';
import type { Database } from '../database.ts';
import { seedAccounts } from './accounts.ts';
import { CATALOGUE_FILE } from './make-catalogue.ts';

/** Fills an empty database with catalogue, offices and accounts. When the catalogue was published is set by who starts the portal. */
export async function seedEmpty(database: Database): Promise<void> {
  const catalogue = catalogueSchema.parse(JSON.parse(readFileSync(CATALOGUE_FILE, 'utf8')));
  await database.transaction((query) => publishCatalogue(query, catalogue, new Date(0).toISOString()));
  await seedAccounts(database.query);
}
