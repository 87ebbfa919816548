import { gzipSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerIpc, type IpcHandlers } from '../../electron/ipc/register.ts';
import { createPortalTransport } from '../../electron/services/portal-transport.ts';
import { createPortalCall } from '../../renderer/sync/portal-client.ts';
import { isErrorCode } from '../../shared/errors.ts';
import { FORWARDED, IPC, type IpcChannel } from '../../shared/ipc/contract.ts';
import {
  DEVICE_HEADER,
  OPERATIONS,
  refusalSchema,
  SESSION_HEADER,
  type OperationName,
} from '../../shared/portal/contract.ts';
import { placeOf, startCounter, type TestCounter } from '../portal/client.ts';
import { createRandom } from '../portal/seed/random.ts';
import { createPortal, type Portal } from '../portal/server.ts';
import { receiveCommand, write } from '../support/catalogue.ts';
import { malformed, shapeOf } from '../support/malformed.ts';
import { SEED, seeded } from '../support/seed.ts';
import { startFaultyPortal, type FaultyPortal } from '../unit/electron/faulty-portal.ts';

const FILE = 'tests/security/malformed.test.ts';
/** Malformed messages of each kind. */
const MESSAGES = Number(process.env['MALFORMED'] ?? 400);
const LIMIT = 30_000 + MESSAGES * 30;
const page = { origin: 'app://counter', parent: null };
const seconds = (since: number) => (performance.now() - since) / 1000;
const report = (what: string, since: number) =>
  console.log(
    `FIGURE malformed ${what}: ${String(MESSAGES)} in ${seconds(since).toFixed(1)} s, seed ${SEED}`,
  );

describe('messages to main', () => {
  it(
    'that break the contract are all refused before any handler sees them',
    () =>
      seeded(FILE, { MALFORMED: String(MESSAGES) }, async () => {
        const random = createRandom(SEED);
        const invoked: string[] = [];
        const channels = new Map<string, (event: unknown, request: unknown) => Promise<unknown>>();
        const handlers = Object.fromEntries(
          Object.keys(IPC).map((channel) => [channel, () => invoked.push(channel)]),
        ) as unknown as IpcHandlers;
        const ipcMain = {
          handle: (channel: string, listener: never) => void channels.set(channel, listener),
        };
        registerIpc(ipcMain, handlers, () => 'REF');
        const since = performance.now();
        const names = Object.keys(IPC) as IpcChannel[];
        for (let refused = 0; refused < MESSAGES;) {
          const channel = random.pick(names);
          const request: unknown = malformed(shapeOf(IPC[channel].request, random), random);
          if (IPC[channel].request.safeParse(request).success) continue;
          const answer = channels.get(channel)?.({ senderFrame: page, sender: {} }, request);
          await expect(answer).rejects.toThrow(`ipc:request-invalid ${channel} REF`);
          refused += 1;
        }
        expect(invoked).toEqual([]);
        expect({}).not.toHaveProperty('polluted');
        report('IPC messages', since);
      }),
    LIMIT,
  );
});

describe('requests to the portal', () => {
  let portal: Portal;
  let counter: TestCounter;
  let url: string;
  const bugs: unknown[] = [];
  beforeAll(async () => {
    portal = await createPortal({ onBug: (bug) => bugs.push(bug) });
    ({ url } = await portal.listen());
    counter = await startCounter(url, placeOf('HT'), 1, undefined, false);
    await counter.lease();
    await counter.push(counter.receive(createRandom('malformed')));
  });
  afterAll(() => portal.close());

  const tokens = () => ({
    [DEVICE_HEADER]: counter.credentials.counter,
    [SESSION_HEADER]: `Bearer ${counter.credentials.session}`,
  });
  const everything = async () =>
    JSON.stringify([await portal.admin.events('HT'), await portal.admin.leases()]);

  /** What is sent: most bodies of the right kind with something wrong in them, some no JSON at all. */
  function requestOf(name: OperationName, random: ReturnType<typeof createRandom>) {
    const { method, path, request } = OPERATIONS[name];
    for (;;) {
      const input: unknown = malformed(shapeOf(request, random), random);
      const text = JSON.stringify(input);
      const query = new URLSearchParams(
        Object.entries(Object(input) as object).map(([key, value]) => [key, String(value).slice(0, 2000)]),
      );
      const understood = method === 'GET' ? Object.fromEntries(query) : input;
      if (request.safeParse(understood).success) continue;
      if (method === 'GET') return { address: `${url}${path}?${query.toString()}`, body: undefined };
      const cut = random.below(5) === 0 ? text.slice(0, random.below(text.length + 1)) : text;
      return { address: `${url}${path}`, body: cut === '' ? '{' : cut };
    }
  }

  it(
    'that break the contract are all refused in its own words, and change nothing',
    () =>
      seeded(FILE, { MALFORMED: String(MESSAGES) }, async () => {
        const random = createRandom(SEED);
        const before = await everything();
        const since = performance.now();
        const names = Object.keys(OPERATIONS) as OperationName[];
        for (let i = 0; i < MESSAGES; i += 1) {
          const name = random.pick(names);
          const { address, body } = requestOf(name, random);
          const response = await fetch(address, {
            method: OPERATIONS[name].method,
            headers: {
              'content-type': random.below(10) === 0 ? 'text/plain' : 'application/json',
              ...tokens(),
            },
            ...(body === undefined ? {} : { body }),
          });
          const said: unknown = await response.json();
          // Asked nothing it has to read, `health` answers whoever asks.
          if (name === 'health' && response.status === 200) continue;
          expect([name, response.status >= 400 && response.status < 500, body]).toEqual([name, true, body]);
          expect([said, refusalSchema.safeParse(said).success]).toEqual([said, true]);
        }
        expect(bugs).toEqual([]);
        expect(await everything()).toBe(before);
        report('portal requests', since);
      }),
    LIMIT,
  );

  it('to no operation, with other methods, headers and odd paths are refused as well', async () => {
    const headers = { ...tokens(), 'content-type': 'application/json' };
    for (const [method, address] of [
      ['GET', '/v1/../../etc/passwd'],
      ['GET', '/%2e%2e/%2e%2e/etc/passwd'],
      ['DELETE', '/v1/events'],
      ['PUT', '/v1/events'],
      ['POST', '/v1/health'],
      ['GET', '/v1/events%00'],
      ['GET', `/v1/${'a'.repeat(5000)}`],
      ['OPTIONS', '/v1/attachments/../../x'],
    ] as const) {
      const response = await fetch(`${url}${address}`, { method, headers });
      expect([address, response.status >= 400 && response.status < 500]).toEqual([address, true]);
    }
    expect(bugs).toEqual([]);
  });
});

