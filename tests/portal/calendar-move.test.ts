import { afterAll, beforeAll, expect, test } from 'vitest';
import { fold } from '../../shared/domain/dossier/evolve.ts';
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

test.each([
  ['giaodich01', 1, 'supervisor-only'],
  ['kiemsoat01', 2, 'accepted'],
])(
  'an appointment moved by a calendar, written by %s at counter %i: %s',
  async (username, number, verdict) => {
    const counter = await startCounter(url, { ...placeOf('HT'), username }, number);
    await counter.lease();
    const events = counter.receive(createRandom(username));
    const dossier = fold(events);
    const from = dossier?.reception?.dueAt ?? '';
    const data = {
      from,
      dueAt: new Date(Date.parse(from) + 86_400_000).toISOString(),
      reason: 'Nghỉ 24/11',
      approver: 'Vũ Thị Bích Ngọc',
      calendar: { version: '2022-2027.1+00000000', file: 'lich.csv' },
    };
    const moved = counter.write(dossier?.id ?? '', [{ type: 'rescheduled', data }], dossier?.lastSeq ?? 0);
    const { reply } = await counter.push([...events, ...moved]);
    expect(reasons(reply).at(-1)).toBe(verdict);
  },
);
