import { z } from 'zod';
import { line } from './party.ts';

/** The largest file that can be attached, in bytes: 50 MB. */
export const ATTACHMENT_LIMIT = 50 * 1024 * 1024;
/** How much of a file's beginning `mediaTypeOf` looks at, in bytes. */
export const SNIFFED = 1024;

/** What can be attached: scans and pictures of papers. A closed list, known by what the bytes say. */
export const MEDIA_TYPES = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/tiff',
  'image/webp',
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** SHA-256 of the bytes, lower-case hexadecimal: what a file is known by, here and at the portal. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/u);

export const attachmentSchema = z.strictObject({
  /** The line of the checklist it shows; null when it belongs to none. */
  documentId: z.string().min(1).max(200).nullable(),
  /** As the file was called where it came from. */
  name: line(200),
  mediaType: z.enum(MEDIA_TYPES),
  /** Bytes. */
  size: z.number().int().min(1, 'attachment-empty').max(ATTACHMENT_LIMIT, 'attachment-too-large'),
  sha256: sha256Schema,
});
export type Attachment = z.infer<typeof attachmentSchema>;

const startsWith = (head: Uint8Array, bytes: readonly number[], at = 0) =>
  bytes.every((byte, i) => head[at + i] === byte);
const codes = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));

const SIGNATURES: readonly { readonly type: MediaType; readonly fits: (head: Uint8Array) => boolean }[] = [
  { type: 'image/jpeg', fits: (head) => startsWith(head, [0xff, 0xd8, 0xff]) },
  { type: 'image/png', fits: (head) => startsWith(head, [0x89, ...codes('PNG\r\n\u001a\n')]) },
  {
    type: 'image/tiff',
    fits: (head) => startsWith(head, [...codes('II*'), 0]) || startsWith(head, [...codes('MM'), 0, 0x2a]),
  },
  {
    type: 'image/webp',
    fits: (head) => startsWith(head, codes('RIFF')) && startsWith(head, codes('WEBP'), 8),
  },
  // Readers take a PDF whose mark stands a little later: some scanners write a line of their own before it.
  { type: 'application/pdf', fits: (head) => String.fromCharCode(...head).includes('%PDF-') },
];

/** What a file is, by its first bytes (`SNIFFED` of them, or all); null for what can't be attached. */
export function mediaTypeOf(head: Uint8Array): MediaType | null {
  const seen = head.subarray(0, SNIFFED);
  return SIGNATURES.find(({ fits }) => fits(seen))?.type ?? null;
}

/** A file's name as it is kept: without folders, at most 200 characters, its ending kept. Never empty. */
export function fileNameOf(name: string): string {
  const plain = name.split(/[\\/]/u).at(-1)?.trim() ?? '';
  if (plain === '') return 'tep';
  if (plain.length <= 200) return plain;
  const ending = /\.[\p{L}\p{N}]{1,8}$/u.exec(plain)?.[0] ?? '';
  return plain.slice(0, 200 - ending.length) + ending;
}
