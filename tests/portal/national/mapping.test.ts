import fc from 'fast-check';
import type { z } from 'zod';
import { expect, it } from 'vitest';
import { decide } from '../../../shared/domain/dossier/decide.ts';
import { allowedSteps, type collectorSchema } from '../../../shared/domain/dossier/life.ts';
import { stageOf, type ReceivedDossier } from '../../../shared/domain/dossier/state.ts';
import { STATE_CODES, type NationalState } from '../../../shared/portal/national/codes.ts';
import {
  DEFAULT_CONFIG,
  dress,
  OPENCPS,
  REWRITE_TO_DONE,
  undress,
} from '../../../shared/portal/national/config.ts';
import { fromProgress } from '../../../shared/portal/national/incoming.ts';
import { stateOf, toNational, toProgress } from '../../../shared/portal/national/outgoing.ts';
import {
  nationalDossierSchema,
  nationalProgressSchema,
  type NationalProgress,
} from '../../../shared/portal/national/schemas.ts';
import { cutText, fromNationalTime, toNationalTime } from '../../../shared/portal/national/text.ts';
import {
  author,
  CALENDAR,
  NOW,
  receiveCommand,
  receptionEntry,
  REPRESENTATIVE,
  received,
  write,
  type Written,
} from '../../support/catalogue.ts';
import { stepCommand } from '../../support/step-command.ts';
import { receivedOf, told } from './walks.ts';

type CollectorKind = z.input<typeof collectorSchema>;
const ACCEPTED = { type: 'accepted', data: { portalNumber: 'QN-1', linkedCode: null } } as const;

/** Tells a log everything a list of progress says; throws when a step cannot be taken. */
function replay(start: Written, list: readonly NationalProgress[]): Written {
  return list.reduce((before, progress) => {
    let at = before;
    for (let i = 0; i < 5; i += 1) {
      const body = fromProgress(receivedOf(at), progress, CALENDAR);
      if (!body.ok) throw new Error(`${progress.NoiDungXuLy}: ${JSON.stringify(body.error)}`);
      if (body.value === null) return at;
      at = told(at, body.value, fromNationalTime(progress.ThoiDiemXuLy) ?? '');
    }
    throw new Error('never done');
  }, start);
}

/** Sends a dossier there, reads it back into another one, and gives the state it had on the way. */
function expectThereAndBack(dossier: ReceivedDossier): NationalState {
  const state = stateOf(dossier);
  const sent = nationalDossierSchema.parse(JSON.parse(JSON.stringify(toNational(dossier, DEFAULT_CONFIG))));
  expect(sent.TrangThaiHoSo).toBe(state);
  const list = toProgress(dossier, DEFAULT_CONFIG).map((each) => nationalProgressSchema.parse(each));
  expect(list.at(-1)?.TrangThai).toBe(state);
  const back = receivedOf(replay(write([receiveCommand()]), list));
  expect(stateOf(back)).toBe(state);
  expect(stageOf(back)).toBe(stageOf(dossier));
  expect(back.reception.dueAt).toBe(dossier.reception.dueAt);
  expect(back.life?.steps.map(({ type }) => type)).toEqual(dossier.life?.steps.map(({ type }) => type));
  return state;
}

it('takes every reachable dossier there and back in the same state', { timeout: 300_000 }, () => {
  const reached = new Map<NationalState, number>();
  const count = (state: NationalState) => reached.set(state, (reached.get(state) ?? 0) + 1);
  // Each entry picks one of the steps allowed where the walk stands, so that every state is reached often.
  const walk = fc.array(fc.tuple(fc.nat(100), fc.integer({ min: -30, max: 300 })), {
    maxLength: 12,
    size: 'max',
  });
  fc.assert(
    fc.property(walk, fc.boolean(), (tries, accepted) => {
      let now = Date.parse(NOW);
      let written = write([receiveCommand()]);
      if (accepted) written = told(written, ACCEPTED, NOW);
      count(expectThereAndBack(receivedOf(written)));
      for (const [pick, hours] of tries) {
        const allowed = allowedSteps(stageOf(written.dossier), written.dossier.life?.before ?? 'received');
        const type = allowed[pick % allowed.length];
        if (type === undefined) break;
        now += (1 + Math.abs(hours)) * 600_000;
        const by = author({ now: new Date(now).toISOString() });
        const command = stepCommand(type, written.dossier, hours);
        if (!decide(written.dossier, command, by.now).ok) continue;
        written = write([command], by, written);
        count(expectThereAndBack(receivedOf(written)));
      }
    }),
    // Money asked for is one step in many: forwarded, then in process, so that no run is without it.
    {
      numRuns: 300,
      examples: [
        [
          [
            [3, 0],
            [0, 2],
          ],
          true,
        ],
      ],
    },
  );
  console.log(`FIGURE dossiers by national state: ${JSON.stringify(Object.fromEntries(reached))}`);
  // No proof of anything unless the runs get to all ten.
  expect([...reached.keys()].sort()).toEqual([...STATE_CODES].sort());
});

