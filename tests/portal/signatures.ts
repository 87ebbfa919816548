import { createHash, createPublicKey, verify } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  DIGEST_HEADER,
  NONCE_HEADER,
  SIGNATURE_HEADER,
  SIGNATURE_WINDOW,
  signatureHeadersSchema,
  SIGNED_TIME_HEADER,
  textToSign,
} from '../../shared/portal/signature.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { PortalContext } from './context.ts';
import { refuse, type RequestRefusal } from './refusal.ts';
import { sameHash } from './secrets.ts';

/** A request as it arrived, as far as a signature speaks of it. */
export interface ArrivedRequest {
  readonly method: string;
  readonly path: string;
  readonly header: (name: string) => string | undefined;
  /** SHA-256 of the body; null for one that is not read here but streamed on: parts of files, whose name is their hash. */
  readonly digest: string | null;
}

const NOTHING = createHash('sha256').digest('hex');
const digests = new WeakMap<FastifyRequest, string | null>();

/** Reads JSON bodies as they came, so that their bytes can be held against the signature. */
export function keepDigests(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    digests.set(request, createHash('sha256').update(body).digest('hex'));
    void parseJson(request, body.toString(), done);
  });
}

/** The body of this request goes on as a stream. */
export function streamed(request: FastifyRequest): void {
  digests.set(request, null);
}

export function arrivedRequest(request: FastifyRequest): ArrivedRequest {
  const digest = digests.get(request);
  return {
    method: request.method,
    path: request.url,
    header: (name) => [request.headers[name]].flat()[0],
    digest: digest === undefined ? NOTHING : digest,
  };
}

/** Asked again with the portal's time. */
const late = (context: PortalContext, message: string): Result<never, RequestRefusal> => {
  const refused = refuse(401, 'signature-late', message);
  if (refused.ok) return refused;
  return { ok: false, error: { ...refused.error, portalTime: Date.parse(context.clock()) } };
};
const WRONG = refuse(
  401,
  'signature-wrong',
  'This counter signs its requests; the signature is missing or wrong',
);

/**
 * Whether a counter's request is signed with its key, in time and for the first time. Who has no key learns nothing of the
 * portal's clock, and leaves nothing in the table of requests seen.
 */
export async function checkSignature(
  context: PortalContext,
  counter: string,
  key: string,
  request: ArrivedRequest,
): Promise<Result<null, RequestRefusal>> {
  const names = [SIGNATURE_HEADER, SIGNED_TIME_HEADER, NONCE_HEADER, DIGEST_HEADER];
  const given = signatureHeadersSchema.safeParse(
    Object.fromEntries(names.map((name) => [name, request.header(name)])),
  );
  if (!given.success) return WRONG;
  const { [SIGNATURE_HEADER]: signature, [SIGNED_TIME_HEADER]: time } = given.data;
  const { [NONCE_HEADER]: nonce, [DIGEST_HEADER]: digest } = given.data;
  const text = textToSign({ ...request, digest, time, nonce });
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: key };
  const signed = verify(
    null,
    Buffer.from(text),
    createPublicKey({ key: jwk, format: 'jwk' }),
    Buffer.from(signature, 'base64url'),
  );
  if (!signed || (request.digest !== null && !sameHash(request.digest, digest))) return WRONG;
  const now = Date.parse(context.clock());
  if (Math.abs(Number(time) - now) > SIGNATURE_WINDOW)
    return late(context, 'Signed at another time than now');
  const { query } = context.database;
  // Now and then is often enough: one in 64.
  if (nonce.startsWith('A'))
    await query('delete from signature_nonces where counter = $1 and time < $2', [
      counter,
      now - SIGNATURE_WINDOW,
    ]);
  const added = await query(
    'insert into signature_nonces (counter, nonce, time) values ($1, $2, $3) on conflict do nothing returning nonce',
    [counter, nonce, Number(time)],
  );
  return added.length > 0 ? ok(null) : late(context, 'This very request was here already');
}
