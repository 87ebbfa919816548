import type { CounterReport } from '../../shared/diagnostics.ts';
import { numbersLeft } from '../../shared/domain/numbering.ts';
import type { CounterDatabase } from './database.ts';
import { readMeta, readMetaPair } from './meta.ts';
import { outboxSummary } from './outbox-view.ts';
import { currentCatalogue } from './queries.ts';

type Inventory = Pick<CounterReport, 'counter' | 'database' | 'outbox' | 'numbers' | 'catalogueVersion'>;

/** How much lies in the database and how it stands, for support: counts and codes, nothing that is in a row. */
export async function takeInventory(
  db: CounterDatabase,
  { usage, quota }: { readonly usage: number; readonly quota: number },
): Promise<Inventory> {
  const [[device, chain], [{ acknowledged }, cursor], [restoring, rebuilding], numbering, catalogue] =
    await Promise.all([
      readMetaPair(db, 'device', 'chain'),
      readMetaPair(db, 'outbox', 'cursor'),
      readMetaPair(db, 'restoring', 'rebuilding'),
      readMeta(db, 'numbering'),
      currentCatalogue(db),
    ]);
  const [rows, summary, held] = await Promise.all([
    Promise.all(db.tables.map(async (table) => [table.name, await table.count()] as const)),
    outboxSummary(db),
    heldByCode(db),
  ]);
  return {
    counter: device?.counter ?? null,
    database: { version: db.verno, rows: Object.fromEntries(rows), restoring, rebuilding, usage, quota },
    outbox: {
      head: chain.position,
      acknowledged,
      unsent: summary.unsent,
      oldestAt: summary.oldestAt,
      held,
      cursor,
    },
    numbers: {
      left: numbersLeft(numbering).left,
      ranges: numbering.leases.length,
      nextProvisional: numbering.nextProvisional,
    },
    catalogueVersion: catalogue?.version ?? 0,
  };
}

async function heldByCode(db: CounterDatabase): Promise<CounterReport['outbox']['held']> {
  const byCode = new Map<string, CounterReport['outbox']['held'][number]>();
  await db.held.each(({ reason, since }) => {
    const known = byCode.get(reason.code);
    byCode.set(reason.code, {
      code: reason.code,
      events: (known?.events ?? 0) + 1,
      since: known?.since && known.since < since ? known.since : since,
    });
  });
  return [...byCode.values()];
}
