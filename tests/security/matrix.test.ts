import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newSigningKey } from '../../electron/services/signing.ts';
import { CHAIN_START } from '../../shared/domain/dossier/chain.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { newId } from '../../shared/ids.ts';
import {
  ATTACHMENTS_PATH,
  DEVICE_HEADER,
  OPERATIONS,
  SESSION_HEADER,
  type OperationName,
} from '../../shared/portal/contract.ts';
import { beginFile, sendFile as sendFileTo } from '../portal/attachments/upload-support.ts';
import {
  ask as askOf,
  fetchAs,
  placeOf,
  startCounter,
  type Credentials,
  type TestCounter,
} from '../portal/client.ts';
import { createPortal, type Portal } from '../portal/server.ts';
import { createRandom } from '../portal/seed/random.ts';

/** Who asks. Each has real tokens of its own, some of them not good any more. */
const CALLERS = [
  'nobody',
  'made-up-tokens',
  'counter-alone',
  'clerk',
  'supervisor',
  'administrator',
  'support',
  'clerk-with-a-foreign-session',
  'session-without-counter',
  'session-ended',
  'clerk-without-signature',
  'clerk-signing-with-another-key',
  'counter-shut-out',
  'counter-taken-over',
] as const;
type Caller = (typeof CALLERS)[number];
type Answer = 'may' | 401 | 403;

const OPEN = Object.fromEntries(CALLERS.map((caller) => [caller, 'may'])) as Record<Caller, Answer>;
const DEVICE: Record<Caller, Answer> = {
  ...OPEN,
  nobody: 401,
  'made-up-tokens': 401,
  'session-without-counter': 401,
  // Real tokens, as whoever copied them has them: without the key they open nothing.
  'clerk-without-signature': 401,
  'clerk-signing-with-another-key': 401,
  'counter-shut-out': 403,
  'counter-taken-over': 403,
};
const SESSION: Record<Caller, Answer> = {
  ...DEVICE,
  'counter-alone': 401,
  'clerk-with-a-foreign-session': 401,
  'session-ended': 401,
  // Looks after the machines, and sees nothing of citizens.
  support: 403,
};
/** Other offices' work is for supervisors, and only of the offices on their account. */
const OVERSIGHT: Record<Caller, Answer> = { ...SESSION, clerk: 403, administrator: 403 };
/** What is left to a counter another machine took over, so that nothing it holds is lost. */
const HANDING_OVER = { 'counter-taken-over': 'may' } as const;

const id = () => newId();
const random = createRandom('matrix');
const HASH = createHash('sha256').update('no such file').digest('hex');

/** Every route: who may ask, and a request that holds. A route without its line here is a type error. */
const ROUTES: Readonly<
  Record<OperationName, { readonly allows: Record<Caller, Answer>; readonly request: () => unknown }>
> = {
  health: { allows: OPEN, request: () => ({}) },
  // Whoever asks needs the enrolment code, which none of them has.
  enrol: {
    allows: OPEN,
    request: () => ({ enrolmentCode: 'NONE-2022', counterNumber: 1, deviceId: id(), deviceName: 'Test' }),
  },
  registerKey: {
    allows: { ...DEVICE, ...HANDING_OVER },
    request: () => ({ key: 'x'.repeat(43) }),
  },
  signIn: {
    allows: { ...DEVICE, ...HANDING_OVER },
    request: () => ({ username: 'giaodich01', password: 'demo' }),
  },
  lease: { allows: SESSION, request: () => ({ requestId: id(), left: 0 }) },
  position: { allows: { ...SESSION, ...HANDING_OVER }, request: () => ({}) },
  anchors: { allows: SESSION, request: () => ({ after: 0 }) },
  // Before `push`: a supervisor is told of what was refused, by the number our own counter gave it.
  oversight: { allows: OVERSIGHT, request: () => ({}) },
  overseePull: { allows: OVERSIGHT, request: () => ({ office: 'VH', after: 0, limit: 500 }) },
  overseeCount: {
    allows: OVERSIGHT,
    request: () => ({ office: 'VH', from: '2020-01-01T00:00:00Z', to: '2099-01-01T00:00:00Z', limit: 500 }),
  },
  // A taken-over counter may only hand over: its `push` is refused for what it says, below.
  push: { allows: SESSION, request: () => ({ events: [foreignNote()], retry: false }) },
  pull: { allows: SESSION, request: () => ({ after: 0, limit: 500, own: '1' }) },
  findFiling: {
    // What was filed is brought to the office: work.
    allows: { ...SESSION, administrator: 403 },
    request: () => ({ by: { kind: 'number', number: 'H49-260101-00000001' }, bring: true }),
  },
  catalogue: { allows: DEVICE, request: () => ({ have: 0 }) },
};

