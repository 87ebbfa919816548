import { z } from 'zod';

/*
 * How a counter signs what it asks. A stolen token alone then opens nothing: the key stays in the main process's vault. The
 * portal asks for signatures from the moment a counter registered its key (`registerKey`).
 */

/** The 32 bytes of an Ed25519 public key, base64url. */
export const signingKeySchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/u);

export const registerKeyRequest = z.strictObject({ key: signingKeySchema });
export const registerKeyReply = z.strictObject({});

export const SIGNATURE_HEADER = 'x-counter-signature';
/** Milliseconds since 1970, as the counter takes the portal's clock to be. */
export const SIGNED_TIME_HEADER = 'x-counter-time';
/** Drawn anew for each request. */
export const NONCE_HEADER = 'x-counter-nonce';
/** SHA-256 of the body's bytes, hexadecimal. */
export const DIGEST_HEADER = 'x-counter-digest';
/** With `signature-late`: the portal's own clock in milliseconds, so that the counter signs by it from then on. */
export const PORTAL_TIME_HEADER = 'x-portal-time';

/** How far a signed time may be from the portal's clock, in milliseconds. */
export const SIGNATURE_WINDOW = 10 * 60_000;

export const signatureHeadersSchema = z.object({
  [SIGNATURE_HEADER]: z.string().regex(/^[A-Za-z0-9_-]{86}$/u),
  [SIGNED_TIME_HEADER]: z.string().regex(/^\d{1,15}$/u),
  [NONCE_HEADER]: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/u),
  [DIGEST_HEADER]: z.string().regex(/^[0-9a-f]{64}$/u),
});

/** Headers that change what a request does or for whom, and are signed with it. */
const SIGNED_HEADERS = [
  'authorization',
  'x-counter-token',
  'upload-length',
  'upload-metadata',
  'upload-offset',
] as const;

export interface SignedParts {
  readonly method: string;
  /** From the contract's root, with the query: `/v1/events?after=0`. */
  readonly path: string;
  readonly digest: string;
  readonly time: string;
  readonly nonce: string;
  /** A header's value by its name in small letters. */
  readonly header: (name: string) => string | undefined;
}

/** The text that is signed: one line each, so that nothing can pass for another part. */
export function textToSign({ method, path, digest, time, nonce, header }: SignedParts): string {
  const headers = SIGNED_HEADERS.map((name) => `${name}: ${header(name) ?? ''}`);
  // A question mark with nothing after it is written or not.
  const asked = path.replace(/\?$/u, '');
  return ['quay-mot-cua request 1', method.toUpperCase(), asked, digest, time, nonce, ...headers].join('\n');
}
