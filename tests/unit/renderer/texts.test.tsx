import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { errorText } from '../../../renderer/i18n/error-text.ts';
import { LANGUAGES, setTextLanguage, startI18n } from '../../../renderer/i18n/i18n.ts';
import { ERROR_CODES } from '../../../shared/error-codes.ts';
import { appError } from '../../../shared/errors.ts';

beforeAll(() => startI18n());

/** Every parameter an error text may name, so that a leftover `{{…}}` is a text that names another. */
const PARAMS = {
  limit: 5,
  year: 2031,
  code: '1.000656',
  digits: 11,
  province: '000',
  seconds: 3,
  left: 4,
  min: 12,
  number: 'DVC-2026-001',
  length: 12,
  at: 11,
  digit: 8,
  right: 9,
  serial: '47312482',
  what: 'manifest.json',
  reason: 'EIO',
  office: 'Bưu điện Hà Tu',
  day: '2027-03-01',
  from: '2027-01-01',
  until: '2027-12-31',
  line: 3,
  first: 2,
  part: 'days',
  value: 'x',
  batch: 'HT-1-4',
  dong: 10_000,
  count: 3,
  name: 'ket-qua.pdf',
};

describe.each(LANGUAGES)('errors in %s', (language) => {
  beforeAll(() => setTextLanguage(language));

  test.each(ERROR_CODES)('%s has a sentence of its own', (code) => {
    const text = errorText(i18next.getFixedT(language, ['errors']), appError(code, PARAMS));
    expect(text).not.toBe(code);
    expect(text).toMatch(/[.?!…]$/u);
    expect(text).not.toContain('{{');
    if (language !== 'vi') expect(text).not.toBe(i18next.t(code, { ns: 'errors', lng: 'vi', ...PARAMS }));
  });

  test('says the reference for support', () => {
    const text = errorText(i18next.getFixedT(language, ['errors']), {
      code: 'unexpected',
      reference: 'K7Q2M',
    });
    expect(text).toContain('K7Q2M');
  });

  test('says a day as people write it', () => {
    const text = errorText(i18next.getFixedT(language, ['errors']), appError('receive-not-yet', PARAMS));
    expect(text).toContain('01/03/2027');
    expect(text).toContain('Bưu điện Hà Tu');
  });

  test('tells the page which language it is in', () => {
    expect(document.documentElement.lang).toBe(language);
  });
});
