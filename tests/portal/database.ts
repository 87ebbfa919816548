import { PGlite } from '@electric-sql/pglite';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { inMemory } from './template.ts';

/** A value of a statement's parameter; arrays go to `unnest($1::text[])` and `any($1::text[])`. */
export type Param = string | number | boolean | null | readonly (string | number | boolean | null)[];

/** Runs one statement and gives its rows. Bugs in SQL throw. */
export type Query = <Row>(sql: string, params?: readonly Param[]) => Promise<readonly Row[]>;

/** What the portal needs of a database; PGlite and PostgreSQL behave alike behind it. */
export interface Database {
  readonly query: Query;
  /** Commits when `run` resolves; rolls back when it throws. */
  readonly transaction: <T>(run: (query: Query) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

export interface DatabaseOptions {
  /** PostgreSQL; without it PGlite is embedded. */
  readonly databaseUrl?: string | undefined;
  /** Schema to work in (PostgreSQL only), made when missing. */
  readonly schema?: string | undefined;
  /** Folder PGlite keeps its data in; in memory without it. */
  readonly dataDir?: string | undefined;
}

const MIGRATIONS = path.join(import.meta.dirname, 'migrations');

function overPglite(lite: PGlite): Database {
  const over =
    (on: Pick<PGlite, 'query'>): Query =>
    async <Row>(sql: string, params: readonly Param[] = []) =>
      (await on.query<Row>(sql, [...params])).rows;
  return {
    query: over(lite),
    transaction: (run) => lite.transaction((tx) => run(over(tx as Pick<PGlite, 'query'>))),
    close: () => lite.close(),
  };
}

async function openPostgres(databaseUrl: string, schema: string): Promise<Database> {
  if (!/^[a-z_][a-z0-9_]*$/u.test(schema)) throw new RangeError(`not a plain schema name: ${schema}`);
  const pool = new pg.Pool({ connectionString: databaseUrl, options: `-c search_path=${schema}`, max: 8 });
  // An idle connection lost is replaced by the pool at the next query, which reports what matters.
  pool.on('error', () => undefined);
  const over =
    (on: Pick<pg.ClientBase, 'query'>): Query =>
    async <Row>(sql: string, params: readonly Param[] = []) =>
      (await on.query<Row & pg.QueryResultRow>(sql, [...params])).rows;
  await pool.query(`create schema if not exists ${schema}`);
  return {
    query: over(pool),
    transaction: async (run) => {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const value = await run(over(client));
        await client.query('commit');
        return value;
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}

/** Brings the tables up to date: each numbered file of `migrations/` once, in order, all in one transaction. */
async function migrate(database: Database): Promise<void> {
  await database.query('create table if not exists migrations (name text primary key)');
  await database.transaction(async (query) => {
    await query('lock table migrations');
    const done = new Set(
      (await query<{ name: string }>('select name from migrations')).map((row) => row.name),
    );
    for (const name of readdirSync(MIGRATIONS).sort()) {
      if (done.has(name)) continue;
      // One statement at a time: a prepared statement takes no more, and comments hold no semicolons.
      const script = readFileSync(path.join(MIGRATIONS, name), 'utf8').replace(/^\s*--.*$/gmu, '');
      for (const statement of script.split(';')) if (statement.trim() !== '') await query(statement);
      await query('insert into migrations (name) values ($1)', [name]);
    }
  });
}

/**
 * Opens the database, brings its tables up to date, and seeds it where it is empty; `fresh` says that it was. Throws when
 * it can't be reached.
 */
export async function openDatabase(
  options: DatabaseOptions,
  seed: (database: Database) => Promise<void>,
): Promise<{ readonly database: Database; readonly fresh: boolean }> {
  const { databaseUrl, dataDir } = options;
  if (databaseUrl === undefined && dataDir === undefined) {
    const lite = await inMemory(async (made) => {
      await migrate(overPglite(made));
      await seed(overPglite(made));
    });
    return { database: overPglite(lite), fresh: true };
  }
  const database =
    databaseUrl === undefined
      ? overPglite(await PGlite.create(dataDir))
      : await openPostgres(databaseUrl, options.schema ?? 'public');
  await migrate(database);
  const fresh = (await database.query('select 1 from catalogues limit 1')).length === 0;
  if (fresh) await seed(database);
  return { database, fresh };
}
