import { z } from 'zod';
import { normaliseLines } from '../text.ts';

/** The procedure as it was in force when the dossier was received. */
export const procedureInForceSchema = z.strictObject({
  code: z.string().min(1),
  version: z.number().int().min(1),
  nameVi: z.string().min(1),
  fieldCode: z.string(),
  authority: z.string(),
  sample: z.boolean(),
});
export type ProcedureInForce = z.infer<typeof procedureInForceSchema>;

/** KenhThucHien of the national vocabulary: 1 in person, 2 online, 3 public postal service. */
export const channelSchema = z.enum(['in-person', 'online', 'postal']);

export const noteSchema = z.string().transform(normaliseLines).pipe(z.string().max(1000, 'field-too-long'));