const ofState = (
  TrangThai: NationalProgress['TrangThai'],
  NoiDungXuLy = 'Cán bộ đã cập nhật',
): NationalProgress => ({
  MaHoSo: 'X',
  NguoiXuLy: 'Trần Bình',
  ThoiDiemXuLy: '20260714090000',
  NoiDungXuLy,
  TrangThai,
});

it.each(['2', '3', '4', '5', '6', '7', '8', '9'] as const)('reads state %s in anybody’s words', (state) => {
  expect(stateOf(replay(received(), [ofState(state)]).dossier)).toBe(state);
});

it('does not claim that an identity was checked when nobody says so', () => {
  const ready = replay(received(), [ofState('9')]);
  expect(fromProgress(receivedOf(ready), ofState('10'), CALENDAR)).toMatchObject({
    ok: false,
    error: { code: 'step-forbidden' },
  });
});

it('keeps who collected, and leaves a proxy to a person', () => {
  const start = received({ entry: receptionEntry({ representative: REPRESENTATIVE }) });
  const ready = replay(start, [ofState('9')]);
  const handOver = (collector: CollectorKind) => {
    const data = { collector, identityChecked: true as const, originalsReturned: [] };
    const given = told(ready, { type: 'resultHandedOver', data }, '2026-07-15T02:00:00.000Z');
    const sent = toProgress(receivedOf(given), DEFAULT_CONFIG).at(-1);
    return fromProgress(receivedOf(ready), sent ?? ofState('10'), CALENDAR);
  };
  for (const kind of ['owner', 'representative'] as const)
    expect(handOver({ kind })).toMatchObject({ ok: true, value: { data: { collector: { kind } } } });
  const { name, identity, authority } = REPRESENTATIVE;
  expect(handOver({ kind: 'proxy', name, identity, authority })).toMatchObject({
    ok: false,
    error: { code: 'collector-required' },
  });
});

it('refuses to go back from an end', () => {
  const ended = replay(received(), [ofState('7')]);
  expect(fromProgress(receivedOf(ended), ofState('4'), CALENDAR)).toMatchObject({ ok: false });
});

it('keeps the true state unless the quirk is configured', () => {
  const asked = receivedOf(replay(received(), [ofState('5')]));
  expect(toNational(asked, DEFAULT_CONFIG).TrangThaiHoSo).toBe('5');
  expect(toNational(asked, { ...DEFAULT_CONFIG, ...REWRITE_TO_DONE }).TrangThaiHoSo).toBe('9');
});

it('leaves out and renames fields as configured, and reads them back', () => {
  const config = { ...DEFAULT_CONFIG, ...OPENCPS, rename: { MaHoSo: 'SoHoSo' } };
  const sent = dress(toNational(receivedOf(received()), config), config);
  expect(sent).toHaveProperty('SoHoSo');
  expect(sent).not.toHaveProperty('MaHoSo');
  expect(sent).not.toHaveProperty('DinhDanhCHS');
  expect(undress(sent, config)).toMatchObject({ ok: true, value: { MaHoSo: sent['SoHoSo'] } });
  expect(undress({ ...sent, TrangThaiHoSo: '11' }, config)).toMatchObject({
    ok: false,
    error: { code: 'portal-reply-invalid', field: 'TrangThaiHoSo' },
  });
});

it('sends nothing but strings', () => {
  const scalars: unknown[] = [];
  JSON.stringify(toNational(receivedOf(received()), DEFAULT_CONFIG), (_key, value: unknown) => {
    if (typeof value !== 'object') scalars.push(value);
    return value;
  });
  expect(scalars.length).toBeGreaterThan(20);
  expect(scalars.filter((each) => typeof each !== 'string')).toEqual([]);
});

it('tells the time of Vietnam, to the second', () => {
  expect(toNationalTime('2026-12-31T18:30:05.900Z')).toBe('20270101013005');
  expect(fromNationalTime('20270101013005')).toBe('2026-12-31T18:30:05.000Z');
  for (const wrong of ['20260230000000', '20261301000000', '2026010100000', '20260101246000'])
    expect(fromNationalTime(wrong)).toBeNull();
});

it('cuts at 1000 without breaking a letter', () => {
  expect(cutText('a'.repeat(1000), 1000)).toHaveLength(1000);
  expect(cutText('a'.repeat(1001), 1000)).toBe(`${'a'.repeat(999)}…`);
  // A pair of surrogates, and a base with a mark that has no composed form, across the limit.
  expect(cutText(`${'a'.repeat(998)}😀bc`, 1000)).toBe(`${'a'.repeat(998)}…`);
  expect(cutText(`${'a'.repeat(998)}x\u0323bc`, 1000)).toBe(`${'a'.repeat(998)}…`);
});
