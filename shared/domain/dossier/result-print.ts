import { z } from 'zod';
import { fail, ok } from '../../result.ts';
import { resultCheckSchema, resultFaults } from '../result-file.ts';
import type { CommandOf } from './command.ts';
import type { Decision } from './decide-life.ts';
import type { Dossier, Stamp } from './state.ts';

/** An electronic result left the printer, as it was looked at just before. An altered one never does. */
export const resultPrintedSchema = resultCheckSchema.extend({
  standing: z.enum(['valid', 'unknown-signer', 'unsigned']),
  /** How many pages it has; every one was printed, each on a sheet. */
  pages: z.number().int().min(1),
  /** 1 for the first print of this file, 2 for the next… The paper shows the authority's own words, and no mark of ours. */
  print: z.number().int().min(1),
});
export type ResultPrinted = z.infer<typeof resultPrintedSchema>;

/** The prints of an electronic result, oldest first. */
export function resultPrintsOf(dossier: Dossier, sha256: string): readonly (Stamp & ResultPrinted)[] {
  return (dossier.resultPrints ?? []).filter((print) => print.sha256 === sha256);
}

/**
 * Printed it is given to somebody: what may not be handed over may not be printed either. Asked before printing, and again
 * when the paper is out; it is then recorded whatever became of the dossier meanwhile.
 */
export function decideResultPrint(
  dossier: Dossier,
  { file, standing, confirmed, pages }: CommandOf<'recordResultPrint'>,
): Decision {
  const { sha256 } = file;
  const faults = resultFaults([file], [{ sha256, standing, confirmed }]);
  if (faults.length > 0) return fail(faults);
  const print = resultPrintsOf(dossier, sha256).length + 1;
  const data = resultPrintedSchema.parse({ sha256, standing, confirmed, pages, print });
  return ok([{ type: 'resultPrinted', data }]);
}
