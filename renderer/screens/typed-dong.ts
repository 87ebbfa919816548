/**
 * An amount as it is typed, in whole đồng: digits with or without the dots and spaces of a written amount and the sign.
 * NaN for anything else, so that the rules say what is wrong.
 */
export function typedDong(text: string): number {
  const digits = text.replace(/[\s.₫đ]/gu, '');
  return /^\d{1,12}$/u.test(digits) ? Number(digits) : NaN;
}
