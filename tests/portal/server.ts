import type { Socket } from 'node:net';
import path from 'node:path';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import {
  DEVICE_HEADER,
  OPERATIONS,
  SESSION_HEADER,
  type OperationName,
} from '../../shared/portal/contract.ts';
import { PORTAL_TIME_HEADER } from '../../shared/portal/signature.ts';
import { openApiDocument } from '../../shared/portal/openapi.ts';
import type { EReceiptProvider } from '../../shared/e-receipt/port.ts';
import type { Result } from '../../shared/result.ts';
import { checkAccess } from './access.ts';
import { openFiles } from './attachments/files.ts';
import { serveAttachments } from './attachments/routes.ts';
import { createAdmin, type PortalAdmin } from './admin.ts';
import { createAttempts } from './attempts.ts';
import { createHistoryReader } from './catalogues.ts';
import { startExporter } from './e-receipts/exporter.ts';
import type { Caller, PortalContext } from './context.ts';
import { openDatabase, type DatabaseOptions } from './database.ts';
import { RUN } from './operations/index.ts';
import { refusal, refuse, type RequestRefusal } from './refusal.ts';
import { seedDemoDossiers } from './seed/demo.ts';
import { seedEmpty } from './seed/empty.ts';
import { arrivedRequest, keepDigests } from './signatures.ts';

/** All that is left to a counter another machine took over; `push` asks for `handOver` too. */
const FOR_MOVED: ReadonlySet<OperationName> = new Set(['position', 'push', 'registerKey', 'signIn']);
const BODY_LIMIT = 5 * 1024 * 1024;
const LEASE_SIZE = 50;
const E_RECEIPT_RETRY_MS = 30_000;

export interface PortalOptions extends DatabaseOptions {
  readonly clock?: Clock;
  /** Fill an empty portal with dossiers, so that a counter shows life after its first pull. */
  readonly demo?: boolean;
  /** Folder of attached files; beside the database's own without it, or a temporary one when that is in memory. */
  readonly filesDir?: string;
  /** Who is told of receipts; without one they wait. What could not be told is tried again after `eReceiptRetryMs`. */
  readonly eReceipts?: EReceiptProvider;
  readonly eReceiptRetryMs?: number;
  /** Numbers in a leased range. */
  readonly leaseSize?: number;
  /** One line a request, for the curious; never personal data. Nothing is logged without it. */
  readonly log?: (line: { readonly operation: string; readonly status: number }) => void;
  /** Hears of bugs: whatever an operation throws. */
  readonly onBug?: (error: unknown) => void;
}

export interface Portal {
  /** Listens on 127.0.0.1; port 0 takes any free one. */
  readonly listen: (port?: number) => Promise<{ readonly url: string }>;
  readonly close: () => Promise<void>;
  readonly admin: PortalAdmin;
  /** Method and path of every route served, e.g. `GET /v1/health`. */
  readonly routes: readonly string[];
}

// PostgreSQL text holds no NUL, and no name, code or password needs one.
const hasNul = (value: unknown): boolean => JSON.stringify(value).includes('\\u0000');

function parse(name: OperationName, request: FastifyRequest): Result<unknown, RequestRefusal> {
  const input: unknown = OPERATIONS[name].method === 'GET' ? request.query : request.body;
  const parsed = OPERATIONS[name].request.safeParse(input ?? {});
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
    return refuse(400, 'portal-bad-request', 'The request does not fit the contract', {
      field: field.slice(0, 200),
    });
  }
  if (name !== 'push' && hasNul(parsed.data))
    return refuse(400, 'portal-bad-request', 'A text has a NUL character');
  return { ok: true, value: parsed.data };
}

async function run(
  context: PortalContext,
  name: OperationName,
  request: FastifyRequest,
): Promise<Result<unknown, RequestRefusal>> {
  const header = (key: string) => [request.headers[key]].flat()[0];
  const credentials = {
    counterToken: header(DEVICE_HEADER),
    authorization: header(SESSION_HEADER),
    address: request.ip,
    arrived: arrivedRequest(request),
  };
  const caller = await checkAccess(context, OPERATIONS[name].access, credentials, FOR_MOVED.has(name));
  if (!caller.ok) return caller;
  const parsed = parse(name, request);
  if (!parsed.ok) return parsed;
  // The map's types pair each operation with its own request; a loop over names cannot show that to the compiler.
  const operation = RUN[name] as (
    context: PortalContext,
    request: unknown,
    caller: Caller,
  ) => Promise<Result<unknown, RequestRefusal>>;
  const done = await operation(context, parsed.value, caller.value);
  return done.ok ? { ok: true, value: (OPERATIONS[name].reply as z.ZodType).parse(done.value) } : done;
}

