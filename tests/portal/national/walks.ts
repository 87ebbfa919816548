import { sealEvents } from '../../../shared/domain/dossier/chain.ts';
import type { EventBody } from '../../../shared/domain/dossier/event.ts';
import { fold } from '../../../shared/domain/dossier/evolve.ts';
import type { ReceivedDossier } from '../../../shared/domain/dossier/state.ts';
import { author, type Written } from '../../support/catalogue.ts';

/** The dossier of a log; throws for one that was not received. */
export function receivedOf({ dossier }: Pick<Written, 'dossier'>): ReceivedDossier {
  if (!dossier.reception) throw new Error('not received');
  return { ...dossier, reception: dossier.reception };
}

/** The log after one more event of the portal at an instant. */
export function told(before: Written, body: EventBody, now: string): Written {
  const by = author({ now });
  const { events, head } = sealEvents(
    [body],
    { id: before.id, lastSeq: before.dossier.lastSeq },
    before.head,
    by,
  );
  const all = [...before.events, ...events];
  return { id: before.id, events: all, dossier: fold(all) ?? before.dossier, head };
}
