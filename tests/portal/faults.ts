import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AppErrorCode } from '../../shared/errors.ts';
import { OPERATIONS, type OperationName } from '../../shared/portal/contract.ts';

/** What goes wrong with a request on its way. */
export type FaultKind =
  /** Answers by itself, as the portal would; the request never arrives. */
  | {
      readonly kind: 'status';
      readonly status: 400 | 401 | 403 | 409 | 413 | 429 | 500;
      readonly code?: AppErrorCode;
      readonly retryAfter?: number;
    }
  /** A captive portal's login page in place of a reply. */
  | { readonly kind: 'captive-page' }
  /** A captive portal's redirect to its login host. */
  | { readonly kind: 'captive-redirect' }
  /** The connection is dropped before the request arrives. */
  | { readonly kind: 'drop-request' }
  /** The portal does its work, but its reply is lost. */
  | { readonly kind: 'drop-reply' }
  /** The portal does its work; the connection breaks after half of its reply. */
  | { readonly kind: 'cut' }
  /** The portal gets the request twice; the second reply comes back. */
  | { readonly kind: 'twice' }
  /** The last reply of the operation comes again; the request never arrives. */
  | { readonly kind: 'repeat-reply' }
  /** The request waits until released. */
  | { readonly kind: 'hold' };

export type Fault = FaultKind & {
  /** Only for this operation; any without it. */
  readonly operation?: OperationName;
  /** How many requests it meets; 1 without it. */
  readonly times?: number;
};

export interface FaultHandle {
  /** Resolves when the first request met the fault. */
  readonly met: Promise<void>;
  /** Lets a held request go on. */
  readonly release: () => void;
  /** Takes the fault away, met or not, and lets held requests go on. */
  readonly remove: () => void;
}

/** A proxy in front of a portal that does what it is told: the counter is given its address in place of the portal's. */
export interface FaultyPortal {
  readonly url: string;
  /** The captive portal's login host. */
  readonly loginUrl: string;
  /** Queues a fault; the first in the queue that fits a request meets it. */
  readonly next: (fault: Fault) => FaultHandle;
  /** Takes all faults away. */
  readonly clear: () => void;
  /** How many requests of an operation came, whatever became of them. */
  readonly count: (operation: OperationName) => number;
  readonly close: () => Promise<void>;
}

interface Queued {
  readonly fault: Fault;
  left: number;
  readonly meet: () => void;
  readonly released: Promise<void>;
}

