import type { CallingCounter } from './context.ts';
import type { Query } from './database.ts';

/** A stretch of a counter's log: the name it was written under, its last position, and how far the portal has it. */
export interface Part {
  readonly id: string;
  /** `null` for the name in use. */
  readonly to: number | null;
  readonly position: number;
  readonly hash: string;
}

/** A counter's log over all the machines it was on, oldest part first. */
export async function lineageOf(query: Query, counter: Pick<CallingCounter, 'id'>): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for (let id: string | null = counter.id, to: number | null = null; id !== null;) {
    const rows: readonly CounterRow[] = await query<CounterRow>(
      'select position, last_hash, base, base_position from counters where id = $1',
      [id],
    );
    const [row] = rows;
    if (!row) throw new Error('the calling counter is gone');
    parts.unshift({ id, to, position: row.position, hash: row.last_hash });
    // Taken over from an older copy: of what came between nothing is inherited.
    to = to === null ? row.base_position : Math.min(to, row.base_position);
    id = row.base;
  }
  return parts;
}

interface CounterRow {
  readonly position: number;
  readonly last_hash: string;
  readonly base: string | null;
  readonly base_position: number;
}

/** Whether a position written under a name belongs to the log. */
export function belongs(parts: readonly Part[], counter: string, position: number): boolean {
  let after = 0;
  for (const part of parts) {
    if (part.id === counter && position > after && (part.to === null || position <= part.to)) return true;
    after = Math.max(after, part.to ?? after);
  }
  return false;
}

/**
 * How far the portal knows the log: in the last part it got anything of, or where the next part begins once that one is
 * whole. Inherited events lost with every machine that had them are not waited for once later ones came.
 */
export function headOf(parts: readonly Part[]): { readonly position: number; readonly hash: string } {
  const at = Math.max(
    0,
    parts.findLastIndex((part, i) => part.position > (parts[i - 1]?.to ?? 0)),
  );
  const part = parts[at];
  const whole = part !== undefined && part.to !== null && part.position >= part.to;
  const head = whole ? parts[at + 1] : part;
  if (!head) throw new Error('a lineage ends with the name in use');
  return { position: head.position, hash: head.hash };
}
