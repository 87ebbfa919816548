import { z } from 'zod';

/** How much of a file goes over in one message, in bytes, either way: more would hold the page's thread up. */
export const FILE_PART = 256 * 1024;

/** A part of a file on its way to main. */
export const filePartSchema = z
  .instanceof(Uint8Array)
  .refine(({ byteLength }) => byteLength > 0 && byteLength <= FILE_PART);
