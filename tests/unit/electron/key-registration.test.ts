import { describe, expect, it } from 'vitest';
import { registeringKey } from '../../../electron/services/key-registration.ts';
import { publicKeyOf } from '../../../electron/services/signing.ts';
import type { Tokens } from '../../../electron/services/vault.ts';
import type { PortalOutcome } from '../../../shared/ipc/contract.ts';

const reply = (status: number): PortalOutcome => ({
  kind: 'reply',
  status,
  body: {},
  time: null,
  retryAfter: null,
});
const cut: PortalOutcome = { kind: 'trouble', code: 'portal-unreachable', retryAfter: null };

function machine(answer: (operation: string) => PortalOutcome, first: Partial<Tokens> = {}) {
  let tokens: Tokens = { device: 'token', session: null, ...first };
  const asked: string[] = [];
  const keys: unknown[] = [];
  const portal = registeringKey(
    {
      call: async (operation, input) => {
        asked.push(operation);
        if (operation === 'registerKey') {
          // On the disk before anyone else knows of it.
          expect(publicKeyOf(tokens.signing ?? '')).toBe((input as { key: string }).key);
          keys.push((input as { key: string }).key);
        }
        return answer(operation);
      },
    },
    { tokens: () => tokens, change: async (change) => void (tokens = { ...tokens, ...change }) },
    () => undefined,
  );
  return { portal, asked, keys, tokens: () => tokens };
}

describe('the key a counter signs with', () => {
  it('is registered before the first request that needs the token, once', async () => {
    const { portal, asked, tokens } = machine(() => reply(200));
    await portal.call('health', {});
    await Promise.all([portal.call('signIn', {}), portal.call('catalogue', {})]);
    await portal.call('position', {});
    expect(asked).toEqual(['health', 'registerKey', 'signIn', 'catalogue', 'position']);
    expect(tokens().signingKnown).toBe(true);
  });

  it('is the same one when the answer is lost, and the call says that nobody answered', async () => {
    let there = false;
    const { portal, asked, keys } = machine(() => (there ? reply(200) : cut));
    expect(await portal.call('position', {})).toEqual(cut);
    there = true;
    expect(await portal.call('position', {})).toEqual(reply(200));
    expect(asked).toEqual(['registerKey', 'registerKey', 'position']);
    expect(new Set(keys).size).toBe(1);
  });

  it.each([404, 401, 409])(
    'is asked for no more until the next start by a portal that answers %i',
    async (status) => {
      const { portal, asked, tokens } = machine((operation) =>
        reply(operation === 'registerKey' ? status : 200),
      );
      expect(await portal.call('position', {})).toEqual(reply(200));
      await portal.call('position', {});
      expect(asked).toEqual(['registerKey', 'position', 'position']);
      expect(tokens().signingKnown).toBeUndefined();
    },
  );

  it('is not registered again once the portal has it', async () => {
    const { portal, asked } = machine(() => reply(200), { signing: 'x', signingKnown: true });
    await portal.call('position', {});
    expect(asked).toEqual(['position']);
  });
});
