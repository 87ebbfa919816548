import { z } from 'zod';
import { sha256Schema } from '../domain/attachment.ts';
import { filePartSchema } from './file-part.ts';
import { outcomeOf } from './outcome.ts';

/** The name of an exported report's file: nothing a path could hide in. */
const exportName = (ending: string) =>
  z.string().regex(new RegExp(`^[\\p{L}\\p{N}_-]{1,80}\\.(?:${ending})$`, 'u'));
/** The largest report that is written, in bytes: 64 MB. */
export const EXPORT_LIMIT = 64 * 1024 * 1024;

const folder = z.strictObject({ folder: z.string().nullable() });
/** Where an exported file is, and what it holds. */
const written = z.strictObject({
  where: z.string(),
  sha256: sha256Schema,
  /** Bytes. */
  size: z.number().int().min(0),
});

/** Messages about reports as files. */
export const EXPORTS_IPC = {
  /** Where exported reports go; null while no folder was chosen. */
  'exports:folder': { request: z.strictObject({}), reply: folder },
  /** Asks for it in the system's dialog; the folder after that. */
  'exports:choose-folder': { request: z.strictObject({}), reply: folder },
  /** A part of a file to be saved, at its place in bytes; the first is at 0. Errors: `file-not-written`. */
  'exports:part': {
    request: z.strictObject({
      id: z.uuid(),
      at: z.number().int().min(0).max(EXPORT_LIMIT),
      bytes: filePartSchema,
    }),
    reply: outcomeOf(z.strictObject({})),
  },
  /**
   * Writes what came in parts into the folder, whole or not at all. Errors: `export-folder-none`, `export-folder-missing`,
   * `export-file-open`, `export-disk-full`, `file-not-written`.
   */
  'exports:save': {
    request: z.strictObject({ id: z.uuid(), name: exportName('xlsx|csv|json|png') }),
    reply: outcomeOf(written),
  },
  /** The same as a PDF of what the window shows under print media. */
  'exports:save-pdf': { request: z.strictObject({ name: exportName('pdf') }), reply: outcomeOf(written) },
} as const;
