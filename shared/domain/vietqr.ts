import { z } from 'zod';

/** An account that takes transfers by VietQR: the bank's six-digit NAPAS number (BIN) and the account at it. */
export const bankAccountSchema = z.strictObject({
  bankNumber: z.string().regex(/^\d{6}$/u),
  account: z.string().regex(/^[0-9A-Za-z]{1,19}$/u),
  bankName: z.string(),
  holder: z.string(),
  verified: z.boolean(),
});
export type BankAccount = z.infer<typeof bankAccountSchema>;

/** NAPAS as EMVCo registered it, and its service "transfer to an account". */
const NAPAS = 'A000000727';
const TO_ACCOUNT = 'QRIBFTTA';
const DONG = '704';
/** The longest purpose a bank takes. */
const PURPOSE_LIMIT = 25;

/** CRC-16/CCITT-FALSE of ASCII text, as four hexadecimal digits. */
export function crc16(text: string): string {
  let crc = 0xff_ff;
  for (const char of text) {
    crc ^= char.charCodeAt(0) << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x80_00 ? (crc << 1) ^ 0x10_21 : crc << 1) & 0xff_ff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

const field = (tag: string, value: string) => `${tag}${String(value.length).padStart(2, '0')}${value}`;

/** What the bank statement says a transfer is for: a dossier's code, its end when it is too long. */
export function transferPurpose(code: string): string {
  return code.slice(-PURPOSE_LIMIT);
}

/**
 * The text of a VietQR for one transfer of `amount` whole đồng (EMVCo merchant-presented QR with NAPAS's account template):
 * banking apps fill in account, amount and purpose from it. `purpose` is ASCII, at most 25 characters.
 */
export function transferText(to: BankAccount, amount: number, purpose: string): string {
  const place = field('00', to.bankNumber) + field('01', to.account);
  const text = [
    field('00', '01'),
    // For one payment only.
    field('01', '12'),
    field('38', field('00', NAPAS) + field('01', place) + field('02', TO_ACCOUNT)),
    field('53', DONG),
    field('54', String(amount)),
    field('58', 'VN'),
    field('62', field('08', purpose)),
    '6304',
  ].join('');
  return text + crc16(text);
}
