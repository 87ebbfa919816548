import type { Desktop } from '../../shared/ipc/contract.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { CounterDatabase } from '../store/database.ts';
import { resealStore } from '../store/reseal.ts';
import { resultOf } from './reply.ts';
import { useSession } from './session.ts';

/**
 * Brings everything under the key in use, where earlier ones are still there: after a key was changed, or a backup
 * restored. First the database, then main does the rest and forgets the earlier keys. In the background, at each start
 * until it is done.
 */
export async function renewKeys(db: CounterDatabase, desktop: Desktop): Promise<Result<null>> {
  if ((db.keys?.length ?? 0) < 2) return ok(null);
  try {
    await resealStore(db, (done, total) => useSession.setState({ renewing: { done, total } }));
    const renewed = resultOf(await desktop.invoke('keys:renewed', {}));
    return renewed.ok ? ok(null) : renewed;
  } finally {
    useSession.setState({ renewing: null });
  }
}
