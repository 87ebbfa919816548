import type { Desktop } from '../../shared/ipc/contract.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { CounterDatabase } from '../store/database.ts';
import { erasedEverywhere, leftToErase } from '../store/erase.ts';
import { resultOf } from './reply.ts';

/** Events and files sent over in one message. */
const EVENTS = 5000;
const FILES = 1000;

/**
 * Takes what is erased in the database out of the journal and the folder of files too; run at each start as well, for one
 * that was cut off. Errors: why the journal can't be written.
 */
export async function finishErasing(db: CounterDatabase, desktop: Desktop): Promise<Result<null>> {
  const left = await leftToErase(db);
  if (left.dossiers.length === 0) return ok(null);
  for (let at = 0; at < left.events.length; at += EVENTS) {
    const events = left.events.slice(at, at + EVENTS);
    const erased = resultOf(await desktop.invoke('journal:erase', { events }));
    if (!erased.ok) return erased;
  }
  for (let at = 0; at < left.files.length; at += FILES)
    await desktop.invoke('attachments:remove', { files: left.files.slice(at, at + FILES) });
  await erasedEverywhere(db, left);
  return ok(null);
}
