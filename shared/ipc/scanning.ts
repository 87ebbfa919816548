import { z } from 'zod';
import { ERROR_CODES } from '../error-codes.ts';
import { outcomeOf } from './outcome.ts';

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

/** The most pages one scan brings. */
export const SCAN_LIMIT = 200;

export const scannedPagesSchema = z.strictObject({
  /** Their names in the watched folder, in order. */
  names: z.array(fileName).min(1).max(SCAN_LIMIT).readonly(),
  /** Why it ended before its time; null when all came. */
  trouble: z.enum(ERROR_CODES).nullable(),
});
export type ScannedPages = z.infer<typeof scannedPagesSchema>;

/** Where a network scanner is, as typed or found; read by main. */
const address = z.string().max(300);
export const scannerSchema = z.strictObject({ address, name: z.string().max(100) });
export type NetworkScanner = z.infer<typeof scannerSchema>;
const scanner = z.strictObject({ scanner: scannerSchema.nullable() });

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
   * Scans into the watched folder: what lies in the feeder of the network scanner, else on its glass; without one a page
   * by SANE. Errors: `scan-folder-none`, `scanner-…`, `scan-cancelled`.
   */
  'scanning:scan': { request: z.strictObject({}), reply: outcomeOf(scannedPagesSchema) },
  /** Ends the scan under way; the pages that came are kept. */
  'scanning:cancel': { request: z.strictObject({}), reply: z.strictObject({}) },
  /** The network scanner that is used; null for none. */
  'scanning:scanner': { request: z.strictObject({}), reply: scanner },
  /**
   * Uses the network scanner at an address, once it has answered; null for none. Errors: `scanner-address`,
   * `scanner-outside`, `scanner-unreachable`, `scanner-foreign`, `scanner-busy`.
   */
  'scanning:use-scanner': {
    request: z.strictObject({ address: address.nullable() }),
    reply: outcomeOf(scanner),
  },
  /** Network scanners that say so themselves (DNS-SD), within a few seconds. */
  'scanning:find-scanners': {
    request: z.strictObject({}),
    reply: z.strictObject({ found: z.array(scannerSchema).max(50).readonly() }),
  },
  /** These were kept: out of the way, never deleted. */
  'scanning:put-aside': {
    request: z.strictObject({ names: z.array(fileName).max(1000) }),
    reply: z.strictObject({}),
  },
} as const;

/** What main says of a scan under way. */
export const SCANNING_PUSHES = {
  /** How many pages have come. */
  'scanning:progress': z.strictObject({ pages: z.number().int().min(0).max(SCAN_LIMIT) }),
} as const;
