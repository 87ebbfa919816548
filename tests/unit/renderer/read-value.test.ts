import { describe, expect, test } from 'vitest';
import { readValue } from '../../../renderer/screens/dossier/read-value.ts';

const typed = (values: Readonly<Record<string, string>>) => (name: string) => values[name] ?? '';

describe('readValue', () => {
  test('an appointment is on the counter’s clock', () => {
    expect(readValue('dueAt', typed({ date: '17/08/2022', time: '16:30' }))).toBe('2022-08-17T09:30:00.000Z');
    expect(readValue('dueAt', typed({ date: '17/08/2022', time: '9h05' }))).toBe('2022-08-17T02:05:00.000Z');
  });

  test.each([
    { date: '31/02/2022', time: '16:30' },
    { date: '17/08/2022', time: '25:00' },
    { date: '17/08/2022', time: '' },
  ])('%o is no appointment and goes on as typed, to be refused', (values) => {
    expect(readValue('dueAt', typed(values))).toBe(values.date);
  });

  test('empty boxes clear what may be empty', () => {
    expect(readValue('applicant.birthDate', typed({ value: ' ' }))).toBeNull();
    expect(readValue('applicant.address', typed({ province: 'Quảng Ninh' }))).toBeNull();
  });

  test('numbers lose their spaces', () => {
    expect(readValue('applicant.identity.number', typed({ value: ' 022 090 123 456 ' }))).toBe(
      '022090123456',
    );
  });

  test('home delivery carries its address, others none', () => {
    const address = { street: '12 Cái Lân', ward: 'Bãi Cháy', province: 'Quảng Ninh' };
    expect(readValue('delivery', typed({ kind: 'home', ...address }))).toEqual({ kind: 'home', address });
    const known = { ...address, formerly: 'Phường Hùng Thắng' };
    expect(readValue('delivery', typed({ kind: 'home', ...known }))).toEqual({
      kind: 'home',
      address: known,
    });
    expect(readValue('delivery', typed({ kind: 'counter', ...address }))).toEqual({ kind: 'counter' });
  });
});
