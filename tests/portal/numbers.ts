import type { Lease } from '../../shared/domain/numbering.ts';
import type { NewId } from '../../shared/ids.ts';
import type { Query } from './database.ts';

const LAST_NUMBER = 999_999;

export interface LeaseRow {
  readonly id: string;
  readonly unit: string;
  readonly first: number;
  readonly last: number;
}

/** A stored range as the contract gives it. */
export function leaseOf(row: LeaseRow): Lease {
  return { id: row.id, unit: row.unit, from: row.first, to: row.last };
}

/** Locks an office for the rest of the transaction: pushes and leases of one office come one after the other. */
export async function lockOffice(query: Query, office: string): Promise<OfficeRow> {
  const [row] = await query<OfficeRow>(
    'select id, unit, cursor, portal_position, portal_hash from offices where id = $1 for update',
    [office],
  );
  if (!row) throw new Error(`an enrolled counter names an office that is not there: ${office}`);
  return row;
}

export interface OfficeRow {
  readonly id: string;
  readonly unit: string;
  readonly cursor: number;
  readonly portal_position: number;
  readonly portal_hash: string;
}

/**
 * Takes the next numbers of a unit for a counter, or for the portal itself (`counter` null). The unit's one sequence
 * only grows, and its row is locked until the range is stored. Null when no number is left.
 */
export async function takeRange(
  query: Query,
  newId: NewId,
  office: { readonly id: string; readonly unit: string },
  range: { readonly counter: string | null; readonly requestId: string | null; readonly size: number },
): Promise<LeaseRow | null> {
  const [sequence] = await query<{ next: number }>('select next from units where unit = $1 for update', [
    office.unit,
  ]);
  if (!sequence || sequence.next > LAST_NUMBER) return null;
  const last = Math.min(sequence.next + range.size - 1, LAST_NUMBER);
  await query('update units set next = $2 where unit = $1', [office.unit, last + 1]);
  const row = { id: newId(), unit: office.unit, first: sequence.next, last };
  await query(
    'insert into leases (id, office, counter, unit, first, last, request_id) values ($1, $2, $3, $4, $5, $6, $7)',
    [row.id, office.id, range.counter, row.unit, row.first, row.last, range.requestId],
  );
  return row;
}

/** The next `count` numbers of a year for dossiers the portal took over, e.g. `HL-2026-000123`. */
export async function takePortalNumbers(
  query: Query,
  year: number,
  count: number,
): Promise<readonly string[]> {
  if (count === 0) return [];
  const [row] = await query<{ next: number }>(
    `insert into portal_numbers (year, next) values ($1, $2::integer + 1)
     on conflict (year) do update set next = portal_numbers.next + $2::integer returning next`,
    [year, count],
  );
  const after = row?.next ?? count + 1;
  return Array.from(
    { length: count },
    (_, i) => `HL-${String(year)}-${String(after - count + i).padStart(6, '0')}`,
  );
}

/**
 * Up to `count` final numbers from the ranges the portal keeps for an office, each as a range of one number. Fewer when the
 * unit has none left.
 */
export async function takeOwnNumbers(
  query: Query,
  newId: NewId,
  office: { readonly id: string; readonly unit: string },
  count: number,
  size: number,
): Promise<readonly Lease[]> {
  const taken: Lease[] = [];
  while (taken.length < count) {
    const [kept] = await query<LeaseRow & { used: number }>(
      `select id, unit, first, last, used from leases
       where office = $1 and unit = $2 and counter is null and first + used <= last order by first limit 1`,
      [office.id, office.unit],
    );
    const range = kept ?? (await takeRange(query, newId, office, { counter: null, requestId: null, size }));
    if (!range) break;
    const first = range.first + (kept?.used ?? 0);
    const take = Math.min(count - taken.length, range.last - first + 1);
    await query('update leases set used = used + $2::integer where id = $1', [range.id, take]);
    for (let i = 0; i < take; i += 1)
      taken.push({ id: range.id, unit: range.unit, from: first + i, to: first + i });
  }
  return taken;
}
