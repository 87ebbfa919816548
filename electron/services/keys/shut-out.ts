import { refusalSchema } from '../../../shared/portal/contract.ts';
import type { PortalTransport } from '../portal-transport.ts';

/** Listens for the one answer that means the portal shut this machine out. */
export function watchShutOut(portal: PortalTransport, onShutOut: () => Promise<void>): PortalTransport {
  return {
    async call(operation, input) {
      const outcome = await portal.call(operation, input);
      if (outcome.kind === 'reply' && outcome.status === 403) {
        const refusal = refusalSchema.safeParse(outcome.body);
        if (refusal.success && refusal.data.code === 'device-shut-out') await onShutOut();
      }
      return outcome;
    },
  };
}
