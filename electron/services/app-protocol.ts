import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Scheme and host never change between versions: the counter's database belongs to this origin. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://counter';
const HOST = 'counter';

/** Only what the renderer's build holds; anything else is not found. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  // Standard fonts a PDF may do without (pdf.js).
  '.ttf': 'font/ttf',
  '.pfb': 'application/x-font-type1',
  '.wasm': 'application/wasm',
  // The model for reading; unpacked by the page.
  '.gz': 'application/gzip',
};

/** The one script that compiles WebAssembly (tesseract, from the app's own file): a worker has the policy it is served with. */
const COMPILES_WASM = /^reading-worker-[\w-]+\.js$/u;

/** The policy of every page and worker. The nonce is for the one style element react-aria adds. */
export function contentSecurityPolicy(nonce: string, fileName = ''): string {
  return [
    "default-src 'none'",
    `script-src 'self'${COMPILES_WASM.test(fileName) ? " 'wasm-unsafe-eval'" : ''}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    // The one policy there may be: it lets the page start its own workers (renderer/trusted-types.ts).
    'trusted-types default',
  ].join('; ');
}

/** Answers `app://counter/…` from a folder: GET of known file types, nothing outside it, strict headers always. */
export function createAppProtocol(folder: string): (request: Request) => Promise<Response> {
  const root = path.resolve(folder);
  return async (request) => {
    const nonce = randomBytes(16).toString('base64');
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, nonce);
    const file = fileOf(root, request.url);
    if (file === null) return plain(404, nonce);
    const body = await readFile(file).catch(() => null);
    if (body === null) return plain(404, nonce);
    const type = MEDIA_TYPES[path.extname(file)] ?? '';
    const content = type.startsWith('text/html')
      ? withNonce(body.toString('utf8'), nonce)
      : new Uint8Array(body);
    return new Response(request.method === 'HEAD' ? null : content, {
      headers: headers(nonce, type, path.basename(file)),
    });
  };
}

/** The file an address stands for, or null: another host, a way out of the folder, or a type we don't serve. */
function fileOf(root: string, address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== `${APP_SCHEME}:` || url.host !== HOST) return null;
  let name: string;
  try {
    name = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  if (name === '/' || name === '') name = '/index.html';
  if (/[\0\\:]/u.test(name) || name.split('/').includes('..')) return null;
  const file = path.join(root, name);
  if (!file.startsWith(root + path.sep)) return null;
  return Object.hasOwn(MEDIA_TYPES, path.extname(file)) ? file : null;
}

function withNonce(html: string, nonce: string): string {
  return html.replace(/<head>/iu, `<head><meta property="csp-nonce" nonce="${nonce}">`);
}

function headers(nonce: string, type: string, fileName = ''): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': contentSecurityPolicy(nonce, fileName),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-cache',
  };
}

function plain(status: 404 | 405, nonce: string): Response {
  const text = status === 404 ? 'Not found' : 'Method not allowed';
  return new Response(text, { status, headers: headers(nonce, 'text/plain; charset=utf-8') });
}
