import { COUNTER_ZONE } from '../../../shared/clock.ts';
import { sealEvents } from '../../../shared/domain/dossier/chain.ts';
import { whyNot } from '../../../shared/domain/dossier/decide-life.ts';
import { compareEvents, type DossierEvent, type EventBody } from '../../../shared/domain/dossier/event.ts';
import { fold } from '../../../shared/domain/dossier/evolve.ts';
import { isLifeStep, type LifeBody } from '../../../shared/domain/dossier/life.ts';
import type { PortalContext } from '../context.ts';
import type { Query } from '../database.ts';
import { lockOffice } from '../numbers.ts';
import { storePortalEvents } from './store.ts';
import { PORTAL_COUNTER, PORTAL_STAFF } from './take-over.ts';

/**
 * What the portal itself does to a dossier, and `also` something in the same transaction. Throws when there is none such.
 */
export async function writePortalEvent(
  context: PortalContext,
  dossierId: string,
  body: EventBody,
  also?: (query: Query) => Promise<void>,
): Promise<void> {
  await context.database.transaction(async (query) => {
    const [row] = await query<{ office: string }>('select office from dossiers where id = $1', [dossierId]);
    if (!row) throw new Error(`no dossier ${dossierId}`);
    const office = await lockOffice(query, row.office);
    const rows = await query<{ event: string }>('select event from events where dossier = $1', [dossierId]);
    const state = fold(rows.map((each) => JSON.parse(each.event) as DossierEvent).sort(compareEvents));
    if (state && isLifeStep(body.type)) {
      const forbidden = whyNot(state, body.type);
      if (forbidden) throw new Error(`${body.type} is not allowed: ${forbidden.code}`);
    }
    const author = {
      by: PORTAL_STAFF,
      office: office.id,
      counter: PORTAL_COUNTER,
      now: context.clock(),
      role: 'clerk' as const,
      zone: COUNTER_ZONE,
      newId: context.newId,
    };
    const { events, head } = sealEvents(
      [body],
      { id: dossierId, lastSeq: state?.lastSeq ?? 0 },
      { position: office.portal_position, hash: office.portal_hash },
      author,
    );
    await storePortalEvents(query, office, events, head);
    await also?.(query);
  });
}

/**
 * Gives a dossier to another office: the counters of the old one are told by an event of the portal and keep what they
 * have. The reference portal does not hand the history on to the new office. Throws when there is no such dossier.
 */
export function moveDossier(
  context: PortalContext,
  dossierId: string,
  to: string,
  reason: string,
): Promise<void> {
  return writePortalEvent(context, dossierId, { type: 'scopeRemoved', data: { reason } }, async (query) => {
    await query('update dossiers set office = $2 where id = $1', [dossierId, to]);
  });
}

/** A step the authority or the post reports through the portal. Throws when the dossier's stage does not allow it. */
export function reportStep(context: PortalContext, dossierId: string, step: LifeBody): Promise<void> {
  return writePortalEvent(context, dossierId, step);
}
