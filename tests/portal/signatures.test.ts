import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSignedFetch, newSigningKey, publicKeyOf } from '../../electron/services/signing.ts';
import { newId } from '../../shared/ids.ts';
import { DEVICE_HEADER, OPERATIONS, SESSION_HEADER } from '../../shared/portal/contract.ts';
import { NONCE_HEADER, PORTAL_TIME_HEADER, SIGNATURE_HEADER } from '../../shared/portal/signature.ts';
import { beginFile, sendFile } from './attachments/upload-support.ts';
import { call, placeOf, startCounter, type TestCounter } from './client.ts';
import { createPortal, type Portal } from './server.ts';

const MINUTE = 60_000;
let portal: Portal;
let url: string;
let counter: TestCounter;
let old: TestCounter;
let now = Date.parse('2026-08-17T03:00:00Z');

beforeAll(async () => {
  portal = await createPortal({ clock: () => new Date(now).toISOString() });
  ({ url } = await portal.listen());
  counter = await startCounter(url, placeOf('HT'), 1);
  old = await startCounter(url, placeOf('HT'), 2, undefined, false);
});
afterAll(() => portal.close());

/** Asks as the counter's machine does, whose clock may be wrong; what went over the line can be changed on the way. */
function machine(options: { readonly offBy?: number; readonly change?: (sent: Sent) => Sent } = {}) {
  const { offBy = 0, change = (sent: Sent) => sent } = options;
  const sent: Sent[] = [];
  const { credentials } = counter;
  const signed = createSignedFetch({
    baseUrl: url,
    key: () => credentials.key,
    clock: () => now + offBy,
    fetch: (address, init) => {
      const changed = change({ address, init });
      sent.push(changed);
      return fetch(changed.address, changed.init);
    },
  });
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = {
      [DEVICE_HEADER]: credentials.counter,
      [SESSION_HEADER]: `Bearer ${credentials.session}`,
    };
    const response = await signed(`${url}${path}`, {
      ...init,
      headers: { ...headers, ...(init.headers as object) },
    });
    const body = (await response.json()) as { code?: string };
    return { status: response.status, code: body.code, headers: response.headers };
  };
  return { ask, sent };
}
interface Sent {
  readonly address: string;
  readonly init: RequestInit;
}
const { path: positionPath } = OPERATIONS.position;
const lease = () => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ requestId: newId(), left: 0 }),
});
const withHeader =
  (name: string, value: string) =>
  ({ address, init }: Sent) => ({
    address,
    init: { ...init, headers: { ...(init.headers as Record<string, string>), [name]: value } },
  });

