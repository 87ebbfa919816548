import type { CorrectableField } from './correction.ts';
import type { Reception } from './state.ts';

/** The present value of a correctable field. */
export function currentValue(reception: Reception, field: CorrectableField): unknown {
  return field
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
      reception,
    );
}
