import type { ChainHead } from '../../shared/domain/dossier/chain.ts';
import type { CounterDatabase } from './database.ts';
import { metaRow, readMeta, type Device } from './meta.ts';
import { outboxSummary } from './outbox.ts';
import { rebuildProjections } from './projections.ts';

/**
 * Makes this database a counter's. `head` is where the portal knows the counter's log to end: a database without that log
 * goes on from there and pulls it; one that has it, or more, keeps its own. Throws when events of another counter wait to
 * be sent: they could never be sent again.
 */
export async function enrolDevice(db: CounterDatabase, device: Device, head: ChainHead): Promise<void> {
  const before = await readMeta(db, 'device');
  const other = before !== null && before.counter !== device.counter;
  await db.transaction('rw', [db.meta, db.events, db.held], async () => {
    const [chain, { unsent, held }] = await Promise.all([readMeta(db, 'chain'), outboxSummary(db)]);
    if (other && unsent + held > 0) throw new Error(`Unsent events of counter ${before.counter}`);
    await db.meta.put(metaRow(db, 'device', device));
    // Own unsent events with a portal that is ahead: two logs of one counter. Kept, so that the portal says so.
    if (before && !other && (chain.position >= head.position || unsent > 0)) return;
    await db.meta.bulkPut([
      metaRow(db, 'chain', head),
      metaRow(db, 'outbox', { acknowledged: head.position, held }),
      metaRow(db, 'cursor', 0),
      metaRow(db, 'rebuilding', head.position > 0),
    ]);
  });
  if (other) await rebuildProjections(db);
}