interface Relayed {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

const LOGIN_PAGE =
  '<!doctype html><html><head><title>Wi-Fi</title></head><body><h1>Đăng nhập mạng</h1><form method="post"><input name="phone"><button>OK</button></form></body></html>';
const HTML = { 'content-type': 'text/html; charset=utf-8' };
const DEFAULT_CODE: Readonly<Record<number, AppErrorCode>> = {
  400: 'portal-bad-request',
  401: 'portal-unauthorised',
  403: 'portal-forbidden',
  409: 'portal-conflict',
  413: 'portal-bad-request',
  429: 'portal-busy',
  500: 'portal-failed',
};

function operationOf(request: IncomingMessage): OperationName | null {
  const path = new URL(request.url ?? '/', 'http://portal.invalid').pathname;
  const names = Object.keys(OPERATIONS) as OperationName[];
  return (
    names.find((name) => OPERATIONS[name].path === path && OPERATIONS[name].method === request.method) ?? null
  );
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function relay(target: string, from: IncomingMessage, body: Buffer): Promise<Relayed> {
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

function write(response: ServerResponse, reply: Relayed, bytes = reply.body.length): void {
  const { connection: _connection, 'transfer-encoding': _encoding, ...headers } = reply.headers;
  response.writeHead(reply.status, { ...headers, 'content-length': String(reply.body.length) } as Record<
    string,
    string
  >);
  if (bytes === reply.body.length) response.end(reply.body);
  // Only when the half is on its way is the connection broken, so that the counter really sees a reply begin.
  else response.write(reply.body.subarray(0, bytes), () => response.destroy());
}

function answerStatus(response: ServerResponse, fault: Extract<Fault, { kind: 'status' }>): void {
  const seconds = fault.retryAfter;
  const code = fault.code ?? DEFAULT_CODE[fault.status] ?? 'portal-failed';
  const body = {
    code,
    message: 'Made by the fault proxy',
    ...(seconds === undefined ? {} : { params: { seconds } }),
  };
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    ...(seconds === undefined ? {} : { 'retry-after': String(seconds) }),
  };
  response.writeHead(fault.status, headers).end(JSON.stringify(body));
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

/** Starts the proxy in front of a portal's base URL, on 127.0.0.1. */
export async function startFaults(target: string): Promise<FaultyPortal> {
  let queue: readonly Queued[] = [];
  let releases: readonly (() => void)[] = [];
  const counts = new Map<OperationName, number>();
  const lastReplies = new Map<OperationName | null, Relayed>();
  const login = createServer((_request, response) => response.writeHead(200, HTML).end(LOGIN_PAGE));
  const loginUrl = await listen(login);

  const take = (operation: OperationName | null): Queued | undefined => {
    const met = queue.find(
      (each) => each.left > 0 && (each.fault.operation === undefined || each.fault.operation === operation),
    );
    if (met) met.left -= 1;
    queue = queue.filter((each) => each.left > 0);
    return met;
  };
  const pass = async (
    operation: OperationName | null,
    request: IncomingMessage,
    body: Buffer,
  ): Promise<Relayed> => {
    const reply = await relay(target, request, body);
    lastReplies.set(operation, reply);
    return reply;
  };
  const meet = async (
    queued: Queued,
    operation: OperationName | null,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    const body = await readAll(request);
    const { fault } = queued;
    switch (fault.kind) {
      case 'status':
        return answerStatus(response, fault);
      case 'captive-page':
        return void response.writeHead(200, HTML).end(LOGIN_PAGE);
      case 'captive-redirect':
        return void response.writeHead(302, { location: `${loginUrl}/login` }).end();
      case 'drop-request':
        return void response.destroy();
      case 'drop-reply':
        await pass(operation, request, body);
        return void response.destroy();
      case 'cut': {
        const reply = await pass(operation, request, body);
        return write(response, reply, Math.floor(reply.body.length / 2));
      }
      case 'twice':
        await pass(operation, request, body);
        return write(response, await pass(operation, request, body));
      case 'repeat-reply': {
        const last = lastReplies.get(operation);
        return write(response, last ?? (await pass(operation, request, body)));
      }
      case 'hold':
        await queued.released;
        return write(response, await pass(operation, request, body));
    }
  };
  const server = createServer((request, response) => {
    const operation = operationOf(request);
    if (operation) counts.set(operation, (counts.get(operation) ?? 0) + 1);
    const queued = take(operation);
    const handled = queued
      ? (queued.meet(), meet(queued, operation, request, response))
      : readAll(request).then(async (body) => write(response, await pass(operation, request, body)));
    // The portal behind is gone, or the counter hung up: to the counter both are a lost connection.
    handled.catch(() => response.destroy());
  });
  const url = await listen(server);

  const clear = () => {
    queue = [];
    for (const release of releases) release();
    releases = [];
  };
  return {
    url,
    loginUrl,
    next: (fault) => {
      const met = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      const queued: Queued = { fault, left: fault.times ?? 1, meet: met.resolve, released: released.promise };
      queue = [...queue, queued];
      releases = [...releases, released.resolve];
      const remove = () => {
        queue = queue.filter((each) => each !== queued);
        released.resolve();
      };
      return { met: met.promise, release: released.resolve, remove };
    },
    clear,
    count: (operation) => counts.get(operation) ?? 0,
    close: async () => {
      clear();
      await Promise.all([close(server), close(login)]);
    },
  };
}
