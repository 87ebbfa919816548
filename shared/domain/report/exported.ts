import { z } from 'zod';
import type { Stamp } from '../dossier/state.ts';
import { line } from '../party.ts';
import type { StreamHead } from '../stream-head.ts';
import { logPositionSchema } from './log-position.ts';

const day = z.iso.date();
const count = z.number().int().min(0);

/** What a report was exported as. */
const EXPORT_FORMATS = ['xlsx', 'csv', 'pdf', 'png'] as const;

/** A report left the machine as a file: what it said, of what, and how much was known when it was made. */
export const EXPORT_DATA = {
  reportExported: z.strictObject({
    /** Its name, without the folder. */
    file: line(200),
    format: z.enum(EXPORT_FORMATS),
    /** SHA-256 (hex) of the file, and its size in bytes. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/u),
    size: count,
    /** The counter wrote it by itself at the end of the day. */
    automatic: z.literal(true).optional(),
    period: z.strictObject({ from: day, to: day }),
    filter: z.partialRecord(
      z.enum(['office', 'field', 'procedure', 'channel', 'clerk']),
      z.string().min(1).max(100),
    ),
    /** UTC instant the report was made, and the next working day then. */
    madeAt: z.iso.datetime(),
    nextDay: day,
    /** Whether nothing known could change the figures any more. */
    final: z.boolean(),
    /** The offices it was made of, and up to when (UTC) each was known. */
    offices: z
      .array(
        z.strictObject({
          id: z.string().min(1).max(40),
          nameVi: line(200),
          until: z.iso.datetime().nullable(),
        }),
      )
      .max(100),
    /** What the file counts in all, by measure; the names may grow with the app. */
    counts: z.record(z.string().max(40), count),
    averageMs: z.number().int().nullable(),
    /** How far each office's log was known: own office first. */
    logs: z.array(logPositionSchema).min(1).max(100),
  }),
} as const;

export type ExportBody = {
  readonly type: 'reportExported';
  readonly data: z.infer<(typeof EXPORT_DATA)['reportExported']>;
};
export type Exported = Stamp & ExportBody['data'];

/** One exported file, as its event tells it. */
export interface ExportedFile extends StreamHead {
  readonly kind: 'export';
  readonly exported: Exported | null;
}

/** The file after one more event; the first stands. */
export function evolveExport(file: ExportedFile, body: ExportBody, stamp: Stamp): ExportedFile {
  return file.exported ? file : { ...file, exported: { ...stamp, ...body.data } };
}
