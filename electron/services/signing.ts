import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
} from 'node:crypto';
import {
  DIGEST_HEADER,
  NONCE_HEADER,
  PORTAL_TIME_HEADER,
  SIGNATURE_HEADER,
  SIGNED_TIME_HEADER,
  textToSign,
} from '../../shared/portal/signature.ts';

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A new Ed25519 private key as it lies in the vault: PKCS #8, base64. */
export function newSigningKey(): string {
  return generateKeyPairSync('ed25519')
    .privateKey.export({ type: 'pkcs8', format: 'der' })
    .toString('base64');
}

const privateKeyOf = (key: string) =>
  createPrivateKey({ key: Buffer.from(key, 'base64'), type: 'pkcs8', format: 'der' });

/** What the portal is told of a private key: the public key's 32 bytes, base64url. */
export function publicKeyOf(key: string): string {
  const spki = createPublicKey(privateKeyOf(key)).export({ type: 'spki', format: 'der' });
  return spki.subarray(-32).toString('base64url');
}

export interface SigningOptions {
  /** Puts a request on the wire. */
  readonly fetch: Fetch;
  /** Where the contract's paths begin. */
  readonly baseUrl: string;
  /** The private key as in the vault; without one nothing is signed. */
  readonly key: () => string | undefined;
  /** This machine's clock, milliseconds. */
  readonly clock?: () => number;
}

/**
 * Signs each request: what is asked, the bytes sent, the time and a number used once. When the portal says that the time is
 * not its own, or that it has seen the request already (a line may deliver twice), it is signed by the portal's clock and
 * asked once more: a wrong clock stops nobody.
 */
export function createSignedFetch({ fetch, baseUrl, key, clock = Date.now }: SigningOptions): Fetch {
  const root = new URL(baseUrl).pathname.replace(/\/+$/u, '');
  let skew = 0;

  function signed(url: string, init: RequestInit, secret: string): RequestInit {
    const { pathname, search } = new URL(url);
    const headers = new Headers(init.headers);
    const time = String(Math.max(0, Math.round(clock() + skew)));
    const nonce = randomBytes(16).toString('base64url');
    const digest = createHash('sha256').update(bytesOf(init.body)).digest('hex');
    const text = textToSign({
      method: init.method ?? 'GET',
      path: pathname.slice(root.length) + search,
      digest,
      time,
      nonce,
      header: (name) => headers.get(name) ?? undefined,
    });
    headers.set(SIGNED_TIME_HEADER, time);
    headers.set(NONCE_HEADER, nonce);
    headers.set(DIGEST_HEADER, digest);
    headers.set(SIGNATURE_HEADER, sign(null, Buffer.from(text), privateKeyOf(secret)).toString('base64url'));
    return { ...init, headers: Object.fromEntries(headers) };
  }

  return async (url, init) => {
    const secret = key();
    if (secret === undefined) return fetch(url, init);
    const first = await fetch(url, signed(url, init, secret));
    const portalTime = first.status === 401 ? first.headers.get(PORTAL_TIME_HEADER) : null;
    if (portalTime === null || !/^\d{1,15}$/u.test(portalTime)) return first;
    await first.body?.cancel();
    skew = Number(portalTime) - clock();
    return fetch(url, signed(url, init, secret));
  };
}

function bytesOf(body: RequestInit['body']): string | Uint8Array {
  if (body === null || body === undefined) return '';
  if (typeof body === 'string' || body instanceof Uint8Array) return body;
  throw new TypeError('only texts and bytes can be signed');
}
