import { foldedWords, normaliseLine } from '../../../shared/domain/text.ts';
import type { Ward } from '../../../shared/domain/procedure.ts';
import { findUnit } from '../../use-cases/find-ward.ts';
import type { AddressValues } from './reception-values.ts';
import { tidyDate } from './typed-date.ts';

/** What an identity card's QR says, as form values. */
export interface CardText {
  readonly number: string;
  readonly name: string;
  readonly birthDate: string;
  readonly address: AddressValues | null;
  /** Empty when the card says neither. */
  readonly sex: 'male' | 'female' | '';
}

const SEXES: Readonly<Record<string, 'male' | 'female'>> = { nam: 'male', nu: 'female' };

/**
 * Reads a card's QR as a scanner types it: `number|old number|name|ddmmyyyy|sex|address|issued`, further fields ignored.
 * Null for anything else.
 */
export function readCardText(typed: string, wards: readonly Ward[]): CardText | null {
  const fields = typed.split('|').map(normaliseLine);
  const [number = '', , name = '', birthDate = '', sex = '', address = ''] = fields;
  if (fields.length < 6 || !/^\d{12}$/u.test(number)) return null;
  return {
    number,
    name,
    birthDate: tidyDate(birthDate),
    address: address === '' ? null : readAddress(address, wards),
    sex: SEXES[foldedWords(sex).join(' ')] ?? '',
  };
}

function readAddress(text: string, wards: readonly Ward[]): AddressValues {
  const parts = text
    .split(',')
    .map(normaliseLine)
    .filter((part) => part !== '');
  const province = parts.at(-1) ?? '';
  const at = parts.findIndex(
    (part, i) => i > 0 && i < parts.length - 1 && findUnit(wards, part, province) !== null,
  );
  // Without a ward the list knows, the part before the district (or the province) is left to the clerk to check.
  if (at < 0) return { street: parts.slice(0, -1).join(', '), ward: '', province, formerly: '' };
  // Cards from before the reform of 2025 name the old ward.
  const known = findUnit(wards, parts[at] ?? '', province);
  const street = parts.slice(0, at).join(', ');
  return { street, ward: known?.ward.name ?? '', province, formerly: known?.formerly ?? '' };
}
