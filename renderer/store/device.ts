import type { ChainHead } from '../../shared/domain/dossier/chain.ts';
import { newId } from '../../shared/ids.ts';
import { inherit } from '../../shared/domain/lineage.ts';
import { EMPTY_NUMBERING, resumeNumbering } from '../../shared/domain/numbering.ts';
import type { CounterDatabase } from './database.ts';
import { metaRow, readMeta, readMetaPair, type Device } from './meta.ts';
import { outboxSummary } from './outbox-view.ts';
import { rebuildProjections } from './projections.ts';

/**
 * Takes a counter over on this machine, whose database holds its log as an earlier machine left it: the log goes on under
 * the new name the portal gave. Numbers leased to the earlier machine stay with it, since it may still be giving them; all
 * it wrote that is not here comes by pulling. Unsent events of the log are sent from here.
 */
export async function takeOverDevice(db: CounterDatabase, device: Device): Promise<void> {
  await db.transaction('rw', [db.meta, db.drafts], async () => {
    const [before, chain] = await readMetaPair(db, 'device', 'chain');
    if (!before) throw new Error('Nothing to take over');
    if (before.counter === device.counter) {
      // The portal gave the same name again, to the same machine: nothing new was begun.
      await db.meta.put(metaRow(db, 'device', { ...device, inherited: before.inherited }));
      return;
    }
    await db.meta.bulkPut([
      metaRow(db, 'device', { ...device, inherited: inherit(before, chain.position) }),
      metaRow(db, 'numbering', EMPTY_NUMBERING),
      metaRow(db, 'cursor', 0),
      metaRow(db, 'moved', false),
      metaRow(db, 'staff', null),
    ]);
    // A draft becomes the dossier of its id: the earlier machine may have made one of the same draft since.
    const rows = await db.drafts.toArray();
    await db.drafts.clear();
    await db.drafts.bulkPut(
      rows.map((row) => {
        const draft = { ...db.codec.decode(row.payload), id: newId() };
        return { ...row, id: draft.id, payload: db.codec.encode(draft) };
      }),
    );
  });
}

const NOTHING_GIVEN = { codes: [], receipts: [] };

/**
 * The portal knows more of this counter's own log than database and journal do: older copies of both were put back. The log
 * goes on after what the portal knows, before anything is written; what is missing is pulled. Each event missing may have
 * given a number, so that many are left out. False when events here are a second log, which the portal refused.
 */
export async function goOnAfter(db: CounterDatabase, head: ChainHead): Promise<boolean> {
  return db.transaction('rw', [db.meta, db.events, db.held, db.dossiers], async () => {
    const [[device, chain], [outbox, numbering], { unsent }] = await Promise.all([
      readMetaPair(db, 'device', 'chain'),
      readMetaPair(db, 'outbox', 'numbering'),
      outboxSummary(db),
    ]);
    const forked = await db.held.filter((row) => row.reason.code === 'event-chain-broken').count();
    if (!device || unsent + forked > 0) return false;
    const missing = head.position - chain.position;
    if (missing <= 0) return true;
    await db.meta.bulkPut([
      metaRow(db, 'chain', head),
      metaRow(db, 'outbox', { ...outbox, acknowledged: head.position }),
      metaRow(
        db,
        'numbering',
        resumeNumbering(numbering, NOTHING_GIVEN, device.counter, {
          unknown: missing,
          head: head.position,
        }),
      ),
      metaRow(db, 'cursor', 0),
      metaRow(db, 'rebuilding', true),
    ]);
    return true;
  });
}

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
      metaRow(db, 'moved', false),
      metaRow(db, 'numbering', {
        leases: [],
        nextProvisional: Math.max(nextProvisional, provisionalFrom),
        // Receipts of the log that is not here stand on paper: a new series begins.
        ...(head.position > 0 ? { receipts: { from: head.position, begun: [] } } : {}),
      }),
      metaRow(db, 'rebuilding', head.position > 0),
    ]);
  });
  if (other) await rebuildProjections(db);
}
