import type { ReceivedDossier } from '../../../shared/domain/dossier/state.ts';
import type { Party } from '../../../shared/domain/party.ts';
import { formatDay } from '../../i18n/when.ts';
import { EMPTY_VALUES, isBlank, isNoAddress, type ReceptionValues } from './reception-values.ts';

type Applicant = ReceptionValues['applicant'];
/** The details of an applicant that may be used again, as form values. */
type Details = Pick<Applicant, 'name' | 'birthDate' | 'phone' | 'email' | 'address'>;

const KEYS = ['name', 'birthDate', 'phone', 'email', 'address'] as const;

function isEmpty(applicant: Details, key: (typeof KEYS)[number]): boolean {
  return key === 'address' ? isNoAddress(applicant.address) : isBlank(applicant[key]);
}

function asValues(party: Party): Details {
  const { name, phone, email, address } = party;
  const birthDate = party.kind === 'person' ? party.birthDate : null;
  return {
    name,
    birthDate: birthDate === null ? '' : formatDay(birthDate),
    phone,
    email: email ?? '',
    address: address ? { ...address, formerly: address.formerly ?? '' } : EMPTY_VALUES.applicant.address,
  };
}

function pick(details: Details, keys: readonly (typeof KEYS)[number][]): Partial<Details> {
  return Object.fromEntries(keys.map((key) => [key, details[key]]));
}

/** What an earlier dossier would fill in: only fields that are still empty, so that nothing typed is lost. */
export function fillable(applicant: Applicant, earlier: ReceivedDossier): Partial<Details> {
  const details = asValues(earlier.reception.applicant);
  return pick(
    details,
    KEYS.filter(
      (key) =>
        !(key === 'birthDate' && applicant.kind === 'organisation') &&
        isEmpty(applicant, key) &&
        !isEmpty(details, key),
    ),
  );
}

/** Empties what still stands as it came from an earlier dossier. */
export function takenBack(applicant: Applicant, earlier: ReceivedDossier): Partial<Details> {
  const details = asValues(earlier.reception.applicant);
  return pick(
    EMPTY_VALUES.applicant,
    KEYS.filter((key) => JSON.stringify(applicant[key]) === JSON.stringify(details[key])),
  );
}
