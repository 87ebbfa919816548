import { instantAt } from '../../../shared/clock.ts';
import type { CorrectableField } from '../../../shared/domain/dossier/correction.ts';
import { normaliseLine } from '../../../shared/domain/text.ts';
import { readDay } from '../../i18n/when.ts';

/** Gives what was typed in a box of the form. */
export type Typed = (name: string) => string;

function address(typed: Typed): {
  readonly street: string;
  readonly ward: string;
  readonly province: string;
  readonly formerly?: string;
} {
  const formerly = normaliseLine(typed('formerly'));
  return {
    street: typed('street'),
    ward: typed('ward'),
    province: typed('province'),
    ...(formerly === '' ? {} : { formerly }),
  };
}

/** The UTC instant of a typed date and time; what cannot be read goes on as it is, to be refused where it is checked. */
function instant(typed: Typed): string {
  const day = readDay(typed('date'));
  const time = /^(\d{1,2})[:h](\d{2})$/u.exec(normaliseLine(typed('time')));
  const [, hours = '', minutes = ''] = time ?? [];
  if (day === null || time === null || Number(hours) > 23 || Number(minutes) > 59) return typed('date');
  return instantAt(day, `${hours.padStart(2, '0')}:${minutes}`);
}

/** The new value of a field from the boxes of the correction form, in the shape `decide` checks. */
export function readValue(field: CorrectableField, typed: Typed): unknown {
  switch (field) {
    case 'applicant.birthDate':
      return typed('value').trim() === '' ? null : (readDay(typed('value')) ?? typed('value'));
    case 'applicant.address':
      return typed('street').trim() === '' && typed('ward').trim() === '' ? null : address(typed);
    case 'delivery':
      return typed('kind') === 'home' ? { kind: 'home', address: address(typed) } : { kind: typed('kind') };
    case 'dueAt':
      return instant(typed);
    case 'applicant.identity.number':
    case 'applicant.taxCode':
      return normaliseLine(typed('value')).replace(/\s/gu, '').toUpperCase();
    case 'applicant.name':
    case 'applicant.phone':
    case 'applicant.email':
    case 'note':
      return typed('value');
  }
}
