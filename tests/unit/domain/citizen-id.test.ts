import { describe, expect, it } from 'vitest';
import { isTaxCode, readCitizenId } from '../../../shared/domain/citizen-id.ts';
import { organisationSchema } from '../../../shared/domain/party.ts';

describe('readCitizenId', () => {
  it.each([
    ['022090123456', { province: '022', sex: 'male', birthYear: 1990 }],
    ['022190123456', { province: '022', sex: 'female', birthYear: 1990 }],
    ['001226000001', { province: '001', sex: 'male', birthYear: 2026 }],
    ['096300000001', { province: '096', sex: 'female', birthYear: 2000 }],
  ])('%s', (number, value) => {
    expect(readCitizenId(number, 2026)).toEqual({ ok: true, value });
  });

  it.each([
    ['02209012345', 'identity-length'],
    ['٠٢٢٠٩٠١٢٣٤٥٦', 'identity-length'],
    ['000090123456', 'identity-province'],
    ['022227123456', 'identity-birth-year-future'],
    ['022400123456', 'identity-birth-year-future'],
    ['022999123456', 'identity-birth-year-future'],
  ])('%s: %s', (number, code) => {
    expect(readCitizenId(number, 2026)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('tax codes', () => {
  // Codes of well-known companies that all fit the rule.
  const valid = ['0100109106', '0100112437', '0101243150', '0300588569'];

  it.each(valid)('%s is one, and with a wrong digit anywhere is not', (code) => {
    expect(isTaxCode(code)).toBe(true);
    expect(isTaxCode(`${code}-001`) && isTaxCode(`${code}001`)).toBe(true);
    for (let at = 0; at < 10; at += 1) {
      const wrong = code.slice(0, at) + String((Number(code[at]) + 1) % 10) + code.slice(at + 1);
      expect(isTaxCode(wrong), wrong).toBe(false);
    }
  });

  it.each(['', '010010910', '01001091066', '0100109106-01', '0100109106--001', 'O100109106', ' 0100109106'])(
    '%j is none',
    (code) => {
      expect(isTaxCode(code)).toBe(false);
    },
  );

  it('are stored in one way however they are typed', () => {
    const { taxCode } = organisationSchema.shape;
    expect(
      ['0100109106-001', '0100109106001', ' 0100 109 106 - 001 '].map((text) => taxCode.parse(text)),
    ).toEqual(Array(3).fill('0100109106-001'));
  });
});
