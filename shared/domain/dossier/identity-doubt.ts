import type { z } from 'zod';
import type { AppError } from '../../errors.ts';
import { doubtOf, type Party } from '../party.ts';
import type { receivedSchema } from './event.ts';

/** What the clerk kept though the number contradicts it, as the event records it. */
export function doubtKept(kept: readonly AppError[]): Pick<z.output<typeof receivedSchema>, 'identityDoubt'> {
  const what = kept.map(doubtOf).filter((doubt) => doubt !== null);
  return what.length > 0 ? { identityDoubt: { what, confirmed: true } } : {};
}

/** What was confirmed at reception still holds while number and birth year say what they said then. */
export function sameDoubt(before: Party, after: Party): boolean {
  return (
    before.kind === 'person' &&
    after.kind === 'person' &&
    before.identity.number.slice(0, 6) === after.identity.number.slice(0, 6) &&
    before.birthDate?.slice(0, 4) === after.birthDate?.slice(0, 4)
  );
}
