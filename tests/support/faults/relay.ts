import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Throttle } from './kinds.ts';

/** A request or reply read whole. */
export interface Relayed {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/** Reads a stream to its end. */
export async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Sends a request on to the portal and gives its reply. */
export function relay(target: string, from: IncomingMessage, body: Buffer): Promise<Relayed> {
  return new Promise((resolve, reject) => {
    const headers = { ...from.headers, host: new URL(target).host, connection: 'close' };
    const onward = httpRequest(
      new URL(from.url ?? '/', target),
      { method: from.method, headers },
      (reply) => {
        readAll(reply).then(
          (bytes) => resolve({ status: reply.statusCode ?? 502, headers: reply.headers, body: bytes }),
          reject,
        );
      },
    );
    onward.on('error', reject);
    onward.end(body);
  });
}

/** Sends on only the first half of a request and breaks the connection; resolves once that is done. */
export function relayHalf(target: string, from: IncomingMessage, body: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const headers = { ...from.headers, host: new URL(target).host, connection: 'close' };
    const onward = httpRequest(new URL(from.url ?? '/', target), { method: from.method, headers });
    onward.on('error', () => undefined);
    onward.on('close', resolve);
    // Announced in full, sent by half: the portal must see a request that never ends.
    onward.setHeader('content-length', String(Math.max(1, body.length)));
    onward.write(body.subarray(0, Math.floor(body.length / 2)), () => onward.destroy());
    if (body.length < 2) onward.destroy();
  });
}

/** Writes a reply, or only its first `bytes`. */
export function write(response: ServerResponse, reply: Relayed, bytes = reply.body.length): void {
  const { connection: _connection, 'transfer-encoding': _encoding, ...headers } = reply.headers;
  response.writeHead(reply.status, { ...headers, 'content-length': String(reply.body.length) } as Record<
    string,
    string
  >);
  if (bytes === reply.body.length) response.end(reply.body);
  // Only when the half is on its way is the connection broken, so that the counter really sees a reply begin.
  else response.write(reply.body.subarray(0, bytes), () => response.destroy());
}

/** Resolves after so many milliseconds: the proxy is a slow line, tests never wait with it. */
export const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** One slow line: what goes over it takes its turn. */
export class SlowLine {
  readonly throttle: Throttle;
  #freeAt = 0;

  constructor(throttle: Throttle) {
    this.throttle = throttle;
  }

  /** Resolves when so many bytes have crossed the line. */
  async carry(bytes: number): Promise<void> {
    const now = performance.now();
    this.#freeAt = Math.max(now, this.#freeAt) + (bytes * 1000) / this.throttle.bytesPerSecond;
    await after(this.#freeAt - now);
  }

  /** Reads a request no faster than the line carries it. */
  async read(request: IncomingMessage): Promise<Buffer> {
    await after(this.throttle.latencyMs);
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      const bytes = chunk as Buffer;
      await this.carry(bytes.length);
      chunks.push(bytes);
    }
    return Buffer.concat(chunks);
  }

  /** Writes a reply in pieces, no faster than the line carries it. */
  async write(response: ServerResponse, reply: Relayed): Promise<void> {
    const { connection: _connection, 'transfer-encoding': _encoding, ...headers } = reply.headers;
    response.writeHead(reply.status, { ...headers, 'content-length': String(reply.body.length) } as Record<
      string,
      string
    >);
    const piece = 1400;
    for (let at = 0; at < reply.body.length && !response.destroyed; at += piece) {
      const part = reply.body.subarray(at, at + piece);
      await this.carry(part.length);
      response.write(part);
    }
    response.end();
  }
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

/** A server on 127.0.0.1 that answers everything with one page. */
export async function startPage(page: string): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page),
  );
  return { url: await listen(server), server };
}
