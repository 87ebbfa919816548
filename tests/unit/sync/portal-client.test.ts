import { describe, expect, it } from 'vitest';
import { createPortalCall } from '../../../renderer/sync/portal-client.ts';
import type { PortalOutcome } from '../../../shared/ipc/contract.ts';

const reply = (status: number, body: unknown, retryAfter: number | null = null): PortalOutcome => ({
  kind: 'reply',
  status,
  body: body as never,
  time: '2026-08-17T01:00:00.000Z',
  retryAfter,
});
const callWith = (outcome: PortalOutcome) => createPortalCall(() => Promise.resolve(outcome))('position', {});

describe('what the portal says', () => {
  it('gives a parsed reply and the portal’s clock', async () => {
    const lastHash = 'a'.repeat(64);
    expect(await callWith(reply(200, { acknowledged: 7, lastHash }))).toEqual({
      ok: true,
      value: { reply: { acknowledged: 7, lastHash, moved: false }, time: '2026-08-17T01:00:00.000Z' },
    });
  });

  it.each([
    [400, 'portal-bad-request'],
    [401, 'portal-unauthorised'],
    [403, 'portal-forbidden'],
    [409, 'portal-conflict'],
    [429, 'portal-busy'],
    [500, 'portal-failed'],
    [502, 'portal-failed'],
    [302, 'portal-reply-invalid'],
  ])('says what a bare status %i means', async (status, code) => {
    expect(await callWith(reply(status, null, 3))).toMatchObject({
      ok: false,
      error: { error: { code }, retryAfter: 3 },
    });
  });

  it('prefers the portal’s own reason', async () => {
    const body = {
      code: 'counter-number-taken',
      message: 'counter HT-2 belongs to another device',
      params: { number: 2 },
    };
    expect(await callWith(reply(409, body))).toMatchObject({
      error: { error: { code: 'counter-number-taken', params: { number: 2 } } },
    });
  });

  it.each([
    [{ acknowledged: -1, lastHash: 'a'.repeat(64) }],
    [{ acknowledged: 1 }],
    ['<html>'],
    [null],
    [[]],
    [{ acknowledged: 1, lastHash: 'a'.repeat(64), more: 1 }],
  ])('believes no reply outside the contract: %j', async (body) => {
    expect(await callWith(reply(200, body))).toMatchObject({
      error: { error: { code: 'portal-reply-invalid' } },
    });
  });

  it('passes on what kind of trouble the line has', async () => {
    expect(await callWith({ kind: 'trouble', code: 'portal-captive', retryAfter: null })).toMatchObject({
      error: { error: { code: 'portal-captive' } },
    });
  });
});
