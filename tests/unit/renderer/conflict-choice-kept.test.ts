import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { provideServices } from '../../../renderer/session/services.ts';
import { createSafety } from '../../../renderer/session/safety.ts';
import { useSession } from '../../../renderer/session/session.ts';
import { append } from '../../../renderer/store/append.ts';
import { firstConflict } from '../../../renderer/store/conflicts.ts';
import { acknowledge } from '../../../renderer/store/outbox.ts';
import { dossierById } from '../../../renderer/store/queries.ts';
import { choiceOf } from '../../../renderer/use-cases/choice-of.ts';
import { resolveRefusal } from '../../../renderer/use-cases/resolve-refusal.ts';
import { whenKept } from '../../../renderer/use-cases/save-events.ts';
import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { appError } from '../../../shared/errors.ts';
import { author } from '../../support/catalogue.ts';
import { fakeJournal } from '../../support/fake-journal.ts';
import { counterDatabase, DEVICE, instant, logOf, receive, save } from '../store/counter.ts';

const CHOICE = { keep: 'mine', reason: 'Khách báo số mới' } as const;
const correction = (field: 'applicant.phone' | 'applicant.name', to: string) =>
  ({ type: 'correct', field, to, reason: 'Đánh máy nhầm', approver: null }) as const;

/** A dossier with two refused corrections, and a journal that holds all of it. */
async function conflicted() {
  const db = await counterDatabase();
  const { id } = await receive(db, 0);
  await save(db, correction('applicant.phone', '0911111111'), instant(1), id);
  await save(db, correction('applicant.name', 'Trần Thị Bích'), instant(2), id);
  const events = await logOf(db);
  const refused = events.slice(-2).map((event) => ({
    position: event.position,
    eventId: event.id,
    dossierId: id,
    reason: { code: 'event-conflict' as const, message: 'for the log' },
  }));
  await acknowledge(db, { acknowledged: events.length, refused, now: instant(3) });
  return { db, dossierId: id, journal: fakeJournal([{ kind: 'events', events: [...events] }]) };
}

const eventsIn = (journal: ReturnType<typeof fakeJournal>): readonly DossierEvent[] =>
  journal.entries.flatMap((entry) => (entry.kind === 'events' ? entry.events : []));

it('a choice in a conflict is not confirmed while the journal fails, and the next one waits until it is whole', async () => {
  const { db, dossierId, journal } = await conflicted();
  const safety = createSafety({
    db,
    journal,
    space: async () => ({ free: 1e12, level: 'enough' }),
    onChange: () => undefined,
    onBug: () => appError('unexpected'),
    retryMs: 10,
  });
  provideServices({ db, safety, sync: { wake: () => undefined } } as never);
  useSession.setState({ device: DEVICE, staff: { id: 'nv1', name: 'Lê Lan', role: 'clerk' } });

  journal.failing = 'store-failed';
  const chosen = await resolveRefusal(dossierId, CHOICE);
  expect(chosen).toMatchObject({ ok: false, error: [{ code: 'journal-failed' }] });
  // Nothing is lost either: the database has it, once, and the journal gets it as soon as it can.
  const after = await logOf(db);
  expect(after.filter((event) => event.type === 'setAside')).toHaveLength(1);
  const next = await resolveRefusal(dossierId, CHOICE);
  expect(next).toMatchObject({ ok: false, error: [{ code: 'journal-stopped' }] });
  expect(await logOf(db)).toEqual(after);

  journal.failing = null;
  expect(await whenKept(dossierId)).toEqual((await dossierById(db, dossierId))?.dossier);
  expect(eventsIn(journal)).toEqual(after);
  expect((await resolveRefusal(dossierId, CHOICE)).ok).toBe(true);
  expect(eventsIn(journal)).toEqual(await logOf(db));
  safety.close();
});

it('two presses that saw the same refusal give it up once', async () => {
  const { db, dossierId } = await conflicted();
  const conflict = await firstConflict(db, dossierId);
  if (!conflict) throw new Error('nothing refused');
  const choice = choiceOf(conflict, CHOICE, author({ now: instant(4) }));
  expect((await append(db, choice)).ok).toBe(true);
  const before = await logOf(db);
  expect(await append(db, choice)).toMatchObject({
    ok: false,
    error: [{ code: 'dossier-transition-forbidden' }],
  });
  expect(await logOf(db)).toEqual(before);
});
