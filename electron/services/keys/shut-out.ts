import { refusalSchema } from '../../../shared/portal/contract.ts';
import type { Journal } from '../journal/journal.ts';
import type { PortalTransport } from '../portal-transport.ts';
import type { KeyStore } from './key-state.ts';

/** How long the page may take to let go of its data, in milliseconds. */
const PATIENCE = 5000;

export interface ShutOut {
  /** The portal's answers, listened to for the one that means it shut this machine out. */
  watch(portal: PortalTransport): PortalTransport;
  /** To be called once the page has let go of its data. */
  pageLocked(): Promise<void>;
}

/**
 * The portal shut this machine out: the page is told, says so and lets go; then the keys go, whether or not it did. What was
 * not sent stays, sealed: the portal's part of the key opens it again once an administrator allows it.
 */
export function createShutOut(
  keys: Pick<KeyStore, 'withheld' | 'shutOut'>,
  journal: Pick<Journal, 'close'>,
  tellPage: () => void,
): ShutOut {
  let timer: ReturnType<typeof setTimeout> | null = null;
  async function finish(): Promise<void> {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    await journal.close();
    await keys.shutOut();
  }
  return {
    watch: (portal) => ({
      async call(operation, input) {
        const outcome = await portal.call(operation, input);
        if (timer !== null || keys.withheld() !== null || outcome.kind !== 'reply' || outcome.status !== 403)
          return outcome;
        const refusal = refusalSchema.safeParse(outcome.body);
        if (refusal.success && refusal.data.code === 'device-shut-out') {
          timer = setTimeout(() => void finish(), PATIENCE);
          tellPage();
        }
        return outcome;
      },
    }),
    pageLocked: finish,
  };
}
