import { z } from 'zod';
import { outcomeOf } from './outcome.ts';

/** How much of a scanned file goes over in one message, in bytes. */
export const SCANNED_PART = 1024 * 1024;

/** The name of a file in the watched folder: nothing a path could hide in. */
const fileName = z.string().regex(/^(?!\.)[^/\\\0]{1,255}$/u);

export const scannedFileSchema = z.strictObject({
  name: fileName,
  /** Bytes. */
  size: z.number().int().min(0),
  /** When it was last changed, milliseconds since 1970. */
  at: z.number().int(),
});
export type ScannedFile = z.infer<typeof scannedFileSchema>;

const folder = z.strictObject({ folder: z.string().nullable() });

/** Messages about where pages come from. */
export const SCANNING_IPC = {
  /** Which folder is watched; null while none was chosen. */
  'scanning:folder': { request: z.strictObject({}), reply: folder },
  /** Asks for it in the system's dialog; the folder after that. */
  'scanning:choose-folder': { request: z.strictObject({}), reply: folder },
  /** What waits in it, oldest first, and how many. Errors: `scan-folder-none`, `scan-folder-missing`. */
  'scanning:list': {
    request: z.strictObject({}),
    reply: outcomeOf(
      z.strictObject({ files: z.array(scannedFileSchema).readonly(), count: z.number().int().min(0) }),
    ),
  },
  /** A part of one of its files. */
  'scanning:read': {
    request: z.strictObject({ name: fileName, offset: z.number().int().min(0) }),
    reply: outcomeOf(z.strictObject({ bytes: z.instanceof(Uint8Array), end: z.boolean() })),
  },
  /**
   * Scans one page into the watched folder; its name there. Errors: `scan-folder-none`, `scanner-none`, `scanner-failed`.
   */
  'scanning:scan': { request: z.strictObject({}), reply: outcomeOf(z.strictObject({ name: fileName })) },
  /** These were kept: out of the way, never deleted. */
  'scanning:put-aside': {
    request: z.strictObject({ names: z.array(fileName).max(1000) }),
    reply: z.strictObject({}),
  },
} as const;
