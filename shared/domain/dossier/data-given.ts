import { z } from 'zod';
import { ok, fail } from '../../result.ts';
import { issuesOf, line, LINE_LIMIT } from '../party.ts';
import type { CommandOf } from './command.ts';
import type { Decision } from './decide-life.ts';

/**
 * All that is kept of a person was given to them, or to someone they authorised: the right to be given one's data of the
 * Personal Data Protection Law (in force 1 January 2026). What they got is the dossier as it then was.
 */
export const personalDataGivenSchema = z.discriminatedUnion('asker', [
  z.strictObject({ asker: z.literal('self'), form: z.enum(['paper', 'file']) }),
  z.strictObject({
    asker: z.literal('authorised'),
    /** Who they are and by what paper. */
    ground: line(LINE_LIMIT),
    form: z.enum(['paper', 'file']),
  }),
]);
export type PersonalDataGiven = z.input<typeof personalDataGivenSchema>;

/** Giving is no change: also of a dossier that ended. */
export function decideGiving({ given }: CommandOf<'recordDataGiven'>): Decision {
  const parsed = personalDataGivenSchema.safeParse(given);
  return parsed.success ? ok([{ type: 'personalDataGiven', data: parsed.data }]) : fail(issuesOf(parsed));
}
