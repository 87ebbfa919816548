import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createPortalTransport, type TransportOptions } from '../../../electron/services/portal-transport.ts';
import { troubleOf } from '../../../electron/services/portal-trouble.ts';
import { json, startFaultyPortal } from './faulty-portal.ts';

const TOKENS = { device: 'device-token-0123456789', session: 'session-token-0123456789' };
const health = { service: 'portal', contract: '1', reference: true, time: '2026-08-15T01:02:03.004Z' };

function transport(baseUrl: string, options: Partial<TransportOptions> = {}) {
  return createPortalTransport({ baseUrl, fetch, tokens: () => TOKENS, ...options });
}

async function outcomeOf(
  answer: (response: ServerResponse) => void,
  options: Partial<TransportOptions> = {},
) {
  await using portal = await startFaultyPortal(answer);
  return await transport(portal.url, options).call('health', {});
}

const trouble = (code: string, retryAfter: number | null = null) => ({ kind: 'trouble', code, retryAfter });

describe('a request', () => {
  it('carries the tokens its operation needs and no others', async () => {
    await using portal = await startFaultyPortal((response) => json(response, 200, {}));
    const { call } = transport(portal.url);
    await call('health', {});
    await call('catalogue', { have: 3 });
    await call('position', {});
    expect(portal.received.map(({ headers }) => [headers['x-counter-token'], headers.authorization])).toEqual(
      [
        [undefined, undefined],
        [TOKENS.device, undefined],
        [TOKENS.device, `Bearer ${TOKENS.session}`],
      ],
    );
    expect(portal.received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /v1/health',
      'GET /v1/catalogue?have=3',
      'GET /v1/position',
    ]);
  });

  it('sends a body exactly as it came, because hashes over it must hold', async () => {
    await using portal = await startFaultyPortal((response) => json(response, 200, {}));
    const input = { requestId: '0198b0d2-6f3c-7cc1-9a53-7d2d4f1f0a11', left: 3 };
    await transport(portal.url).call('lease', input);
    expect(portal.received[0]?.body).toBe(JSON.stringify(input));
  });

  it('is not sent without an enrolled device or a signed-in clerk', async () => {
    await using portal = await startFaultyPortal((response) => json(response, 200, {}));
    const none = transport(portal.url, { tokens: () => ({ device: null, session: null }) });
    const noClerk = transport(portal.url, { tokens: () => ({ device: TOKENS.device, session: null }) });
    expect(await none.call('position', {})).toEqual(trouble('counter-not-enrolled'));
    expect(await noClerk.call('position', {})).toEqual(trouble('portal-unauthorised'));
    expect(portal.received).toHaveLength(0);
  });

  it('that breaks the contract is a bug and rejects', async () => {
    await expect(transport('http://127.0.0.1:1').call('catalogue', { have: -1 })).rejects.toThrow(
      'breaks the contract',
    );
  });
});

describe('an answer in JSON', () => {
  it('is given back with its status and the portal’s time', async () => {
    const headers = { date: 'Sat, 15 Aug 2026 01:02:03 GMT' };
    const outcome = await outcomeOf((response) => json(response, 200, health, headers));
    expect(outcome).toEqual({
      kind: 'reply',
      status: 200,
      body: health,
      time: '2026-08-15T01:02:03.000Z',
      retryAfter: null,
    });
  });

  it.each([400, 401, 409, 429, 500, 503])(
    'with status %i is a reply too: the portal says why',
    async (status) => {
      const outcome = await outcomeOf((response) =>
        json(response, status, { code: 'event-invalid', message: 'no' }),
      );
      expect(outcome).toMatchObject({ kind: 'reply', status, body: { code: 'event-invalid' } });
    },
  );

  it.each([
    ['17', 17],
    ['Sat, 15 Aug 2026 01:03:03 GMT', 60],
    ['Sat, 15 Aug 2026 01:00:00 GMT', 0],
    ['999999999', 86_400],
    ['soon', null],
  ])('tells Retry-After %s as seconds', async (value, seconds) => {
    const headers = { 'retry-after': value, date: 'Sat, 15 Aug 2026 01:02:03 GMT' };
    expect(await outcomeOf((response) => json(response, 429, {}, headers))).toMatchObject({
      retryAfter: seconds,
    });
  });

  it('that is no JSON after all is an invalid reply', async () => {
    const answer = (response: ServerResponse) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":');
    expect(await outcomeOf(answer)).toEqual(trouble('portal-reply-invalid'));
  });

  it('longer than the limit is refused without being kept', async () => {
    const outcome = await outcomeOf((response) => json(response, 200, 'x'.repeat(5000)), { limit: 1000 });
    expect(outcome).toEqual(trouble('portal-reply-invalid'));
  });
});

