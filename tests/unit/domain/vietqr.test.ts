import fc from 'fast-check';
import { expect, it } from 'vitest';
import { crc16, transferPurpose, transferText, type BankAccount } from '../../../shared/domain/vietqr.ts';

const ACCOUNT: BankAccount = {
  bankNumber: '970436',
  account: '1023456789',
  bankName: '',
  holder: '',
  verified: false,
};

/** Examples quoted from the NAPAS specification and public libraries; see the check value of the algorithm first. */
it.each([
  ['123456789', '29B1'],
  ['00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN6304', 'F4E5'],
  ['00020101021138600010A00000072701300006970403011697040311012345670208QRIBFTTC53037045802VN6304', '4F52'],
  [
    '00020101021238570010A00000072701270006970415011300110019324180208QRIBFTTA530370454061200005802VN62170813ung ho lu lut6304',
    'C15C',
  ],
])('closes %s with %s', (text, crc) => {
  expect(crc16(text)).toBe(crc);
});

it('writes a transfer as the specification does', () => {
  expect(transferText(ACCOUNT, 1_943_000, 'TT000069')).toBe(
    '00020101021238540010A00000072701240006970436011010234567890208QRIBFTTA5303704540719430005802VN62120808TT0000696304A8E5',
  );
});

it('keeps the end of a code too long for a bank statement', () => {
  expect(transferPurpose('000.00.19.H49-261124-0001')).toBe('000.00.19.H49-261124-0001');
  expect(transferPurpose('G22.99.000.00.19.H49-261124-0001')).toBe('000.00.19.H49-261124-0001');
});

/** Tag, two digits of length, value; for as long as there is text. */
function read(text: string): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (let at = 0; at < text.length;) {
    const length = Number(text.slice(at + 2, at + 4));
    fields[text.slice(at, at + 2)] = text.slice(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return fields;
}

it('can be read back whatever account, amount and purpose', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[0-9A-Za-z]{1,19}$/u),
      fc.integer({ min: 1, max: 9_999_999_999 }),
      fc.stringMatching(/^[0-9A-Z.-]{1,40}$/u).map(transferPurpose),
      (account, amount, purpose) => {
        const text = transferText({ ...ACCOUNT, account }, amount, purpose);
        const fields = read(text);
        expect(fields['54']).toBe(String(amount));
        expect(read(fields['62'] ?? '')['08']).toBe(purpose);
        expect(read(read(fields['38'] ?? '')['01'] ?? '')['01']).toBe(account);
        expect(fields['63']).toBe(crc16(text.slice(0, -4)));
      },
    ),
  );
});
