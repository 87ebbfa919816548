import { PGlite } from '@electric-sql/pglite';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** What a fresh portal's database is made by: it is made anew when one of these changes. */
const MADE_BY = ['migrations', 'seed', 'catalogues.ts', 'database.ts', 'secrets.ts', 'template.ts'];

/**
 * A portal's database in memory as `prepare` leaves it. Making one takes seconds, and nearly every test wants one of its
 * own: the first is kept under `out/`, the others are copies of it. What depends on the time is not for `prepare`.
 */
export async function inMemory(prepare: (lite: PGlite) => Promise<void>): Promise<PGlite> {
  const file = path.join(ROOT, 'out/portal', `${sources()}.tar`);
  const kept = contentOf(file);
  if (kept) return PGlite.create({ loadDataDir: new Blob([kept]) });
  const made = await PGlite.create();
  await prepare(made);
  const dump = await made.dumpDataDir('none');
  keep(file, new Uint8Array(await dump.arrayBuffer()));
  return made;
}

/** A hash of all that goes into the database, and of the engine's version. */
function sources(): string {
  const hash = createHash('sha256').update(readFileSync(path.join(ROOT, 'package-lock.json')));
  for (const each of MADE_BY) {
    const where = path.join(import.meta.dirname, each);
    const names = each.endsWith('.ts')
      ? [where]
      : readdirSync(where, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => path.join(entry.parentPath, entry.name))
          .sort();
    for (const name of names) hash.update(name).update(readFileSync(name));
  }
  return hash.digest('hex').slice(0, 16);
}

function contentOf(file: string): Buffer<ArrayBuffer> | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

/** Whole or not at all: another process may be making the same. */
function keep(file: string, bytes: Uint8Array): void {
  const part = `${file}.${String(process.pid)}`;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(part, bytes);
  renameSync(part, file);
}
