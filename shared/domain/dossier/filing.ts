import { z } from 'zod';
import { deadlineSchema } from '../deadline.ts';
import { deliverySchema, line, partySchema } from '../party.ts';
import { compactCode } from '../text.ts';
import { procedureInForceSchema } from './parts.ts';

/**
 * The number a portal gave a citizen who filed online. Each portal has its own form, so only what no number has is
 * refused. Upper case, without spaces.
 */
export const filingNumberSchema = z
  .string()
  .transform((text) => text.normalize('NFC').replaceAll(/\s/gu, '').toUpperCase())
  .pipe(
    z
      .string()
      .min(1, 'field-required')
      .regex(/^[0-9A-Z][0-9A-Z./-]{5,39}$/u, 'filing-number-invalid'),
  );

/** What the portal holds of a dossier that a citizen filed online, in their own name. */
export const filedDetailsSchema = z.strictObject({
  /** UTC instant of the filing: the official reception. */
  filedAt: z.iso.datetime(),
  procedure: procedureInForceSchema,
  applicant: partySchema,
  delivery: deliverySchema,
  /** The appointment the portal gave; it runs from the filing, whenever papers come to a counter. */
  deadline: deadlineSchema,
  /** What the citizen paid of the fee on the portal's own pages: it never was in a till. */
  paid: z
    .strictObject({
      /** Whole đồng. */
      amount: z.number().int().min(1),
      /** UTC instant. */
      at: z.iso.datetime(),
      /** The payment gateway's. */
      reference: line(100),
    })
    .optional(),
});
export type FiledDetails = z.infer<typeof filedDetailsSchema>;

/**
 * The citizen filed the dossier online themself; no clerk's account ever stands for theirs. A counter writes the number it
 * was told; the portal confirms it by the same event with what it holds.
 */
export const filedOnlineSchema = z.strictObject({
  number: filingNumberSchema,
  channel: z.literal('online'),
  filer: z.literal('citizen'),
  /** Written by the portal only. */
  details: filedDetailsSchema.optional(),
});

/**
 * The portal's number in what was typed or scanned: the number itself, or the address on the portal's paper, which carries
 * it as `so` or as its last part. Null when there is none.
 */
export function readFilingNumber(text: string): string | null {
  const typed = text.trim();
  const address = /^https?:\/\/[^/?#]*([^?#]*)(\?[^#]*)?/iu.exec(typed);
  const named = /[?&]so=([^&]+)/iu.exec(address?.[2] ?? '')?.[1];
  const number = address ? (named ?? address[1]?.split('/').findLast((part) => part !== '') ?? '') : typed;
  const parsed = filingNumberSchema.safeParse(number);
  return parsed.success ? parsed.data : null;
}

/** How a guided citizen's papers name what a clerk wrote down for them, before there is any number: `HD-` and 8 digits. */
export function referenceOf(dossierId: string): string {
  return `HD-${compactCode(dossierId).slice(-8).toUpperCase()}`;
}
