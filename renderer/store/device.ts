import type { ChainHead } from '../../shared/domain/dossier/chain.ts';
import type { CounterDatabase } from './database.ts';
import { metaRow, readMeta, type Device } from './meta.ts';
import { outboxSummary } from './outbox.ts';
import { rebuildProjections } from './projections.ts';

/**
 * Makes this database a counter's. `head` is where the portal knows the counter's log to end: a database without that log
 * goes on from there and pulls it; one that has it, or more, keeps its own. Throws when events of another counter wait to
 * be sent: they could never be sent again. Numbers leased before are dropped where the log that used them is not here:
 * which of them are on paper cannot be known. Provisional ones go on from `provisionalFrom`, new to this enrolment.
 */
export async function enrolDevice(
  db: CounterDatabase,
  device: Device,
  head: ChainHead,
  provisionalFrom = head.position + 1,
): Promise<void> {
  const before = await readMeta(db, 'device');
  const other = before !== null && before.counter !== device.counter;
  await db.transaction('rw', [db.meta, db.events, db.held, db.dossiers], async () => {
    const [chain, { unsent, held }, { nextProvisional }] = await Promise.all([
      readMeta(db, 'chain'),
      outboxSummary(db),
      readMeta(db, 'numbering'),
    ]);
    if (other && unsent + held > 0) throw new Error(`Unsent events of counter ${before.counter}`);
    await db.meta.put(metaRow(db, 'device', device));
    // Own unsent events with a portal that is ahead: two logs of one counter. Kept, so that the portal says so.
    if (before && !other && (chain.position >= head.position || unsent > 0)) return;
    await db.meta.bulkPut([
      metaRow(db, 'chain', head),
      metaRow(db, 'outbox', { acknowledged: head.position, held }),
      metaRow(db, 'cursor', 0),
      metaRow(db, 'numbering', {
        leases: [],
        nextProvisional: Math.max(nextProvisional, provisionalFrom),
      }),
      metaRow(db, 'rebuilding', head.position > 0),
    ]);
  });
  if (other) await rebuildProjections(db);
}
