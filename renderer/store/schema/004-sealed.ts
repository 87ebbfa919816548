import { plainCodec, type Codec, type Encoded } from '../codec.ts';
import type { SchemaVersion, Upgrading } from './version.ts';

/**
 * Version 4: everything that may tell of a person is sealed by the store's codec. Rows of the versions before lie plain;
 * here each goes through the codec once, its keys and index columns untouched: they hold ids, codes, instants and
 * positions.
 *
 * All of it is one transaction: a counter that is switched off in the middle has version 3 as it was.
 */
export const version4: SchemaVersion = {
  version: 4,
  stores: {},
  upgrade: sealRows,
};

interface Row3 {
  readonly payload: unknown;
}

const TABLES = ['events', 'dossiers', 'findable', 'streams', 'drafts', 'meta'] as const;
/** Rows read at a time: small, because counters have little memory. */
const BATCH = 500;

async function sealRows({ transaction, codec, progress }: Upgrading): Promise<void> {
  if (codec === plainCodec) return;
  progress(0, 0);
  const tables = TABLES.map((name) => transaction.table<Row3>(name));
  const counts = await Promise.all(tables.map((table) => table.count()));
  const total = counts.reduce((sum, count) => sum + count, 0);
  let done = 0;
  for (const table of tables)
    for (let after: unknown = undefined; ;) {
      const from = after === undefined ? table.toCollection() : table.where(':id').above(after);
      const [rows, keys] = await Promise.all([
        from.clone().limit(BATCH).toArray(),
        from.clone().limit(BATCH).primaryKeys(),
      ]);
      if (rows.length === 0) break;
      progress(done, total);
      await table.bulkPut(rows.map((row) => ({ ...row, payload: sealed(codec, row.payload) })));
      done += rows.length;
      after = keys.at(-1);
    }
  progress(total, total);
}

const sealed = (codec: Codec, payload: unknown): Encoded<unknown> => codec.encode(payload);
