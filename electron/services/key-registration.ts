import { OPERATIONS } from '../../shared/portal/contract.ts';
import type { PortalTransport } from './portal-transport.ts';
import { newSigningKey, publicKeyOf } from './signing.ts';
import type { Vault } from './vault.ts';

/** Asked again with the next call. */
const BUSY: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);
/** What a portal that does not know of signatures answers. */
const UNKNOWN_THERE: ReadonlySet<number> = new Set([404, 405, 501]);

/**
 * Before a counter first asks for anything that needs its token, it registers the key it signs with; so do counters enrolled
 * before there were such keys, and a restored one, which has a new token. Without an answer the call itself has none: the
 * portal is not there. A portal that knows of no keys is asked again after the next start.
 */
export function registeringKey(
  portal: PortalTransport,
  vault: Pick<Vault, 'tokens' | 'change'>,
  note: (message: string) => void,
): PortalTransport {
  /** The token for which nothing more is to be done until the next start. */
  let settled: string | null = null;
  let running: ReturnType<typeof register> | null = null;

  async function register(device: string) {
    const key = vault.tokens().signing ?? newSigningKey();
    // On the disk first: a key the portal has and we have not would shut this counter out.
    if (vault.tokens().signing !== key) await vault.change({ signing: key });
    const outcome = await portal.call('registerKey', { key: publicKeyOf(key) });
    if (outcome.kind === 'trouble') return outcome;
    if (outcome.status === 200) await vault.change({ signingKnown: true });
    else if (!UNKNOWN_THERE.has(outcome.status))
      note(`the key to sign with was not registered: ${String(outcome.status)}`);
    if (!BUSY.has(outcome.status)) settled = device;
    return null;
  }

  return {
    async call(operation, input) {
      const { device, signingKnown } = vault.tokens();
      if (
        OPERATIONS[operation].access !== 'open' &&
        device !== null &&
        signingKnown !== true &&
        settled !== device
      ) {
        running ??= register(device).finally(() => {
          running = null;
        });
        const trouble = await running;
        if (trouble) return trouble;
      }
      return portal.call(operation, input);
    },
  };
}
