import { z } from 'zod';

/** Deeper values are refused: reading them recursively would overflow the stack, on a counter or the portal. */
const DEPTH_LIMIT = 32;

function isShallow(value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth <= DEPTH_LIMIT; depth += 1) {
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null ? (Object.values(each) as readonly unknown[]) : [],
    );
    if (level.length === 0) return true;
  }
  return false;
}

/** Any JSON value of at most 32 levels. */
// The cast keeps the type of `z.json()` for what goes in as well as for what comes out.
export const jsonSchema = z.unknown().refine(isShallow).pipe(z.json()) as unknown as ReturnType<
  typeof z.json
>;

/** A JSON text's value; null when it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