function send(reply: FastifyReply, result: Result<unknown, RequestRefusal>): FastifyReply {
  if (result.ok) return reply.code(200).send(result.value);
  const { status, body, retryAfter, portalTime } = result.error;
  if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
  if (portalTime !== undefined) void reply.header(PORTAL_TIME_HEADER, String(portalTime));
  return reply.code(status).send(body);
}

/** What cannot even be read as HTTP is refused in the contract's words too. */
function refuseUnread(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable) return;
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const body = JSON.stringify(refusal('portal-bad-request', 'The request could not be read'));
  socket.end(
    `HTTP/1.1 ${tooLarge ? '431 Request Header Fields Too Large' : '400 Bad Request'}\r\n` +
      `content-type: application/json\r\ncontent-length: ${String(Buffer.byteLength(body))}\r\nconnection: close\r\n\r\n${body}`,
  );
}

function serve(
  context: PortalContext,
  options: PortalOptions,
): { readonly app: FastifyInstance; readonly routes: readonly string[] } {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    clientErrorHandler: refuseUnread,
  });
  keepDigests(app);
  const routes: string[] = [];
  app.addHook(
    'onRoute',
    (route) => void routes.push(`${String(route.method)} ${route.url.replaceAll(/:(\w+)/gu, '{$1}')}`),
  );
  // The time it tells is its own clock's, which tests move.
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('date', new Date(context.clock()).toUTCString());
  });
  app.setNotFoundHandler((_request, reply) =>
    send(reply, refuse(404, 'portal-bad-request', 'No such operation')),
  );
  app.setErrorHandler((error: { readonly statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    // fastify's own refusals: malformed JSON, a body too large, another media type.
    if (status < 500)
      return send(reply, refuse(status, 'portal-bad-request', 'The request could not be read'));
    options.onBug?.(error);
    return send(reply, refuse(500, 'portal-failed', 'The portal met a fault of its own'));
  });
  for (const name of Object.keys(OPERATIONS) as OperationName[]) {
    const { method, path } = OPERATIONS[name];
    app.route({
      method,
      url: path,
      handler: async (request, reply) => {
        const result = await run(context, name, request);
        options.log?.({ operation: name, status: result.ok ? 200 : result.error.status });
        return send(reply, result);
      },
    });
  }
  serveAttachments(app, context, send);
  app.get('/openapi.json', () => openApiDocument());
  return { app, routes };
}

/** Starts the reference portal: opens its database, seeds an empty one, and gives what it takes to serve it. */
export async function createPortal(options: PortalOptions = {}): Promise<Portal> {
  const { database, fresh } = await openDatabase(options, seedEmpty);
  const clock = options.clock ?? (() => new Date().toISOString());
  let leaseSize = options.leaseSize ?? LEASE_SIZE;
  const context: PortalContext = {
    database,
    clock,
    newId,
    readHistory: createHistoryReader(),
    attempts: createAttempts(clock),
    // Beside the database's own files; PostgreSQL leaves folders it does not know alone.
    files: openFiles(options.filesDir ?? (options.dataDir && path.join(options.dataDir, 'attachments'))),
    wakeExports: () => exporter?.wake(),
    leaseSize: () => leaseSize,
  };
  const exporter = options.eReceipts
    ? startExporter(context, options.eReceipts, {
        retryMs: options.eReceiptRetryMs ?? E_RECEIPT_RETRY_MS,
        onBug: options.onBug,
      })
    : null;
  const admin = createAdmin(context, {
    setLeaseSize: (size) => {
      leaseSize = size;
    },
    retryEReceipts: async () => exporter?.retry(),
  });
  if (fresh) {
    await database.query('update catalogues set published_at = $1', [clock()]);
    if (options.demo) await seedDemoDossiers(context);
  }
  const { app, routes } = serve(context, options);
  // What was left from before is told now.
  exporter?.wake();
  return {
    listen: async (port = 0) => ({ url: await app.listen({ port, host: '127.0.0.1' }) }),
    close: async () => {
      await app.close();
      await exporter?.close();
      await database.close();
      await context.files.close();
    },
    admin,
    routes,
  };
}