describe('somebody else answering', () => {
  const html = (response: ServerResponse, status: number) =>
    response
      .writeHead(status, { 'content-type': 'text/html', 'retry-after': '5' })
      .end('<html>Sign in to the Wi-Fi</html>');

  it.each([200, 403, 511])('with a page and status %i is a captive portal', async (status) => {
    expect(await outcomeOf((response) => html(response, status))).toMatchObject(trouble('portal-captive', 5));
  });

  it('with a redirect is a captive portal, and is not followed', async () => {
    await using elsewhere = await startFaultyPortal((response) => json(response, 200, health));
    const outcome = await outcomeOf((response) =>
      response.writeHead(302, { location: `${elsewhere.url}/login` }).end(),
    );
    expect(outcome).toEqual(trouble('portal-captive'));
    expect(elsewhere.received).toHaveLength(0);
  });

  it('with a gateway’s error page is the portal failing or busy', async () => {
    expect(await outcomeOf((response) => html(response, 502))).toEqual(trouble('portal-failed', 5));
    expect(await outcomeOf((response) => html(response, 503))).toEqual(trouble('portal-busy', 5));
  });
});

describe('a broken connection', () => {
  it('that is refused is unreachable', async () => {
    const portal = await startFaultyPortal(() => undefined);
    await portal[Symbol.asyncDispose]();
    expect(await transport(portal.url).call('health', {})).toEqual(trouble('portal-unreachable'));
  });

  it('that ends before the answer is unreachable', async () => {
    expect(await outcomeOf((response) => response.destroy())).toEqual(trouble('portal-unreachable'));
  });

  it('that ends in the middle of the answer is cut', async () => {
    const answer = (response: ServerResponse) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"service":', () => response.destroy());
    };
    expect(await outcomeOf(answer)).toEqual(trouble('portal-cut'));
  });

  it('that stays silent is a timeout, before and in the middle of the answer', async () => {
    expect(await outcomeOf(() => undefined, { silence: 50 })).toEqual(trouble('portal-timeout'));
    const begins = (response: ServerResponse) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{');
    };
    expect(await outcomeOf(begins, { silence: 50 })).toEqual(trouble('portal-timeout'));
  });

  it('with wrong TLS says so', async () => {
    await using portal = await startFaultyPortal((response) => json(response, 200, health));
    const outcome = await transport(portal.url.replace('http:', 'https:')).call('health', {});
    expect(outcome).toEqual(trouble('portal-tls'));
  });

  it.each([
    ['net::ERR_CERT_AUTHORITY_INVALID', 'portal-tls'],
    ['net::ERR_CERT_DATE_INVALID', 'portal-tls'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'portal-tls'],
    ['net::ERR_CONNECTION_REFUSED', 'portal-unreachable'],
    ['net::ERR_NAME_NOT_RESOLVED', 'portal-unreachable'],
    ['net::ERR_INTERNET_DISCONNECTED', 'portal-unreachable'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'portal-timeout'],
    ['Redirect was cancelled', 'portal-captive'],
  ])('as Chromium calls it, %s, is %s', (message, code) => {
    expect(troubleOf(new Error(message), false)).toBe(code);
  });

  it('after the answer began is cut, whatever Chromium calls it', () => {
    expect(troubleOf(new Error('net::ERR_CONTENT_LENGTH_MISMATCH'), true)).toBe('portal-cut');
  });
});
