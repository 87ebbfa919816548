import { z } from 'zod';
import { OPERATIONS, type OperationName } from '../../shared/portal/contract.ts';
import type { PortalOutcome } from '../../shared/ipc/contract.ts';
import { isRedirect, missingToken, PORTAL_REQUEST, tokenHeaders } from './portal-request.ts';
import { ReplyCut, ReplyTooLong, trouble, troubleOf } from './portal-trouble.ts';
import type { Tokens } from './vault.ts';

export interface PortalTransport {
  /** Asks the portal once. Never rejects because of the network: every trouble is an outcome. */
  call(operation: OperationName, input: unknown): Promise<PortalOutcome>;
}

/** Longest silence of the portal in milliseconds before a request is given up. */
export const SILENCE_MS = 25_000;

export interface TransportOptions {
  readonly baseUrl: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly tokens: () => Tokens;
  /** Longest silence in milliseconds: until the reply begins, then between its parts. A slow link may take long. */
  readonly silence?: number;
  /** Longest reply in bytes. */
  readonly limit?: number;
}

/** Puts requests on the wire and tells outcomes apart; knows nothing about when or why to ask. */
export function createPortalTransport(options: TransportOptions): PortalTransport {
  const { baseUrl, fetch, tokens, silence = SILENCE_MS, limit = 32 * 1024 * 1024 } = options;

  return {
    async call(operation, input) {
      const missing = missingToken(OPERATIONS[operation].access, tokens());
      if (missing) return trouble(missing);

      const address = addressOf(baseUrl, operation, input);
      const request = requestOf(operation, input, tokens());
      const watch = watchSilence(silence);
      let begun = false;
      try {
        const response = await fetch(address, { ...request, signal: watch.signal });
        begun = true;
        return await outcomeOf(response, limit, watch.heard);
      } catch (error) {
        return trouble(watch.signal.aborted ? 'portal-timeout' : troubleOf(error, begun));
      } finally {
        watch.stop();
      }
    },
  };
}

/** Aborts when nothing was heard for so many milliseconds. */
function watchSilence(milliseconds: number): { signal: AbortSignal; heard: () => void; stop: () => void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), milliseconds);
  return { signal: controller.signal, heard: () => timer.refresh(), stop: () => clearTimeout(timer) };
}

function addressOf(baseUrl: string, operation: OperationName, input: unknown): string {
  const { method, path, request } = OPERATIONS[operation];
  // Only the shape is checked: the body goes out as it came, because hashes over it must hold.
  const checked = request.safeParse(input);
  if (!checked.success) throw new TypeError(`the input of ${operation} breaks the contract`);
  if (method !== 'GET') return `${baseUrl}${path}`;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(checked.data)) query.set(name, String(value));
  return query.size > 0 ? `${baseUrl}${path}?${query.toString()}` : `${baseUrl}${path}`;
}

function requestOf(operation: OperationName, input: unknown, tokens: Tokens): RequestInit {
  const { method, access } = OPERATIONS[operation];
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method === 'POST') headers['content-type'] = 'application/json';
  return {
    ...PORTAL_REQUEST,
    method,
    headers: { ...headers, ...tokenHeaders(access, tokens) },
    ...(method === 'POST' ? { body: JSON.stringify(input) } : {}),
  };
}

async function outcomeOf(response: Response, limit: number, heard: () => void): Promise<PortalOutcome> {
  const { status, headers } = response;
  const date = headers.get('date');
  const retryAfter = retryAfterOf(headers.get('retry-after'), date);
  const json = /^application\/(?:[\w.-]+\+)?json\b/iu.test(headers.get('content-type') ?? '');
  if (isRedirect(response)) {
    await response.body?.cancel();
    return trouble('portal-captive');
  }
  if (!json) {
    await response.body?.cancel();
    return trouble(strangerCode(status), retryAfter);
  }
  const text = await readText(response, limit, heard);
  try {
    const body = z.json().parse(JSON.parse(text));
    return { kind: 'reply', status, body, time: instantOf(date), retryAfter };
  } catch {
    return trouble('portal-reply-invalid', retryAfter);
  }
}

/** A page instead of JSON: the portal's own gateway is failing, or it is somebody else who answers. */
function strangerCode(status: number): 'portal-busy' | 'portal-failed' | 'portal-captive' {
  if (status === 429 || status === 503) return 'portal-busy';
  return status >= 500 && status !== 511 ? 'portal-failed' : 'portal-captive';
}

async function readText(response: Response, limit: number, heard: () => void): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
  while (reader) {
    const { done, value: part } = await reader.read();
    if (done) break;
    heard();
    parts.push(part);
    length += part.byteLength;
    if (length > limit) {
      await reader.cancel();
      throw new ReplyTooLong();
    }
  }
  const announced = response.headers.get('content-length');
  const plain = !response.headers.has('content-encoding');
  if (plain && announced !== null && length < Number(announced)) throw new ReplyCut();
  return new TextDecoder('utf-8', { fatal: false }).decode(Buffer.concat(parts));
}

function instantOf(date: string | null): string | null {
  const time = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** Whole seconds, from a number or from a date seen against the reply's own; at most a day. */
function retryAfterOf(value: string | null, date: string | null): number | null {
  if (value === null) return null;
  const given = /^\d+$/u.test(value.trim())
    ? Number(value)
    : Math.ceil((Date.parse(value) - (date === null ? Date.now() : Date.parse(date))) / 1000);
  return Number.isNaN(given) ? null : Math.min(Math.max(given, 0), 86_400);
}
