import type { Ward } from '../../shared/domain/procedure.ts';
import { foldedWords, foldText } from '../../shared/domain/text.ts';

// People leave "Phường" and "Xã" out, and forms write "Tỉnh Quảng Ninh" as often as "Quảng Ninh".
function bare(name: string): string {
  return foldText(name.normalize('NFC').trim().replace(/\s+/gu, ' ')).replace(
    /^(?:(?:phuong|xa|thi tran|dac khu|tinh|thanh pho|thi xa|huyen|quan|tp) |(?:tp|p|x)\. ?)(?=\S)/u,
    '',
  );
}

/** A district, which ended with the reform of 2025: never a ward, even one of the same name. */
const isDistrict = (name: string) => /^(thanh pho|thi xa|huyen|quan|tp)\b/u.test(foldText(name.trim()));

/** Part of a unit that went to several new ones is marked so in the list. */
const PART = / \(một phần\)$/u;

/** Whether a province as typed is one the ward list covers. */
export function coversProvince(wards: readonly Ward[], province: string): boolean {
  return wards.some((ward) => bare(ward.province) === bare(province));
}

/** The ward of a province by its name, marks and "Phường" left out or not; null when the list has none. */
export function findWard(wards: readonly Ward[], name: string, province: string): Ward | null {
  if (isDistrict(name)) return null;
  const wanted = bare(name);
  return wards.find((ward) => bare(ward.province) === bare(province) && bare(ward.name) === wanted) ?? null;
}

/** A ward of today, and what it was called in the words of who asked; null for its own name. */
export interface FoundUnit {
  readonly ward: Ward;
  readonly formerly: string | null;
}

/**
 * The ward of today for a name of today or of before the reform of 1 July 2025, with the old district after a comma or
 * without it. Null when the list has none, and when an old ward was divided: then only the clerk can say which part.
 */
export function findUnit(wards: readonly Ward[], name: string, province: string): FoundUnit | null {
  const today = findWard(wards, name, province);
  if (today) return { ward: today, formerly: null };
  const [unit = '', district = ''] = name.split(',').map((part) => part.trim());
  if (unit === '' || isDistrict(unit)) return null;
  const found = wards.flatMap((ward) => {
    if (bare(ward.province) !== bare(province)) return [];
    if (district !== '' && bare(ward.formerDistrict ?? '') !== bare(district)) return [];
    const old = ward.formerly.find((each) => bare(each.replace(PART, '')) === bare(unit));
    return old === undefined ? [] : [{ ward, formerly: nameBefore(ward, old) }];
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** An old unit with its district, e.g. "Phường Giếng Đáy, Thành phố Hạ Long". */
function nameBefore({ formerDistrict }: Ward, old: string): string {
  return [old.replace(PART, ''), formerDistrict].filter(Boolean).join(', ');
}

/**
 * What a ward that was found by some words was called before, when the words are those of one old unit and not of the
 * ward's own name; null otherwise.
 */
export function formerNameMeant(ward: Ward, typed: string): string | null {
  const words = foldedWords(typed);
  const says = (name: string) => saysAll(name, words);
  if (words.length === 0 || says(ward.name)) return null;
  const old = ward.formerly.filter((each) => says(`${each.replace(PART, '')} ${ward.formerDistrict ?? ''}`));
  const [only] = old;
  return only !== undefined && old.length === 1 ? nameBefore(ward, only) : null;
}

function saysAll(name: string, words: readonly string[]): boolean {
  const own = foldedWords(name);
  return words.every((word) => own.some((each) => each.startsWith(word)));
}

/**
 * The wards that words (or their beginnings) find: by their own name first, then by one of before 2025, then by those
 * and the district of then together.
 */
export function wardsFor(wards: readonly Ward[], typed: string): readonly Ward[] {
  const words = foldedWords(typed);
  const rank = (ward: Ward) => {
    if (saysAll(ward.name, words)) return 0;
    if (ward.formerly.some((old) => saysAll(old, words))) return 1;
    return saysAll([ward.name, ...ward.formerly, ward.formerDistrict ?? ''].join(' '), words) ? 2 : 3;
  };
  return wards
    .map((ward) => ({ ward, rank: rank(ward) }))
    .filter((each) => each.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ ward }) => ward);
}
