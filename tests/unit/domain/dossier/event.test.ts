import { describe, expect, it } from 'vitest';
import {
  compareEvents,
  dossierEventSchema,
  isKnownType,
  readBody,
  type DossierEvent,
} from '../../../../shared/domain/dossier/event.ts';
import { received, write } from '../../../support/catalogue.ts';

const [, , reception] = received().events;
if (!reception) throw new Error('no reception');
const withData = (type: string, data: unknown, version = 1) =>
  ({ ...reception, type, version, data }) as DossierEvent;

describe('readBody', () => {
  it('reads what this version knows', () => {
    expect(readBody(withData('noteAdded', { text: ' Gọi  lại ' }))).toEqual({
      type: 'noteAdded',
      data: { text: 'Gọi lại' },
    });
  });

  it.each(['scannedByRobot', '__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'knows no %s',
    (type) => {
      expect(isKnownType(withData(type, {}))).toBe(false);
      expect(readBody(withData(type, {}))).toBeNull();
    },
  );

  it('leaves a newer version of a known type alone', () => {
    expect(isKnownType(withData('noteAdded', { text: 'x' }, 2))).toBe(false);
    expect(readBody(withData('noteAdded', { text: 'x' }, 2))).toBeNull();
  });

  const correction = { field: 'applicant.name', from: 'A', to: 'B', reason: 'Ghi nhầm', approver: null };
  it.each<[string, string, unknown]>([
    ['missing data', 'noteAdded', {}],
    ['null', 'received', null],
    ['more than it says', 'noteAdded', { text: 'x', html: '<b>' }],
    ['a fee of nothing', 'feeTaken', { amount: 0, method: 'cash' }],
    [
      'a hash that is none',
      'receiptPrinted',
      { form: '01', formSet: '2025', paper: 'A4', kind: 'original', print: 1, contentHash: 'x' },
    ],
    ['a name that is an object', 'corrected', { ...correction, to: { evil: 1 } }],
    ['a field no one may correct', 'corrected', { ...correction, field: 'code' }],
    [
      'a new appointment no one approved',
      'corrected',
      { ...correction, field: 'dueAt', to: '2026-07-20T10:00:00.000Z' },
    ],
    ['no reason', 'corrected', { ...correction, reason: ' \u200B' }],
  ])('refuses %s', (_, type, data) => {
    expect(isKnownType(withData(type, data))).toBe(true);
    expect(readBody(withData(type, data))).toBeNull();
  });

  it('normalises a correction as its field would be', () => {
    expect(readBody(withData('corrected', { ...correction, to: ' Đạt\u202E ' }))?.data).toMatchObject({
      to: 'Đạt',
    });
  });
});

describe('an event', () => {
  const deep = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

  it('of a newer app passes as it is', () => {
    const event = withData('scannedByRobot', { pages: [{ text: 'đ', at: null }] }, 9);
    expect(dossierEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
  });

  it('nested too deep for the stack is refused, not a crash', () => {
    expect(dossierEventSchema.safeParse(withData('x', deep(20))).success).toBe(true);
    expect(dossierEventSchema.safeParse(withData('x', deep(100_000))).success).toBe(false);
    const data = { field: 'note', from: deep(100_000), to: '', reason: 'x', approver: null };
    expect(readBody(withData('corrected', data))).toBeNull();
  });

  it.each<[string, object]>([
    ['no id', { id: 'x' }],
    ['seq 0', { seq: 0 }],
    ['position 0', { position: 0 }],
    ['no counter', { counter: '' }],
    ['a time that is none', { at: { instant: '2026-02-30T00:00:00Z', zone: 'Asia/Ho_Chi_Minh' } }],
    ['no number at all', { data: NaN }],
    ['another key', { signature: 'x' }],
    ['a hash too short', { prev: 'abc' }],
  ])('with %s is refused', (_, part) => {
    expect(dossierEventSchema.safeParse({ ...reception, ...part }).success).toBe(false);
  });
});

it('orders by seq, then counter, then position, then id, and not by the clock', () => {
  const { events } = write([{ type: 'addNote', text: 'x' }], undefined, received());
  const [a, b] = events as [DossierEvent, DossierEvent];
  expect(compareEvents({ ...a, at: { ...a.at, instant: '2030-01-01T00:00:00Z' } }, b)).toBeLessThan(0);
  const tied = { ...a, seq: b.seq };
  expect(compareEvents({ ...tied, counter: 'HT-2' }, { ...b, counter: 'HT-10' })).toBeGreaterThan(0);
  expect(compareEvents(tied, b)).toBeLessThan(0);
  expect(compareEvents({ ...tied, position: b.position, id: 'a' }, { ...b, id: 'b' })).toBeLessThan(0);
  expect(compareEvents(a, a)).toBe(0);
});
