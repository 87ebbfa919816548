const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const SCALES = ['', ' nghìn', ' triệu'] as const;
const BILLION = 1_000_000_000;

/** Whole đồng as people read it: `1.234.567 ₫`. */
export function formatDong(amount: number): string {
  return `${String(amount).replace(/\B(?=(\d{3})+$)/gu, '.')} ₫`;
}

function unitsWord(tens: number, units: number): string {
  if (units === 1 && tens > 1) return 'mốt';
  if (units === 5 && tens > 0) return 'lăm';
  return DIGITS[units] ?? '';
}

/** A group of three digits; `full` also reads leading zeros ("không trăm linh năm"). */
function groupWords(group: number, full: boolean): string {
  const [hundreds, tens, units] = [Math.floor(group / 100), Math.floor(group / 10) % 10, group % 10];
  const words: string[] = [];
  if (full || hundreds > 0) words.push(`${DIGITS[hundreds] ?? ''} trăm`);
  if (tens === 1) words.push('mười');
  else if (tens > 1) words.push(`${DIGITS[tens] ?? ''} mươi`);
  else if (units > 0 && words.length > 0) words.push('linh');
  if (units > 0) words.push(unitsWord(tens, units));
  return words.join(' ');
}

/** A number above zero in words. From a billion (tỷ) on the words begin again: 1,500 tỷ is "một nghìn năm trăm tỷ". */
function numberWords(number: number, full: boolean): string {
  if (number >= BILLION) {
    const rest = number % BILLION;
    return `${numberWords(Math.floor(number / BILLION), full)} tỷ${rest > 0 ? ` ${numberWords(rest, true)}` : ''}`;
  }
  const groups = [Math.floor(number / 1_000_000), Math.floor(number / 1000) % 1000, number % 1000];
  const first = groups.findIndex((group) => group > 0);
  return groups
    .map((group, i) => (group === 0 ? '' : groupWords(group, full || i > first) + (SCALES[2 - i] ?? '')))
    .filter((text) => text !== '')
    .join(' ');
}

/**
 * A whole amount of đồng (0 and above) in the words of a northern receipt, e.g. "Một trăm nghìn đồng",
 * "Một nghìn không trăm linh năm đồng". Written here because the libraries leave out "không trăm", which cashiers read
 * so that no digit can be added.
 */
export function dongInWords(amount: number): string {
  if (!Number.isSafeInteger(amount) || amount < 0)
    throw new RangeError(`not a whole amount of đồng: ${String(amount)}`);
  const text = `${amount === 0 ? 'không' : numberWords(amount, false)} đồng`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
