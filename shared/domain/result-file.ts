import { z } from 'zod';
import { appError, type AppError } from '../errors.ts';
import { attachmentSchema, sha256Schema } from './attachment.ts';

/** A result as the authority issued it electronically: a PDF, known by its hash. */
export const resultFileSchema = attachmentSchema.pick({ name: true, size: true, sha256: true });
export type ResultFile = z.infer<typeof resultFileSchema>;

/**
 * What looking at a PDF's signatures came to. `altered`: it was changed after it was signed, or a signature is wrong.
 * `unknown-signer`: nothing was changed, but who signed is vouched for by nobody this office trusts.
 */
export const SIGNATURE_STANDINGS = ['valid', 'altered', 'unknown-signer', 'unsigned'] as const;
export type SignatureStanding = (typeof SIGNATURE_STANDINGS)[number];

export const checkedSignatureSchema = z.strictObject({
  standing: z.enum(['valid', 'altered', 'unknown-signer']),
  /** As the certificate names them; only a name where the standing is `valid`. */
  signer: z.string().max(500),
  organisation: z.string().max(500).nullable(),
  /** UTC instant the signer states; null when they state none. */
  at: z.iso.datetime().nullable(),
});
export type CheckedSignature = z.infer<typeof checkedSignatureSchema>;

export const checkedPdfSchema = z.strictObject({
  standing: z.enum(SIGNATURE_STANDINGS),
  signatures: z.array(checkedSignatureSchema).max(50).readonly(),
});
export type CheckedPdf = z.infer<typeof checkedPdfSchema>;

/**
 * That a result was looked at before it was handed over; `confirmed` where the clerk gives it out without a valid signature.
 * `unavailable`: it was not on this machine and could not be fetched then; nobody waits at the counter for the network.
 */
export const resultCheckSchema = z.strictObject({
  sha256: sha256Schema,
  standing: z.enum([...SIGNATURE_STANDINGS, 'unavailable']),
  confirmed: z.boolean(),
});
export type ResultCheck = z.infer<typeof resultCheckSchema>;

/**
 * Why a result may not be handed over as it was looked at: every file of it is, an altered one never goes out, and one
 * without a valid signature only when the clerk says so.
 */
export function resultFaults(
  files: readonly ResultFile[],
  checks: readonly ResultCheck[],
): readonly AppError[] {
  return files.flatMap(({ sha256, name }) => {
    const check = checks.find((each) => each.sha256 === sha256);
    if (!check) return [appError('result-unchecked', { name }, 'checks')];
    if (check.standing === 'altered') return [appError('result-altered', { name }, 'checks')];
    return check.standing === 'valid' || check.confirmed
      ? []
      : [appError('result-unconfirmed', { name }, 'checks')];
  });
}
