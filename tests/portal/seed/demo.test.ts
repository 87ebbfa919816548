import { afterAll, beforeAll, expect, test } from 'vitest';
import { COUNTER_ZONE, zoned } from '../../../shared/clock.ts';
import { isWorkingDay } from '../../../shared/domain/calendar.ts';
import { readCitizenId } from '../../../shared/domain/citizen-id.ts';
import { startCounter } from '../client.ts';
import { createPortal, type Portal } from '../server.ts';
import { ENROLMENT_CODES, DEMO_PASSWORD } from './accounts.ts';
import { createRandom } from './random.ts';
import { demoMoments } from './demo-dossiers.ts';

// A Monday morning: the days before are a weekend, so the demo must reach back over it.
const NOW = '2026-08-17T02:00:00.000Z';
let portal: Portal;
let url: string;

beforeAll(async () => {
  portal = await createPortal({ demo: true, clock: () => NOW });
  ({ url } = await portal.listen());
});
afterAll(() => portal.close());

test('every office that receives has about 25 dossiers, all accepted, received in office hours of working days, none in the future', async () => {
  const { calendar } = await portal.admin.catalogue();
  for (const office of ['HT', 'GD', 'VH']) {
    const dossiers = await portal.admin.dossiers(office);
    expect(dossiers.map((each) => each.status)).toEqual(Array.from({ length: 25 }, () => 'accepted'));
    for (const { reception } of dossiers) {
      const at = zoned(reception?.at ?? '');
      expect(isWorkingDay(calendar, at.toPlainDate().toString())).toBe(true);
      expect(at.hour >= 7 && at.hour < 17).toBe(true);
    }
    const events = await portal.admin.events(office);
    expect(events.every((event) => event.at.instant <= NOW && event.at.zone === COUNTER_ZONE)).toBe(true);
  }
});

test('an office that only guides has received nothing', async () => {
  expect(await portal.admin.dossiers('TN')).toEqual([]);
});

test('applicants have names with their marks and identity numbers that read', async () => {
  const people = (await portal.admin.dossiers('HT')).flatMap(({ reception }) =>
    reception?.applicant.kind === 'person' ? [reception.applicant] : [],
  );
  expect(people.length).toBeGreaterThan(10);
  for (const person of people) {
    const facts = person.identity.kind === 'citizen-id' ? readCitizenId(person.identity.number, 2026) : null;
    expect(facts?.ok && facts.value.birthYear).toBe(Number(person.birthDate?.slice(0, 4)));
  }
  expect(new Set(people.map((person) => person.name)).size).toBeGreaterThan(people.length / 2);
});

test('a counter enrolled at an office sees life there after its first pull', async () => {
  const counter = await startCounter(
    url,
    { enrolmentCode: ENROLMENT_CODES.VH, username: 'kiemsoat01', password: DEMO_PASSWORD },
    1,
  );
  const pulled = await counter.pullAll();
  expect(new Set(pulled.map((event) => event.dossierId)).size).toBe(25);
  expect(new Set(pulled.map((event) => event.counter))).toEqual(new Set(['VH-9', 'portal']));
});

test('the same seed gives the same moments, another one others', async () => {
  const catalogue = await portal.admin.catalogue();
  const moments = (seed: string) => demoMoments(createRandom(seed), catalogue, NOW, 5);
  expect(moments('a')).toEqual(moments('a'));
  expect(moments('a')).not.toEqual(moments('b'));
});
