import { conflictOf, type Conflict } from '../../shared/domain/dossier/conflict.ts';
import type { Refusal } from '../../shared/portal/contract.ts';
import type { CounterDatabase } from './database.ts';
import { isOwn } from '../../shared/domain/lineage.ts';
import { readMeta } from './meta.ts';
import { heldDossiers } from './held-files.ts';
import { ownEventAt } from './own-log.ts';

/** A refused event of a dossier, both sides of it, and the portal's reason. */
export interface OpenConflict extends Conflict {
  readonly reason: Refusal;
}

/**
 * What a clerk must decide first in a dossier: its earliest refused event, one that merely waits for another only when
 * there is no other. Null when the portal refused nothing of it, or all that is held waits for a file on its way.
 */
export async function firstConflict(db: CounterDatabase, dossierId: string): Promise<OpenConflict | null> {
  return db.transaction('r', [db.events, db.held, db.meta], async () => {
    const held = await db.held.where('dossierId').equals(dossierId).sortBy('position');
    if (heldDossiers(held).get(dossierId) === 'waiting-file') return null;
    const row =
      held.find(({ reason }) => reason.code !== 'event-blocked' && reason.code !== 'attachment-missing') ??
      held[0];
    const event = row && (await ownEventAt(db, row.position));
    if (!event) return null;
    const device = await readMeta(db, 'device');
    const log = await db.events.where('dossierId').equals(dossierId).toArray();
    return {
      ...conflictOf(
        log.map((each) => db.codec.decode(each.payload)),
        event,
        (each) => isOwn(device, each),
      ),
      reason: row.reason,
    };
  });
}
