import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { createSafety } from '../../../renderer/session/safety.ts';
import { appError } from '../../../shared/errors.ts';
import { fakeJournal } from '../../support/fake-journal.ts';
import { counterDatabase, logOf, receive } from '../store/counter.ts';

it('a save is confirmed only with every older one in the journal before it, whatever the last run left out', async () => {
  const db = await counterDatabase();
  // Saved as the machine went down: in the database, and not in the journal.
  await receive(db, 0);
  const lost = await logOf(db);
  const journal = fakeJournal([]);
  const safety = createSafety({
    db,
    journal,
    space: async () => ({ free: 1e12, level: 'enough' }),
    onChange: () => undefined,
    onBug: () => appError('unexpected'),
  });
  await receive(db, 1);
  const saved = (await logOf(db)).slice(lost.length);
  expect((await safety.keep(saved)).ok).toBe(true);
  const positions = () =>
    journal.entries.flatMap((entry) => (entry.kind === 'events' ? entry.events : [])).map((e) => e.position);
  expect(positions()).toEqual([...lost, ...saved].map(({ position }) => position));
  expect(safety.kept()).toBe(saved.at(-1)?.position);

  await receive(db, 2);
  const next = (await logOf(db)).slice(lost.length + saved.length);
  expect((await safety.keep(next)).ok).toBe(true);
  expect(positions()).toEqual((await logOf(db)).map(({ position }) => position));
  safety.close();
});
