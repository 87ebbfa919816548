import { describe, expect, it } from 'vitest';
import {
  addLeases,
  EMPTY_NUMBERING,
  giveCode,
  isProvisionalCode,
  leaseSchema,
  numbersLeft,
  parseDossierCode,
  type Lease,
  type Numbering,
} from '../../../shared/domain/numbering.ts';
import { NOW } from '../../support/catalogue.ts';

const LEASE: Lease = { id: '01980000-0000-7000-8000-000000000001', unit: '000.00.19.H49', from: 1, to: 10 };
const NEXT: Lease = { ...LEASE, id: '01980000-0000-7000-8000-000000000002', from: 101, to: 105 };

function giveMany(
  numbering: Numbering,
  count: number,
): { readonly codes: readonly string[]; readonly numbering: Numbering } {
  const codes: string[] = [];
  let at = numbering;
  for (let i = 0; i < count; i += 1) {
    const given = giveCode(at, 'HT-1', NOW);
    codes.push(given.code);
    at = given.numbering;
  }
  return { codes, numbering: at };
}

describe('giveCode', () => {
  it('numbers on within the range, with the counter’s date', () => {
    expect(giveMany(addLeases(EMPTY_NUMBERING, [LEASE]), 2).codes).toEqual([
      '000.00.19.H49-260713-0001',
      '000.00.19.H49-260713-0002',
    ]);
    // 17:30 UTC is the next day at the counter.
    expect(giveCode(addLeases(EMPTY_NUMBERING, [LEASE]), 'HT-1', '2026-07-13T17:30:00Z').code).toBe(
      '000.00.19.H49-260714-0001',
    );
  });

  it('goes on in the next range, then gives provisional codes, then final ones again', () => {
    const used = giveMany(addLeases(EMPTY_NUMBERING, [{ ...LEASE, to: 1 }]), 3);
    expect(used.codes).toEqual(['000.00.19.H49-260713-0001', 'TAM-HT-1-260713-001', 'TAM-HT-1-260713-002']);
    const more = giveMany(addLeases(used.numbering, [NEXT]), 6);
    expect(more.codes.slice(0, 1)).toEqual(['000.00.19.H49-260713-0101']);
    expect(more.codes.at(-1)).toBe('TAM-HT-1-260713-003');
  });
});

describe('addLeases', () => {
  it('changes nothing when a reply is repeated, within itself or later', () => {
    const once = giveMany(addLeases(EMPTY_NUMBERING, [LEASE, NEXT]), 12).numbering;
    expect(addLeases(once, [LEASE, NEXT])).toEqual(once);
    expect(addLeases(EMPTY_NUMBERING, [LEASE, LEASE])).toEqual(addLeases(EMPTY_NUMBERING, [LEASE]));
  });
});

describe('numbersLeft', () => {
  it('warns from 20 % of what is held', () => {
    const start = addLeases(EMPTY_NUMBERING, [LEASE]);
    expect(numbersLeft(start)).toEqual({ left: 10, low: false });
    expect(numbersLeft(giveMany(start, 7).numbering)).toEqual({ left: 3, low: false });
    expect(numbersLeft(giveMany(start, 8).numbering)).toEqual({ left: 2, low: true });
    expect(numbersLeft(giveMany(start, 10).numbering)).toEqual({ left: 0, low: true });
    expect(numbersLeft(addLeases(giveMany(start, 8).numbering, [NEXT]))).toEqual({ left: 7, low: false });
    expect(numbersLeft(EMPTY_NUMBERING)).toEqual({ left: 0, low: true });
  });
});

describe('parseDossierCode', () => {
  it.each([
    ['000.00.19.H49-220815-0001', { unit: '000.00.19.H49', date: '220815', number: 1 }],
    ['H49.19-220815-0001', { unit: 'H49.19', date: '220815', number: 1 }],
    ['000.00.53.H48-220921-0099', { unit: '000.00.53.H48', date: '220921', number: 99 }],
    [' h49.19.7-220815-123456 ', { unit: 'H49.19.7', date: '220815', number: 123_456 }],
  ])('reads %s', (code, parts) => {
    expect(parseDossierCode(code)).toEqual(parts);
  });

  it.each([
    '',
    'H49',
    '000.00.19.H49-220815',
    '000.00.19.H49-220815-001',
    '000.00.19.H49-221315-0001',
    '000.00.19.H49-220230-0001',
    '000.00.19.H49-220815-1234567',
    'H49-220815-0001',
    'TAM-HT-1-260713-001',
    '000.00.19.H49_220815_0001',
    `000.00.19.H49-220815-0001${'0'.repeat(10_000)}`,
  ])('refuses %j', (code) => {
    expect(parseDossierCode(code)).toBeNull();
  });
});

it('tells provisional codes from final ones', () => {
  expect(['TAM-HT-1-260713-001', 'TAM-HT-12-260713-1000'].map(isProvisionalCode)).toEqual([true, true]);
  expect(
    ['000.00.19.H49-260713-0001', 'TAM-HT-1-260713', 'TAM-260713-001', ''].map(isProvisionalCode),
  ).toEqual([false, false, false, false]);
});

it('takes only ranges a code can carry', () => {
  expect(leaseSchema.safeParse(LEASE).success).toBe(true);
  const wrong = [
    { from: 0 },
    { to: 1_000_000 },
    { unit: 'h49' },
    { unit: '' },
    { unit: '000.00.19.H49-1' },
    { from: 1.5 },
  ];
  expect(wrong.map((part) => leaseSchema.safeParse({ ...LEASE, ...part }).success)).toEqual(
    wrong.map(() => false),
  );
});
