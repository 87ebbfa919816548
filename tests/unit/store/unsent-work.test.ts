import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { appendTogether } from '../../../renderer/store/append-together.ts';
import { acknowledge } from '../../../renderer/store/outbox.ts';
import { unsentWork } from '../../../renderer/store/report/portal-marks.ts';
import type { ExportBody } from '../../../shared/domain/report/exported.ts';
import { newId } from '../../../shared/ids.ts';
import { ok } from '../../../shared/result.ts';
import { author } from '../../support/catalogue.ts';
import { counterDatabase, instant, logOf, receive } from './counter.ts';

const exported: ExportBody = {
  type: 'reportExported',
  data: {
    file: 'bao-cao-HT-20260601-20260630.csv',
    format: 'csv',
    sha256: 'a'.repeat(64),
    size: 12,
    period: { from: '2026-06-01', to: '2026-06-30' },
    filter: {},
    madeAt: '2026-07-01T01:00:00.000Z',
    nextDay: '2026-07-02',
    final: true,
    offices: [{ id: 'HT', nameVi: 'Bưu điện Hà Tu', until: null }],
    counts: { received: 4 },
    averageMs: null,
    logs: [{ office: 'HT', counters: [{ counter: 'HT-1', to: 9 }] }],
  },
};

it('is what figures rest on: an export’s own trace makes no report provisional', async () => {
  const db = await counterDatabase();
  const acknowledged = async () =>
    acknowledge(db, { acknowledged: (await logOf(db)).length, refused: [], now: instant(40) });
  const exportOnce = async () => {
    const id = newId();
    const saved = await appendTogether(db, {
      author: author({ now: instant(30) }),
      streamIds: [id],
      decide: () => ok({ writes: [{ streamId: id, bodies: [exported] }] }),
    });
    expect(saved.ok).toBe(true);
  };
  await receive(db, 0);
  const before = await unsentWork(db);
  expect(before).toBe((await logOf(db)).length);
  await exportOnce();
  expect(await unsentWork(db)).toBe(before);
  await acknowledged();
  expect(await unsentWork(db)).toBe(0);
  await exportOnce();
  expect(await unsentWork(db)).toBe(0);
  await receive(db, 1);
  expect(await unsentWork(db)).toBe(before);
});
