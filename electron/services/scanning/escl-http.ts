import { request } from 'node:http';
import { privateLookup, type ScannerAddress } from './private-address.ts';

export interface EsclRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** From the scanner's root on, with a slash at its beginning; or a path on its host. */
  readonly path: string;
  readonly body?: string;
  /** The most bytes that are taken. */
  readonly limit: number;
  /** How long nothing may come, in milliseconds. */
  readonly quiet: number;
  readonly signal?: AbortSignal;
}

export interface EsclReply {
  readonly status: number;
  readonly location: string | null;
  /** Seconds; null when it doesn't say. */
  readonly retryAfter: number | null;
  readonly bytes: Buffer;
}

/**
 * One request to a scanner, by itself: no proxy, no cookies, no redirects (an answer 3xx is what it is), never to another
 * host than the address names. Rejects when the answer does not come whole.
 */
export function askScanner(address: ScannerAddress, asked: EsclRequest): Promise<EsclReply> {
  const { hostname, port } = new URL(address);
  const { method, path, body, limit, quiet, signal } = asked;
  return new Promise((resolve, reject) => {
    const sent = request({
      host: hostname.replace(/^\[|\]$/gu, ''),
      port: port === '' ? 80 : Number(port),
      method,
      path,
      lookup: privateLookup,
      agent: false,
      timeout: quiet,
      ...(signal && { signal }),
      headers: {
        ...(body !== undefined && {
          'content-type': 'text/xml; charset=UTF-8',
          'content-length': Buffer.byteLength(body),
        }),
      },
    });
    sent.on('timeout', () => sent.destroy(Object.assign(new Error('quiet too long'), { code: 'ETIMEDOUT' })));
    sent.on('error', reject);
    sent.on('response', (reply) => {
      const parts: Buffer[] = [];
      let size = 0;
      reply.on('error', reject);
      reply.on('data', (part: Buffer) => {
        size += part.byteLength;
        if (size > limit) reply.destroy(Object.assign(new Error('too much'), { code: 'EMSGSIZE' }));
        else parts.push(part);
      });
      reply.on('end', () => {
        const after = Number(reply.headers['retry-after']);
        resolve({
          status: reply.statusCode ?? 0,
          location: reply.headers.location ?? null,
          retryAfter: Number.isFinite(after) && after >= 0 ? after : null,
          bytes: Buffer.concat(parts),
        });
      });
    });
    sent.end(body);
  });
}
