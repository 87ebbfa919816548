import { expect, it } from 'vitest';
import { newReport } from '../../../../shared/domain/report/report.ts';
import {
  commonTarget,
  reportTargets,
  targetOn,
  type Target,
} from '../../../../shared/domain/report/target.ts';
import { factOf } from '../../../../shared/domain/report/fact.ts';
import { received, receiveCommand, receptionEntry } from '../../../support/catalogue.ts';

const target = (change: Partial<Target> = {}): Target => ({
  office: 'all',
  indicator: 'online',
  percent: 62,
  effectiveFrom: '2026-01-01',
  withdrawnFrom: null,
  source: '',
  verified: false,
  ...change,
});

it('an office goes by its own target, others by the one for all, each on its days', () => {
  const targets = [
    target(),
    target({ percent: 70, effectiveFrom: '2026-07-01' }),
    target({ office: 'VH', percent: 50, withdrawnFrom: '2026-09-01' }),
    target({ indicator: 'onTime', percent: 95 }),
  ];
  const on = (office: string, day: string) => targetOn(targets, office, 'online', day)?.percent;
  expect(on('HT', '2025-12-31')).toBeUndefined();
  expect(on('HT', '2026-06-30')).toBe(62);
  expect(on('HT', '2026-07-01')).toBe(70);
  expect(on('VH', '2026-08-31')).toBe(50);
  expect(on('VH', '2026-09-01')).toBe(70);
  expect(targetOn(targets, 'HT', 'digitised', '2026-07-01')).toBeNull();
});

it('offices have a target together only where it is the same', () => {
  const targets = [target(), target({ office: 'VH', percent: 50 })];
  const day = '2026-02-01';
  expect(commonTarget(targets, ['HT', 'GD'], 'online', day)?.percent).toBe(62);
  expect(commonTarget(targets, ['HT', 'VH'], 'online', day)).toBeNull();
  expect(commonTarget(targets, ['HT', 'GD'], 'onTime', day)).toBeNull();
  expect(commonTarget(targets, [], 'online', day)).toBeNull();
});

it('says how far each office is from its target, also one without dossiers', () => {
  const maker = newReport({
    period: { from: '2026-07-01', to: '2026-07-31' },
    filter: {},
    now: '2026-07-20T02:00:00.000Z',
    nextWorkingDay: () => '2026-07-21',
  });
  const entry = receptionEntry({ channel: 'online' });
  for (const command of [receiveCommand({ entry }), receiveCommand(), receiveCommand()]) {
    const fact = factOf(received(command).dossier);
    if (fact) maker.add(fact);
  }
  const targets = reportTargets(
    maker.report(),
    ['HT', 'GD'],
    [target(), target({ indicator: 'online', office: 'GD', percent: 10 })],
  );
  expect(targets.total).toEqual({});
  expect(targets.offices).toEqual([
    {
      office: 'HT',
      indicator: 'online',
      reached: { percent: 62, share: 33.33, points: -28.67, verified: false },
    },
    {
      office: 'GD',
      indicator: 'online',
      reached: { percent: 10, share: null, points: null, verified: false },
    },
  ]);
  expect(reportTargets(maker.report(), ['HT'], [target({ percent: 33.33 })]).total.online?.points).toBe(0);
});
