import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeOf, startCounter, type TestCounter } from './client.ts';
import { changeReceived, reasons, reseal } from './push-support.ts';
import { createPortal, type Portal } from './server.ts';
import { createRandom } from './seed/random.ts';

const random = createRandom('identity doubts');
let portal: Portal;
let url: string;
let number = 0;

/** A counter of its own for each test: one that was refused something goes on behind it. */
async function fresh(): Promise<TestCounter> {
  number += 1;
  const place = placeOf('HT');
  const counter = await startCounter(url, place, number);
  await counter.lease();
  return counter;
}

beforeAll(async () => {
  portal = await createPortal();
  ({ url } = await portal.listen());
});
afterAll(() => portal.close());

/** Pushes a reception of someone whose birth year is not the one in the number; gives what the portal said to it. */
async function pushed(more: object): Promise<string | undefined> {
  const counter = await fresh();
  const events = reseal(
    [...counter.receive(random)],
    changeReceived((data) => ({
      ...data,
      applicant: {
        kind: 'person',
        name: 'Nguyễn Văn Đạt',
        identity: { kind: 'citizen-id', number: '022090123456' },
        birthDate: '1991-05-17',
        phone: '0912345678',
        email: null,
        address: null,
      },
      ...more,
    })),
  );
  const { reply } = await counter.push([...events]);
  return reasons(reply)[events.findIndex(({ type }) => type === 'received')];
}

test('a birth year the number contradicts is taken only when a clerk confirmed just that', async () => {
  const doubt = (what: string, confirmed = true) => ({ identityDoubt: { what: [what], confirmed } });
  const prefill = {
    fromDossier: '0198a000-0000-7000-8000-0000000000ff',
    consent: true,
    at: '2026-11-24T02:00:00.000Z',
  };
  expect(await pushed({ ...doubt('birth-year'), prefill })).toBe('accepted');
});

test.each([
  ['unconfirmed', {}, 'identity-disagrees'],
  ['another doubt confirmed', { identityDoubt: { what: ['sex'], confirmed: true } }, 'identity-disagrees'],
  ['not confirmed', { identityDoubt: { what: ['birth-year'], confirmed: false } }, 'event-invalid'],
  [
    'details used again without consent',
    {
      prefill: {
        fromDossier: '0198a000-0000-7000-8000-0000000000ff',
        consent: false,
        at: '2026-11-24T02:00:00.000Z',
      },
    },
    'event-invalid',
  ],
])('%s: refused', async (_what, more, code) => {
  expect(await pushed(more)).toBe(code);
});
