import { decide } from '../../shared/domain/dossier/decide.ts';
import { whyRecorded } from '../../shared/domain/dossier/opening.ts';
import { ok } from '../../shared/result.ts';
import { services } from '../session/services.ts';
import type { CounterDatabase } from '../store/database.ts';
import { dossierById } from '../store/queries.ts';
import { currentAuthor } from './author.ts';
import { saveEvents } from './save-events.ts';
import { whyStopped } from './why-stopped.ts';

/** Who opened what since the machine was unlocked: each database object is one such session. */
const opened = new WeakMap<CounterDatabase, Set<string>>();

/**
 * Writes down that the clerk opened a dossier of another office, or one that ended long ago; once in a session. Nobody waits
 * for it, and a counter that can't save now records it at the next opening.
 */
export async function recordOpening(dossierId: string): Promise<void> {
  const author = currentAuthor();
  if (!author.ok || whyStopped()) return;
  const { db } = services();
  const known = opened.get(db) ?? new Set();
  opened.set(db, known);
  const key = `${author.value.by.id} ${dossierId}`;
  const { office, now } = author.value;
  const view = await dossierById(db, dossierId);
  if (!view || whyRecorded(view.dossier, office, now) === null || known.has(key)) return;
  known.add(key);
  const saved = await saveEvents({
    dossierId,
    author: author.value,
    decide: (dossier) => {
      const decision = decide(dossier, { type: 'recordOpening', office }, now);
      return decision.ok ? ok({ bodies: decision.value }) : decision;
    },
  });
  if (!saved.ok) known.delete(key);
}