describe('replies of the portal', () => {
  let portal: FaultyPortal;
  let answer: (response: ServerResponse) => void;
  beforeAll(async () => {
    portal = await startFaultyPortal((response) => answer(response));
  });
  afterAll(() => portal[Symbol.asyncDispose]());

  const TYPES = [
    'application/json',
    'application/json; charset=utf-8',
    'text/html',
    'application/problem+json',
  ];
  const STATUSES = [200, 200, 200, 200, 201, 204, 301, 400, 401, 404, 409, 418, 429, 500, 502, 503, 599];

  function spoil(operation: (typeof FORWARDED)[number], random: ReturnType<typeof createRandom>) {
    for (;;) {
      const reply: unknown = malformed(shapeOf(OPERATIONS[operation].reply, random), random);
      if (!OPERATIONS[operation].reply.safeParse(reply).success) return JSON.stringify(reply);
    }
  }

  it(
    'that break the contract come to a known trouble, each at once, and never reject',
    () =>
      seeded(FILE, { MALFORMED: String(MESSAGES) }, async () => {
        const random = createRandom(SEED);
        const transport = createPortalTransport({
          baseUrl: portal.url,
          fetch,
          tokens: () => ({ device: 'device-token-0123456789', session: 'session-token-0123456789' }),
          silence: 5000,
        });
        const call = createPortalCall((operation, input) => transport.call(operation, input));
        const since = performance.now();
        for (let i = 0; i < MESSAGES; i += 1) {
          const operation = random.pick(FORWARDED);
          const text = spoil(operation, random);
          const cut = random.below(6) === 0 ? text.slice(0, random.below(text.length + 1)) : text;
          const how = random.below(8);
          answer = (response) => {
            const type = random.pick(TYPES);
            const headers = {
              'content-type': type,
              ...(how === 1 ? { 'content-encoding': 'gzip' } : {}),
              ...(how === 2 ? { 'retry-after': random.pick(['-1', 'soon', '1e99', '99999999999']) } : {}),
              ...(how === 3 ? { date: 'yesterday' } : {}),
              ...(how === 4 ? { location: 'https://elsewhere.example/' } : {}),
            };
            response.writeHead(random.pick(STATUSES), headers);
            if (how === 5) return void response.destroy();
            response.end(how === 1 && random.below(2) === 0 ? gzipSync(cut) : cut);
          };
          const result = await call(operation, requestFor(operation) as never);
          if (result.ok) throw new Error(`${operation} took ${cut.slice(0, 200)}`);
          expect(isErrorCode(result.error.error.code)).toBe(true);
          const { retryAfter } = result.error;
          expect(retryAfter === null || (retryAfter >= 0 && retryAfter <= 86_400)).toBe(true);
        }
        expect({}).not.toHaveProperty('polluted');
        report('portal replies', since);
      }),
    LIMIT,
  );
});

/** A request of the contract, so that only the reply is wrong. */
function requestFor(operation: (typeof FORWARDED)[number]): unknown {
  const id = '0198b0d2-6f3c-7cc1-9a53-7d2d4f1f0a11';
  // Complete, so that a new operation is not forgotten.
  const requests: Readonly<Record<typeof operation, unknown>> = {
    lease: { requestId: id, left: 1 },
    push: { events: write([receiveCommand()]).events, retry: false },
    pull: { after: 0, limit: 10 },
    findFiling: { by: { kind: 'number', number: 'H49-260101-00000001' }, bring: false },
    catalogue: { have: 0 },
    health: {},
    position: {},
    anchors: { after: 0 },
    oversight: {},
    overseePull: { office: 'HT', after: 0, limit: 10 },
    overseeCount: { office: 'HT', from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z', limit: 10 },
  };
  return requests[operation];
}
