import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { setCertificateVerifyProc } from '../../build/standin/certificates.ts';
import { createDownload } from '../../electron/services/attachments/download.ts';
import { createUploader } from '../../electron/services/attachments/uploader.ts';
import { holdToPins, pinOf } from '../../electron/services/certificate-pin.ts';
import { createPortalTransport } from '../../electron/services/portal-transport.ts';
import { makeCertificate, type TestCertificate } from '../support/certificates.ts';
import { newFolder, pdfOf, sha256Of, storeIn, take } from '../unit/electron/attachment-support.ts';

const authority = makeCertificate('Gốc thử nghiệm');
const stranger = makeCertificate('Gốc không ai biết');
const ours = makeCertificate('cổng', authority);
const theirs = makeCertificate('cổng', authority);
const untrusted = makeCertificate('cổng', stranger);

const health = { service: 'portal', contract: '1', reference: true, time: '2026-08-16T01:02:03Z' };
const tokens = () => ({ device: 'd'.repeat(40), session: 's'.repeat(40) });
const known = getCACertificates('default');
const servers: Server[] = [];
/** What any of the portals below was asked. */
let asked: string[] = [];

async function startTls({ certificate, key }: TestCertificate): Promise<string> {
  const cert = certificate + authority.certificate;
  const server = createServer({ cert, key }, (request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    request.resume();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(health));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `https://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}
const callHealth = (baseUrl: string) => createPortalTransport({ baseUrl, fetch, tokens }).call('health', {});
const hold = (...pins: readonly string[]) => {
  const notes: string[] = [];
  holdToPins({ setCertificateVerifyProc }, pins, (message) => notes.push(message));
  return notes;
};

beforeAll(() => setDefaultCACertificates([...known, authority.certificate]));
afterAll(() => setDefaultCACertificates(known));
afterEach(() => {
  setCertificateVerifyProc(null);
  asked = [];
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

describe('a pinned portal', () => {
  it.each([
    ['its own key', [ours.pin]],
    ['the key above it', [authority.pin]],
    ['one of several', [stranger.pin, ours.pin]],
  ])('is spoken to by %s', async (_what, pins) => {
    const notes = hold(...pins);
    expect(await callHealth(await startTls(ours))).toMatchObject({ kind: 'reply', status: 200 });
    expect(notes).toEqual([]);
  });

  it('has the pin that openssl would say', () => {
    expect(pinOf(ours.certificate)).toBe(ours.pin);
  });

  it('in whose place another one answers, trusted by the system, gets nothing: no request, no token, no file', async () => {
    const notes = hold(ours.pin);
    const baseUrl = await startTls(theirs);
    const trouble = { kind: 'trouble', code: 'portal-pin', retryAfter: null };
    expect(await callHealth(baseUrl)).toEqual(trouble);
    // Again: nothing remembers the connection as a good one.
    const transport = createPortalTransport({ baseUrl, fetch, tokens });
    expect(await transport.call('push', { events: [], retry: false }).catch(() => trouble)).toEqual(trouble);
    expect(await transport.call('position', {})).toEqual(trouble);

    const store = storeIn(newFolder());
    const bytes = pdfOf(1000);
    await take(store, bytes);
    const uploader = createUploader({ baseUrl, fetch, tokens, store, onProgress: () => undefined });
    expect(await uploader.upload(sha256Of(bytes))).toMatchObject({ error: { code: 'portal-pin' } });
    const download = createDownload({ baseUrl, fetch, tokens, store });
    expect(await download('a'.repeat(64))).toMatchObject({ error: { code: 'portal-pin' } });
    expect(asked).toEqual([]);
    expect(notes.length).toBeGreaterThan(0);
  });

  it('that the system does not trust stays refused, pinned or not', async () => {
    hold(untrusted.pin);
    expect(await callHealth(await startTls(untrusted))).toMatchObject({ code: 'portal-tls' });
    expect(asked).toEqual([]);
  });

  it('without pins is held to what the system trusts alone', async () => {
    hold();
    expect(await callHealth(await startTls(theirs))).toMatchObject({ kind: 'reply' });
  });
});

describe('what Chromium is told', () => {
  const chain = (leaf: TestCertificate, above?: unknown) => ({ data: leaf.certificate, issuerCert: above });
  const verdictOf = (verificationResult: string, validatedCertificate: unknown) => {
    let verdict: number | undefined;
    const session = {
      setCertificateVerifyProc: (proc: (request: never, answer: (v: number) => void) => void) =>
        proc({ verificationResult, validatedCertificate } as never, (answer) => void (verdict = answer)),
    };
    holdToPins(session as never, [authority.pin], () => undefined);
    return verdict;
  };

  it('never makes a bad certificate good, and counts the chain that was found good only', () => {
    expect(verdictOf('net::OK', chain(ours, chain(authority)))).toBe(-3);
    expect(verdictOf('net::OK', chain(ours))).toBe(-150);
    expect(verdictOf('net::ERR_CERT_DATE_INVALID', chain(ours, chain(authority)))).toBe(-3);
    expect(verdictOf('net::OK', { data: 'not a certificate' })).toBe(-150);
  });
});
