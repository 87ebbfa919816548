import { expect } from 'vitest';
import type { CounterDatabase } from '../../../renderer/store/database.ts';
import { verifyProjections } from '../../../renderer/store/projections.ts';
import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { fold } from '../../../shared/domain/dossier/evolve.ts';
import { author, received, write } from '../../support/catalogue.ts';
import { logOf, projectionsOf } from './counter.ts';

/** What two other counters and the portal wrote: five dossiers, some of their events written without knowing each other. */
export function foreignLog(): readonly DossierEvent[] {
  const portal = author({ counter: 'portal' });
  const heads = new Map<string, number>();
  const shifted = (events: readonly DossierEvent[]) =>
    events.map((event) => {
      const position = (heads.get(event.counter) ?? 0) + 1;
      heads.set(event.counter, position);
      return { ...event, position };
    });
  return ['HT-2', 'GD-1', 'HT-2', 'GD-1', 'HT-2'].flatMap((counter, i) => {
    const by = author({ counter });
    const base = received({}, by);
    const after = base.events.length;
    const noted = write(
      [
        { type: 'addNote', text: `a${i}` },
        { type: 'addNote', text: `b${i}` },
      ],
      by,
      base,
    );
    const meanwhile = write([{ type: 'addNote', text: `c${i}` }], author({ counter: 'VH-1' }), base);
    const accepted = write([{ type: 'accept', portalNumber: `P-${i}`, linkedCode: null }], portal, noted);
    return shifted([...accepted.events, ...meanwhile.events.slice(after)]);
  });
}

/** Expects every projection to be the fold of its events. */
export async function expectFolded(db: CounterDatabase): Promise<void> {
  const log = await logOf(db);
  for (const [id, events] of Map.groupBy(log, (event) => event.dossierId))
    expect((await projectionsOf(db)).get(id)).toMatchObject({ payload: fold(events) });
  expect(await verifyProjections(db)).toEqual([]);
}
