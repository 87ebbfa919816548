import { z } from 'zod';
import { isEnded } from './life.ts';
import { stageOf, type Dossier } from './state.ts';

/** A dossier whose life ended longer ago than this is no part of daily work: whoever opens it leaves a trace. Days. */
export const OLD_AFTER_DAYS = 30;
const DAY_MS = 86_400_000;

/** Somebody opened a dossier that was not theirs to open in the day's work. What they saw is the dossier as it then was. */
export const openedSchema = z.strictObject({
  why: z.enum([
    /** It ended more than `OLD_AFTER_DAYS` before. */
    'ended',
    /** It belongs, or belongs by now, to another office. */
    'other-office',
  ]),
});
export type Opened = z.infer<typeof openedSchema>;

/** Why opening a dossier is recorded; null when it need not be. `now` is a UTC instant. */
export function whyRecorded(dossier: Dossier, office: string, now: string): Opened['why'] | null {
  if (dossier.outOfScope || dossier.office !== office) return 'other-office';
  const endedAt = isEnded(stageOf(dossier)) ? dossier.life?.steps.at(-1)?.at : undefined;
  const old = endedAt !== undefined && Date.parse(now) - Date.parse(endedAt) > OLD_AFTER_DAYS * DAY_MS;
  return old ? 'ended' : null;
}
