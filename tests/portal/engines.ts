import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createPortal, type Portal, type PortalOptions } from './server.ts';

/** A database the portal's tests run on. */
export interface Engine {
  readonly name: string;
  readonly start: (options?: PortalOptions) => Promise<Portal>;
}

// A bug in the portal must fail its test with its own stack, not with a bare 500.
const onBug = (error: unknown) => console.error(error);

const pglite: Engine = { name: 'PGlite', start: (options) => createPortal({ onBug, ...options }) };

function postgres(databaseUrl: string): Engine {
  return {
    name: 'PostgreSQL',
    start: async (options) => {
      const schema = `test_${randomBytes(6).toString('hex')}`;
      const portal = await createPortal({ onBug, ...options, databaseUrl, schema });
      const close = async () => {
        await portal.close();
        const client = new pg.Client({ connectionString: databaseUrl });
        await client.connect();
        await client.query(`drop schema ${schema} cascade`);
        await client.end();
      };
      return { ...portal, close };
    },
  };
}

const databaseUrl = process.env.DATABASE_URL;
if (!databaseUrl) console.info('Reference portal on PostgreSQL: not run: no DATABASE_URL');

/** PGlite always; PostgreSQL when `DATABASE_URL` is given. */
export const ENGINES: readonly Engine[] = databaseUrl ? [pglite, postgres(databaseUrl)] : [pglite];
