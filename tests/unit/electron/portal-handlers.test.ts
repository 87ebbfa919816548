import { describe, expect, it } from 'vitest';
import { portalHandlers } from '../../../electron/ipc/portal.ts';
import type { Tokens } from '../../../electron/services/vault.ts';
import type { PortalOutcome } from '../../../shared/ipc/contract.ts';

const sender = undefined as never;
const request = { username: 'lan', password: 'secret' };
const staff = { id: 'S1', name: 'Trần Thị Lan', role: 'clerk' } as const;
const signedIn = { token: 'session-token-0123456789', staff, expiresAt: '2026-08-16T01:02:03Z' };

function handlersAnswering(outcome: PortalOutcome, locked = false) {
  let tokens: Tokens = { device: null, session: null };
  const opened: string[] = [];
  const vault = {
    open: async () => undefined,
    tokens: () => tokens,
    change: async (change: Partial<Tokens>) => void (tokens = { ...tokens, ...change }),
  };
  return {
    handlers: portalHandlers(
      { call: async () => outcome },
      vault,
      async (each) => {
        opened.push(each.id);
        return { ok: true, value: null };
      },
      () => locked,
    ),
    opened,
    tokens: () => tokens,
  };
}
const reply = (status: number, body: never): PortalOutcome => ({
  kind: 'reply',
  status,
  body,
  time: null,
  retryAfter: null,
});

describe('signing in', () => {
  it('keeps the token in the vault and gives the page the rest', async () => {
    const { handlers, tokens } = handlersAnswering(reply(200, signedIn as never));
    const result = await handlers['portal:sign-in'](request, sender);
    expect(result).toEqual({ ok: true, value: { staff, expiresAt: signedIn.expiresAt } });
    expect(JSON.stringify(result)).not.toContain(signedIn.token);
    expect(tokens().session).toBe(signedIn.token);
    await handlers['portal:sign-out']({}, sender);
    expect(tokens().session).toBeNull();
  });

  it('as support: told who, and given neither keys nor a session; not at all while the machine is open', async () => {
    const support = { id: 'S9', name: 'Trịnh Công Thành', role: 'support' } as const;
    const answer = reply(200, { ...signedIn, staff: support, unlockKey: 'k'.repeat(32) } as never);
    const locked = handlersAnswering(answer, true);
    expect(await locked.handlers['portal:sign-in'](request, sender)).toEqual({
      ok: true,
      value: { staff: support, expiresAt: signedIn.expiresAt },
    });
    const open = handlersAnswering(answer);
    expect(await open.handlers['portal:sign-in'](request, sender)).toMatchObject({
      ok: false,
      error: { code: 'support-locked-only' },
    });
    for (const { tokens, opened } of [locked, open])
      expect([tokens(), opened]).toEqual([{ device: null, session: null }, []]);
  });

  it.each([
    [reply(401, { code: 'credentials-wrong', message: 'no' } as never), 'credentials-wrong'],
    [reply(429, { anything: true } as never), 'portal-busy'],
    [reply(500, 'oops' as never), 'portal-failed'],
    [reply(200, { token: 'short' } as never), 'portal-reply-invalid'],
    [{ kind: 'trouble', code: 'portal-captive', retryAfter: null } as const, 'portal-captive'],
  ])('refused keeps no token and says why: case %#', async (outcome, code) => {
    const { handlers, tokens } = handlersAnswering(outcome);
    expect(await handlers['portal:sign-in'](request, sender)).toMatchObject({ ok: false, error: { code } });
    expect(tokens()).toEqual({ device: null, session: null });
  });
});
