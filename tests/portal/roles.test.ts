import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeOf, startCounter } from './client.ts';
import { reasons } from './push-support.ts';
import { createPortal, type Portal } from './server.ts';
import { createRandom } from './seed/random.ts';

let portal: Portal;
let url: string;

beforeAll(async () => {
  portal = await createPortal();
  ({ url } = await portal.listen());
});
afterAll(() => portal.close());

test('what an administrator wrote as a clerk’s work is refused, whatever their counter let pass; that they looked is kept', async () => {
  const clerk = await startCounter(url, placeOf('HT'), 1);
  await clerk.lease();
  const received = clerk.receive(createRandom('roles'));
  expect(new Set(reasons((await clerk.push(received)).reply))).toEqual(new Set(['accepted']));

  const administrator = await startCounter(url, placeOf('HT', 'quantri01'), 2);
  const [{ dossierId, seq }] = received.slice(-1) as [(typeof received)[number]];
  const looked = { type: 'dossierOpened', data: { why: 'ended' } };
  const note = { type: 'noteAdded', data: { text: 'quản trị ghi' } };
  const wrote = administrator.write(dossierId, [looked, note], seq);
  expect(reasons((await administrator.push(wrote)).reply)).toEqual(['accepted', 'role-forbidden']);
});
