import { z } from 'zod';

/**
 * A counter taken over by another machine goes on under a new name: `HT-2` becomes `HT-2.2`, then `HT-2.3`. The number
 * people know stays; the log is one running number over all of them, and no two machines can ever write one position of
 * one name. A generation's lineage says which positions were written under which name.
 */
export const inheritedSchema = z
  .array(z.strictObject({ counter: z.string().min(1).max(40), to: z.number().int().min(0) }))
  .readonly();
/** Earlier names, oldest first, each with the last position that belongs to this counter's own log. */
export type Inherited = z.infer<typeof inheritedSchema>;

/** Whose log it is: the name it writes under now, and those before. */
export interface LineageOf {
  readonly counter: string;
  readonly inherited?: Inherited | undefined;
}

/** A stretch of a log under one name; `to` is `Infinity` for the name in use. */
export interface Stretch {
  readonly counter: string;
  readonly from: number;
  readonly to: number;
}

/** A log's stretches from a position on, in order. Empty ones are left out. */
export function stretchesOf({ counter, inherited = [] }: LineageOf, from = 1): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let next = 1;
  for (const part of [...inherited, { counter, to: Infinity }]) {
    if (part.to >= Math.max(next, from))
      stretches.push({ counter: part.counter, from: Math.max(next, from), to: part.to });
    next = Math.max(next, part.to + 1);
  }
  return stretches;
}

/** The name a position of the log is written under. */
export function counterAt(log: LineageOf, position: number): string {
  return log.inherited?.find((part) => position <= part.to)?.counter ?? log.counter;
}

/** Whether an event is of this log: what an old machine wrote beyond the take-over is not. */
export function isOwn(
  log: LineageOf | null,
  event: { readonly counter: string; readonly position: number },
): boolean {
  return log !== null && counterAt(log, event.position) === event.counter;
}

/** The lineage of the next generation, which goes on after `position`. */
export function inherit({ counter, inherited = [] }: LineageOf, position: number): Inherited {
  return [
    ...inherited.filter((part) => part.to < position),
    { counter: counterAt({ counter, inherited }, position), to: position },
  ];
}

/** What all generations of a counter share: `HT-2` for `HT-2.3`. */
export function lineOf(counter: string): string {
  return /^(?<line>.+-\d+)\.\d+$/u.exec(counter)?.groups?.['line'] ?? counter;
}

/** The name of a generation. */
export function generationName(line: string, generation: number): string {
  return generation === 1 ? line : `${line}.${String(generation)}`;
}
