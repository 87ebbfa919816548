import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashOf } from '../../shared/domain/dossier/chain.ts';
import { erasedForm } from '../../shared/domain/dossier/erasure.ts';
import { isKnownType, type DossierEvent } from '../../shared/domain/dossier/event.ts';
import { placeOf, startCounter, type TestCounter } from './client.ts';
import { reasons, reseal } from './push-support.ts';
import { createPortal, type Portal } from './server.ts';
import { createRandom } from './seed/random.ts';

const DAY_MS = 86_400_000;
const random = createRandom('erasure');
let portal: Portal;
let url: string;
let number = 0;

beforeAll(async () => {
  portal = await createPortal();
  ({ url } = await portal.listen());
});
afterAll(() => portal.close());

const WITHDRAWN = { type: 'withdrawn', data: { reason: 'Rút hồ sơ', originalsReturned: [] } };

interface Old {
  readonly counter: TestCounter;
  readonly events: readonly DossierEvent[];
}

/** A dossier received and withdrawn so many days ago, at a counter of its own. */
async function ended(username: string, daysAgo: number): Promise<Old> {
  number += 1;
  const counter = await startCounter(url, placeOf('HT', username), number);
  await counter.lease();
  const at = new Date(Date.now() - daysAgo * DAY_MS).toISOString();
  const received = counter.receive(random, at);
  const [first] = received;
  if (!first) throw new Error('nothing was received');
  const last = counter.write(first.dossierId, [WITHDRAWN], Math.max(...received.map(({ seq }) => seq)));
  const events = reseal([...received, ...last], (event) => ({ ...event, at: { ...event.at, instant: at } }));
  expect(new Set(reasons((await counter.push(events)).reply))).toEqual(new Set(['accepted']));
  return { counter, events };
}

const remaindersOf = (events: readonly DossierEvent[]) =>
  events.map((event) => ({ id: event.id, hash: hashOf(erasedForm(event, isKnownType(event))) }));

/** What the portal says to an erasure. */
async function erasing(
  { counter, events }: Old,
  remainders = remaindersOf(events),
): Promise<string | undefined> {
  const all = [...events].sort((a, b) => a.position - b.position);
  const last = all.at(-1);
  if (!last) throw new Error('nothing was written');
  const data = { form: 1, keptDays: 365, remainders };
  const written = counter.write(last.dossierId, [{ type: 'personalDataErased', data }], last.seq);
  const [erasure] = reseal(written, (event) => event, hashOf(last));
  if (!erasure) throw new Error('nothing was written');
  return reasons((await counter.push([erasure])).reply)[0];
}

test('a supervisor’s erasure is taken once the time of the catalogue’s rule is over', async () => {
  expect(await erasing(await ended('kiemsoat01', 366))).toBe('accepted');
  expect(await erasing(await ended('kiemsoat01', 364))).toBe('retention-not-over');
  expect(await erasing(await ended('giaodich01', 366))).toBe('role-forbidden');
});

test('one that says something else is left, or names an event nobody wrote, is not taken', async () => {
  const old = await ended('kiemsoat01', 400);
  const [first, ...rest] = remaindersOf(old.events);
  if (!first) throw new Error('nothing was written');
  expect(await erasing(old, [{ ...first, hash: 'f'.repeat(64) }, ...rest])).toBe('event-invalid');
  const other = await ended('kiemsoat01', 400);
  const foreign = { id: '01980000-0000-7000-8000-000000000001', hash: first.hash };
  expect(await erasing(other, [foreign])).toBe('event-invalid');
});

test('what is left of an event is never taken for one', async () => {
  number += 1;
  const counter = await startCounter(url, placeOf('HT', 'kiemsoat01'), number);
  await counter.lease();
  const events = counter.receive(random).map((event) => erasedForm(event, true));
  expect(reasons((await counter.push([...events])).reply)[0]).toBe('event-invalid');
});
