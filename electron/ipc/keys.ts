import { appError } from '../../shared/errors.ts';
import { fail, ok } from '../../shared/result.ts';
import type { KeyStore } from '../services/keys/key-store.ts';
import { storeKeysOf } from '../services/keys/ring.ts';
import type { IpcHandlers } from './register.ts';

/** Hands the page the keys of its own database. */
export function keyHandlers(keys: KeyStore): Pick<IpcHandlers, 'keys:open'> {
  return {
    'keys:open': () =>
      keys.state().keys === 'lost' ? fail(appError('keys-lost')) : ok({ store: storeKeysOf(keys.ring()) }),
  };
}
