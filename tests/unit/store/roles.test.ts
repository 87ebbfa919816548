import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { append } from '../../../renderer/store/append.ts';
import { appendTogether } from '../../../renderer/store/append-together.ts';
import { ok } from '../../../shared/result.ts';
import { author } from '../../support/catalogue.ts';
import { counterDatabase, instant, logOf, receive } from './counter.ts';

it('both writers keep out what the author’s role may not write, whatever was decided', async () => {
  const db = await counterDatabase();
  const { id } = await receive(db, 0);
  const before = await logOf(db);
  const note = { type: 'noteAdded', data: { text: 'xem qua' } } as const;
  for (const role of ['administrator', 'support'] as const) {
    const by = author({ now: instant(1), role });
    const one = await append(db, { dossierId: id, author: by, decide: () => ok({ bodies: [note] }) });
    const together = await appendTogether(db, {
      author: by,
      dossierIds: [id],
      decide: () => ok({ writes: [{ dossierId: id, bodies: [note] }] }),
    });
    for (const saved of [one, together])
      expect(saved).toMatchObject({ ok: false, error: [{ code: 'role-forbidden' }] });
  }
  expect(await logOf(db)).toEqual(before);
});
