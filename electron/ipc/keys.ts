import { may } from '../../shared/domain/rights.ts';
import { appError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Staff } from '../../shared/portal/contract.ts';
import type { Journal } from '../services/journal/journal.ts';
import type { KeyStore } from '../services/keys/key-state.ts';
import { storeKeysOf } from '../services/keys/ring.ts';
import type { IpcHandlers } from './register.ts';

type Channels = Extract<keyof IpcHandlers, `keys:${string}`>;

export interface KeyHandlerOptions {
  readonly keys: KeyStore;
  readonly journal: Pick<Journal, 'state' | 'close' | 'reseal'>;
  /** Seconds without a key or a click after which the page locks. */
  readonly lockAfter: number;
  /** The page has let go of its data. */
  readonly onLocked: () => Promise<void>;
  /** Another clerk is at the counter: the portal hears their session from now on. */
  readonly onHand: (staff: Staff) => Promise<void>;
  /** Seals anew what an earlier key sealed, but for the journal; rejects when it could not all be done. */
  readonly onRenewed: () => Promise<void>;
  /** The keys are there: what waited for them goes on. */
  readonly onOpened: () => Promise<void>;
}

const done = (result: Result<unknown>) => (result.ok ? ok({}) : result);

/** Locks and opens this machine, and hands the page the keys of its own database while it is open. */
export function keyHandlers(options: KeyHandlerOptions): Pick<IpcHandlers, Channels> {
  const { keys, journal, lockAfter } = options;
  return {
    'keys:state': () => ({ ...keys.state(), clerks: [...keys.state().clerks], lockAfter }),
    'keys:open': () => {
      const withheld = keys.withheld();
      return withheld ? fail(appError(withheld)) : ok({ store: storeKeysOf(keys.ring()) });
    },
    'keys:unlock': async ({ slot, pin }) => {
      const opened = await keys.unlock(slot, pin);
      if (!opened.ok) return opened;
      await options.onHand(opened.value);
      await options.onOpened();
      return ok({ staff: opened.value });
    },
    'keys:lock': async () => {
      await journal.close();
      keys.lock();
      await options.onLocked();
      return {};
    },
    'keys:set-pin': async ({ pin, current, slot }) => {
      const state = await journal.state();
      const known = state.ok ? (state.value.device?.staff ?? null) : null;
      return done(await keys.setPin({ pin, current, slot, known }));
    },
    'keys:renew': async () => {
      if (!may(keys.hand()?.role, 'administer')) return fail(appError('supervisor-only'));
      await keys.rotate();
      return ok({});
    },
    'keys:renewed': async () => {
      const journalled = await journal.reseal();
      if (!journalled.ok) return journalled;
      try {
        await options.onRenewed();
      } catch {
        return fail(appError('store-failed'));
      }
      await keys.retire();
      return ok({});
    },
    'keys:remove-clerk': async ({ slot }) => done(await keys.removeClerk(slot)),
  };
}