let portal: Portal;
let url: string;
let now = Date.now();
let theirs: TestCounter;
let ours: TestCounter;
let callers: Record<Caller, Credentials>;
let foreignFile: { readonly sha256: string; readonly text: string };
/** Whatever would tell of the other office's citizens. */
let secrets: readonly string[];

let note: DossierEvent | undefined;
/** An event on a dossier of the other office, the next one of the counter’s log. */
function foreignNote(): DossierEvent | undefined {
  const body = { type: 'noteAdded', data: { text: 'của ai?' } };
  note ??= ours.write(theirs.log[0]?.dossierId ?? '', [body], 40)[0];
  return note;
}

async function signIn({ credentials }: TestCounter, username: string): Promise<string> {
  const { token } = await askOf(url, 'signIn', { username, password: 'demo' }, credentials);
  return token;
}

async function ask(method: string, path: string, credentials: Credentials, body?: unknown) {
  const query = method === 'GET' && body ? `?${new URLSearchParams(body as never).toString()}` : '';
  const { counter, session } = credentials;
  const response = await fetchAs(credentials, url)(`${url}${path}${query}`, {
    method,
    headers: {
      ...(method === 'POST' && body ? { 'content-type': 'application/json' } : {}),
      ...(method === 'POST' && !body
        ? { 'tus-resumable': '1.0.0', 'upload-length': '4', 'upload-metadata': `sha256 ${btoa(HASH)}` }
        : {}),
      ...(counter === undefined ? {} : { [DEVICE_HEADER]: counter }),
      ...(session === undefined ? {} : { [SESSION_HEADER]: `Bearer ${session}` }),
    },
    ...(method === 'POST' && body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, text: await response.text() };
}

beforeAll(async () => {
  portal = await createPortal({ clock: () => new Date(now).toISOString() });
  ({ url } = await portal.listen());
  const start = (office: 'VH' | 'HT', number: number) => startCounter(url, placeOf(office), number);
  theirs = await start('HT', 1);
  await theirs.lease();
  await theirs.push(theirs.receive(random));
  const ending = await start('VH', 2);
  now += 13 * 3_600_000;
  ours = await start('VH', 1);
  await ours.lease();
  await ours.push(ours.receive(random));
  const shut = await start('VH', 3);
  await portal.admin.revokeCounter(shut.id);
  const moved = await start('VH', 4);
  await startTakingOver(moved);
  const foreign = await signIn(theirs, 'giaodich01');
  const { counter, key } = ours.credentials;
  const tokens = ({ credentials }: TestCounter) => credentials;
  callers = {
    nobody: {},
    'made-up-tokens': { counter: randomBytes(32).toString('hex'), session: randomBytes(32).toString('hex') },
    'counter-alone': { counter, key },
    clerk: tokens(ours),
    supervisor: { counter, key, session: await signIn(ours, 'kiemsoat01') },
    administrator: { counter, key, session: await signIn(ours, 'quantri01') },
    support: { counter, key, session: await signIn(ours, 'hotro01') },
    'clerk-with-a-foreign-session': { counter, key, session: foreign },
    'session-without-counter': { session: tokens(ours).session },
    'session-ended': tokens(ending),
    'clerk-without-signature': { ...tokens(ours), key: undefined },
    'clerk-signing-with-another-key': { ...tokens(ours), key: newSigningKey() },
    'counter-shut-out': tokens(shut),
    'counter-taken-over': tokens(moved),
  };
  foreignFile = await sendFile(foreign);
  secrets = [
    ...new Set(theirs.log.map(({ dossierId }) => dossierId)),
    ...(await portal.admin.dossiers('HT')).flatMap(({ reception }) =>
      reception ? [reception.code, reception.applicant.name, reception.applicant.phone] : [],
    ),
    theirs.id,
    foreignFile.text,
  ].filter((each) => each !== '');
});
afterAll(() => portal.close());

async function startTakingOver(lost: TestCounter): Promise<void> {
  const response = await ask(
    'POST',
    OPERATIONS.enrol.path,
    {},
    {
      enrolmentCode: placeOf('VH').enrolmentCode,
      counterNumber: 4,
      deviceId: id(),
      deviceName: 'Máy mới',
      takeOver: { counter: lost.id, position: 0, hash: CHAIN_START },
    },
  );
  if (response.status !== 200) throw new Error(response.text);
}

async function sendFile(session: string) {
  const text = `Giấy tờ riêng của Hà Tu ${id()}`;
  const bytes = Buffer.from(text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const credentials = { ...theirs.credentials, session };
  await beginFile(url, credentials, sha256, bytes.length);
  const sent = await sendFileTo(url, credentials, sha256, 0, bytes);
  if (sent.status !== 204) throw new Error(`the file was not taken: ${String(sent.status)}`);
  return { sha256, text };
}

const cases = (Object.keys(ROUTES) as OperationName[]).flatMap((name) =>
  CALLERS.map((caller) => ({ name, caller, expected: ROUTES[name].allows[caller] })),
);

describe('every route, whoever asks', () => {
  test.each(cases)('$name by $caller: $expected', async ({ name, caller, expected }) => {
    const { method, path } = OPERATIONS[name];
    const { status, text } = await ask(method, path, callers[caller], ROUTES[name].request());
    // Let in, a request can still be refused for what it says: a wrong code, another's dossier.
    const refused = status === 401 || status === 403 ? status : 'may';
    const byContent = name === 'enrol' ? 'may' : refused;
    expect([byContent, text]).toEqual([expected, text]);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  test.each(CALLERS)('files of the other office, by %s: not there', async (caller) => {
    const expected: Answer = { ...SESSION, ...HANDING_OVER }[caller];
    for (const method of ['GET', 'HEAD', 'PATCH']) {
      const path = `${ATTACHMENTS_PATH}/${foreignFile.sha256}`;
      const { status, text } = await ask(method, path, callers[caller]);
      expect([method, status === 401 || status === 403 ? status : 'may']).toEqual([method, expected]);
      if (expected === 'may') expect([method, status >= 400 && status < 500]).toEqual([method, true]);
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    }
    const { status } = await ask('POST', ATTACHMENTS_PATH, callers[caller]);
    expect(status === 401 || status === 403 ? status : 'may').toBe(expected);
  });

  test('the routes served are those of the contract, and each has its line here', () => {
    const known = (Object.keys(ROUTES) as OperationName[]).map(
      (name) => `${OPERATIONS[name].method} ${OPERATIONS[name].path}`,
    );
    const files = [
      `POST ${ATTACHMENTS_PATH}`,
      ...['HEAD', 'PATCH', 'GET'].map((method) => `${method} ${ATTACHMENTS_PATH}/{sha256}`),
    ];
    expect([...portal.routes].sort()).toEqual([...known, ...files, 'GET /openapi.json'].sort());
  });

  test('what a clerk sends about another office’s dossier is refused as if there were none, and changes nothing', async () => {
    const before = JSON.stringify(await portal.admin.events('HT'));
    const { text } = await ask('POST', OPERATIONS.push.path, callers.clerk, {
      events: [foreignNote()],
      retry: true,
    });
    expect(text).toContain('dossier-unknown');
    expect(JSON.stringify(await portal.admin.events('HT'))).toBe(before);
  });
});
