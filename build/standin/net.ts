import type * as Electron from 'electron';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { disconnected, network } from './network.ts';
import { handlerOf } from './protocol.ts';
import { app } from './app.ts';
import { strict } from './strict.ts';

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.pdf': 'application/pdf',
  '.txt': 'text/plain',
};

/** Node's error codes as Chromium names them; others become net::ERR_FAILED. */
const errorNames: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'net::ERR_CONNECTION_REFUSED',
  ECONNRESET: 'net::ERR_CONNECTION_RESET',
  UND_ERR_SOCKET: 'net::ERR_CONNECTION_CLOSED',
  ENOTFOUND: 'net::ERR_NAME_NOT_RESOLVED',
  EAI_AGAIN: 'net::ERR_NAME_NOT_RESOLVED',
  ETIMEDOUT: 'net::ERR_CONNECTION_TIMED_OUT',
  UND_ERR_CONNECT_TIMEOUT: 'net::ERR_CONNECTION_TIMED_OUT',
  EHOSTUNREACH: 'net::ERR_ADDRESS_UNREACHABLE',
  ENETUNREACH: 'net::ERR_INTERNET_DISCONNECTED',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'net::ERR_CERT_AUTHORITY_INVALID',
  SELF_SIGNED_CERT_IN_CHAIN: 'net::ERR_CERT_AUTHORITY_INVALID',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'net::ERR_CERT_AUTHORITY_INVALID',
  CERT_HAS_EXPIRED: 'net::ERR_CERT_DATE_INVALID',
  ERR_TLS_CERT_ALTNAME_INVALID: 'net::ERR_CERT_COMMON_NAME_INVALID',
  ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN: 'net::ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN',
};

function asChromium(error: unknown): unknown {
  if (!(error instanceof TypeError) || error.message !== 'fetch failed') return error; // aborts pass as they are
  const code = (error.cause as { readonly code?: string } | undefined)?.code ?? '';
  return new Error(errorNames[code] ?? 'net::ERR_FAILED', { cause: error.cause });
}

async function fetchFile(url: string): Promise<Response> {
  const file = fileURLToPath(url);
  const body = await readFile(file).catch(() => {
    throw new Error('net::ERR_FILE_NOT_FOUND');
  });
  const type = mimeTypes[path.extname(file).toLowerCase()] ?? 'application/octet-stream';
  return new Response(new Uint8Array(body), { headers: { 'content-type': type } });
}

/** Electron's `net`, on Node's fetch: same errors by name, but no cookie jar and no system proxy. */
export const net = strict('net', {
  // As Electron under network emulation: only the absence of any link says 'offline', so a cut shows in fetch alone.
  online: true,
  isOnline: () => true,
  async fetch(input, init) {
    if (!app.isReady()) throw new Error('net.fetch can only be used after app is ready');
    const url = typeof input === 'string' ? input : input.url;
    const scheme = URL.canParse(url) ? new URL(url).protocol : '';
    if (scheme === 'file:') return fetchFile(url);
    const handler = init?.bypassCustomProtocolHandlers === true ? undefined : handlerOf(url);
    if (handler) return handler(new Request(input, init));
    if (scheme !== 'http:' && scheme !== 'https:') throw new Error('net::ERR_UNKNOWN_URL_SCHEME');
    if (network.offline) throw disconnected();
    const request = new Request(input, init);
    try {
      return await fetch(request, { signal: AbortSignal.any([request.signal, network.signal]) });
    } catch (error) {
      throw asChromium(error);
    }
  },
} satisfies Pick<Electron.Net, 'fetch' | 'isOnline' | 'online'>);