describe('a signed request', () => {
  test('is taken; the same one again is not, from whoever took it down', async () => {
    const { ask, sent } = machine();
    expect((await ask(positionPath)).status).toBe(200);
    const [first] = sent;
    const again = await fetch(first?.address ?? '', first?.init);
    expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([401, 'signature-late']);
  });

  test('delivered twice by the line still gets its answer, signed anew', async () => {
    let twice = true;
    const { credentials } = counter;
    const signed = createSignedFetch({
      baseUrl: url,
      key: () => credentials.key,
      clock: () => now,
      fetch: async (address, init) => {
        if (twice) await fetch(address, init);
        twice = false;
        return fetch(address, init);
      },
    });
    const headers = {
      [DEVICE_HEADER]: credentials.counter,
      [SESSION_HEADER]: `Bearer ${credentials.session}`,
    };
    expect((await signed(`${url}${positionPath}`, { headers })).status).toBe(200);
  });

  test.each([
    ['another path', (sent: Sent) => ({ ...sent, address: sent.address.replace('/position', '/oversight') })],
    ['another query', (sent: Sent) => ({ ...sent, address: `${sent.address}?length=1` })],
    ['another session', withHeader(SESSION_HEADER, 'Bearer xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')],
    ['another number', withHeader(NONCE_HEADER, 'A'.repeat(22))],
    ['no signature', withHeader(SIGNATURE_HEADER, '')],
    ['a signature of nothing', withHeader(SIGNATURE_HEADER, 'A'.repeat(86))],
  ])('changed on the way to have %s is refused', async (_what, change) => {
    const answer = await machine({ change }).ask(positionPath);
    expect([answer.status, answer.code]).toEqual([401, 'signature-wrong']);
    // Who can't sign learns nothing more.
    expect(answer.headers.get(PORTAL_TIME_HEADER)).toBeNull();
  });

  test('whose body was changed is refused', async () => {
    const other = JSON.stringify({ requestId: newId(), left: 0 });
    const change = ({ address, init }: Sent) => ({ address, init: { ...init, body: other } });
    expect((await machine({ change }).ask(OPERATIONS.lease.path, lease())).code).toBe('signature-wrong');
    expect((await machine().ask(OPERATIONS.lease.path, lease())).status).toBe(200);
  });

  test.each([-11 * MINUTE, 11 * MINUTE, -30 * 365 * 24 * 60 * MINUTE, 30 * 365 * 24 * 60 * MINUTE])(
    'of a machine whose clock is %i ms off is asked once more by the portal’s clock, and only once',
    async (offBy) => {
      const { ask, sent } = machine({ offBy });
      expect((await ask(positionPath)).status).toBe(200);
      expect(sent).toHaveLength(2);
      expect((await ask(OPERATIONS.lease.path, lease())).status).toBe(200);
      expect(sent).toHaveLength(3);
    },
  );

  test('within ten minutes of the portal’s clock needs no second try', async () => {
    for (const offBy of [-9 * MINUTE, 9 * MINUTE]) {
      const { ask, sent } = machine({ offBy });
      expect((await ask(positionPath)).status).toBe(200);
      expect(sent).toHaveLength(1);
    }
  });

  test('kept to be played back later is refused, also when the portal has forgotten its number', async () => {
    const { ask, sent } = machine();
    await ask(positionPath);
    now += 21 * MINUTE;
    // Enough others that the old numbers are cleared away.
    for (let i = 0; i < 200; i += 1) await machine().ask(positionPath);
    const again = await fetch(sent[0]?.address ?? '', sent[0]?.init);
    expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([401, 'signature-late']);
  });
});

describe('files', () => {
  const bytes = Buffer.from('Giấy khai sinh');
  const name = '9'.repeat(64);
  test('are begun and sent with signatures, and by no token alone', async () => {
    const { key: _key, ...stolen } = counter.credentials;
    expect((await beginFile(url, stolen, name, bytes.length)).status).toBe(401);
    expect((await beginFile(url, counter.credentials, name, bytes.length)).status).toBe(201);
    expect((await sendFile(url, stolen, name, 0, bytes)).status).toBe(401);
    // Not the file of that name; but its sender was believed.
    expect((await sendFile(url, counter.credentials, name, 0, bytes)).status).toBe(422);
  });
});

describe('the key', () => {
  test('is registered once: again is harmless, another is refused', async () => {
    const key = publicKeyOf(counter.credentials.key ?? '');
    expect((await call(url, 'registerKey', { key }, counter.credentials)).status).toBe(200);
    const other = await call(url, 'registerKey', { key: publicKeyOf(newSigningKey()) }, counter.credentials);
    expect([other.status, other.refusal?.code]).toEqual([409, 'portal-conflict']);
  });

  test('of a counter from before there were any is asked for nowhere until it registers one', async () => {
    expect((await call(url, 'position', {}, old.credentials)).status).toBe(200);
    const key = newSigningKey();
    expect((await call(url, 'registerKey', { key: publicKeyOf(key) }, old.credentials)).status).toBe(200);
    const unsigned = await call(url, 'position', {}, old.credentials);
    expect([unsigned.status, unsigned.refusal?.code]).toEqual([401, 'signature-wrong']);
    expect((await call(url, 'position', {}, { ...old.credentials, key })).status).toBe(200);
  });
});
