import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AppErrorCode } from '../../../shared/errors.ts';
import { ATTACHMENTS_PATH, OPERATIONS, type OperationName } from '../../../shared/portal/contract.ts';
import type { Fault, FaultKind, FaultPlan, Throttle } from './kinds.ts';
import { after, close, listen, readAll, relay, relayHalf, SlowLine, startPage, write } from './relay.ts';
import type { Relayed } from './relay.ts';

export type { Fault } from './kinds.ts';

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
  /** From now on the plan decides what becomes of requests no queued fault fits; their numbers begin at 1. */
  readonly follow: (plan: FaultPlan) => void;
  /** Makes the line slow; null makes it fast again. */
  readonly throttle: (speed: Throttle | null) => void;
  /** Takes all faults, the plan and the slowness away; requests that were to arrive late are lost. */
  readonly clear: () => void;
  /** How many requests of an operation came, whatever became of them. */
  readonly count: (operation: OperationName) => number;
  /** How many bytes each of them announced, in the order they came. */
  readonly sizes: (operation: OperationName) => readonly number[];
  readonly close: () => Promise<void>;
}

interface Queued {
  readonly fault: Fault;
  left: number;
  readonly meet: () => void;
  readonly released: Promise<void>;
}

/** A request on its way. */
interface Passing {
  readonly operation: OperationName | null;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
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

function answerStatus(response: ServerResponse, fault: Extract<FaultKind, { kind: 'status' }>): void {
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

/** Starts the proxy in front of a portal's base URL, on 127.0.0.1. */
export async function startFaults(target: string): Promise<FaultyPortal> {
  let queue: readonly Queued[] = [];
  let releases: readonly (() => void)[] = [];
  let plan: FaultPlan | null = null;
  let planned = 0;
  let line: SlowLine | null = null;
  /** Called when a request has been answered; what waited for that goes on. */
  let onAnswer: (() => void)[] = [];
  const sizes = new Map<OperationName, number[]>();
  const lastReplies = new Map<OperationName | null, Relayed>();
  const login = await startPage(LOGIN_PAGE);

  const take = (operation: OperationName | 'attachments' | null): Queued | undefined => {
    const met = queue.find(
      (each) => each.left > 0 && (each.fault.operation === undefined || each.fault.operation === operation),
    );
    if (met) met.left -= 1;
    queue = queue.filter((each) => each.left > 0);
    return met;
  };
  const pass = async ({ operation, request, body }: Passing): Promise<Relayed> => {
    const reply = await relay(target, request, body);
    lastReplies.set(operation, reply);
    return reply;
  };
  const answer = async (response: ServerResponse, reply: Relayed): Promise<void> => {
    if (line) await line.write(response, reply);
    else write(response, reply);
    for (const goOn of onAnswer.splice(0)) goOn();
  };
  const answered = () => new Promise<void>((resolve) => onAnswer.push(resolve));
  const meet = async (fault: FaultKind, passing: Passing, released: Promise<void>): Promise<void> => {
    const { response, request, body, operation } = passing;
    switch (fault.kind) {
      case 'status':
        return answerStatus(response, fault);
      case 'captive-page':
        return void response.writeHead(200, HTML).end(LOGIN_PAGE);
      case 'captive-redirect':
        return void response.writeHead(302, { location: `${login.url}/login` }).end();
      case 'drop-request':
        return void response.destroy();
      case 'reset':
        return void request.socket.resetAndDestroy();
      case 'cut-request':
        await relayHalf(target, request, body);
        return void response.destroy();
      case 'drop-reply':
        await pass(passing);
        return void response.destroy();
      case 'cut': {
        const reply = await pass(passing);
        return write(response, reply, Math.floor(reply.body.length / 2));
      }
      case 'twice':
        await pass(passing);
        return answer(response, await pass(passing));
      case 'repeat-reply':
        return answer(response, lastReplies.get(operation) ?? (await pass(passing)));
      case 'delay': {
        const reply = await pass(passing);
        await after(fault.ms);
        return answer(response, reply);
      }
      case 'reorder': {
        const reply = await pass(passing);
        await Promise.race([answered(), after(fault.ms)]);
        return answer(response, reply);
      }
      case 'late':
        onAnswer.push(() => void relay(target, request, body).catch(() => undefined));
        return void response.destroy();
      case 'hold':
        await released;
        return answer(response, await pass(passing));
    }
  };
  const server = createServer((request, response) => {
    const operation = operationOf(request);
    if (operation) {
      if (!sizes.has(operation)) sizes.set(operation, []);
      sizes.get(operation)?.push(Number(request.headers['content-length'] ?? 0));
    }
    const queued = take(request.url?.startsWith(ATTACHMENTS_PATH) ? 'attachments' : operation);
    const fault = queued?.fault ?? plan?.((planned += 1), operation) ?? null;
    queued?.meet();
    const handled = (line ? line.read(request) : readAll(request)).then(async (body) => {
      const passing = { operation, request, response, body };
      if (fault) await meet(fault, passing, queued?.released ?? Promise.resolve());
      else await answer(response, await pass(passing));
    });
    // The portal behind is gone, or the counter hung up: to the counter both are a lost connection.
    handled.catch(() => response.destroy());
  });
  const url = await listen(server);

  const clear = () => {
    queue = [];
    plan = null;
    line = null;
    onAnswer = [];
    for (const release of releases) release();
    releases = [];
  };
  return {
    url,
    loginUrl: login.url,
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
    follow: (next) => {
      plan = next;
      planned = 0;
    },
    throttle: (speed) => {
      line = speed && new SlowLine(speed);
    },
    clear,
    count: (operation) => sizes.get(operation)?.length ?? 0,
    sizes: (operation) => sizes.get(operation) ?? [],
    close: async () => {
      clear();
      await Promise.all([close(server), close(login.server)]);
    },
  };
}
