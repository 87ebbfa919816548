import type { useTranslation } from 'react-i18next';

type T = ReturnType<typeof useTranslation<'reception'>>['t'];

// In the order of the page.
const LABELS = {
  procedure: 'label.procedure',
  'applicant.identity.number': 'label.identity',
  'applicant.taxCode': 'label.tax-code',
  'applicant.name': 'label.name',
  'applicant.birthDate': 'label.birth-date',
  'applicant.phone': 'label.phone',
  'applicant.email': 'label.email',
  'applicant.address.street': 'label.street',
  'applicant.address.ward': 'label.ward',
  'applicant.address.province': 'label.province',
  'representative.identity.number': 'label.representative-identity',
  'representative.name': 'label.representative-name',
  'representative.phone': 'label.representative-phone',
  'representative.authority': 'label.authority',
  documents: 'label.documents',
  sets: 'label.sets',
  'delivery.address.street': 'label.delivery-street',
  'delivery.address.ward': 'label.delivery-ward',
  'delivery.address.province': 'label.delivery-province',
  'feeCounts.pages': 'label.pages',
  'feeCounts.copies': 'label.copies',
  'guide.consent': 'guide.consent-label',
  'guide.number': 'guide.number',
  note: 'label.note',
} as const;

const known = (path: string) =>
  Object.entries(LABELS).findIndex(
    ([each]) => each === path || (each === 'documents' && path.startsWith('documents.')),
  );

/** Errors in the order their fields have on the page. */
export function inPageOrder<E extends { readonly field?: string }>(errors: readonly E[]): readonly E[] {
  return [...errors].sort((a, b) => known(a.field ?? '') - known(b.field ?? ''));
}

/** What a field is called within a sentence, by its path; one inside a list is called after the list. */
export function fieldLabel(t: T, path: string, organisation: boolean): string {
  const entry = Object.values(LABELS)[known(path)];
  const label = entry
    ? t(path === 'applicant.name' && organisation ? 'label.organisation-name' : entry)
    : path;
  return label.charAt(0).toLocaleLowerCase() + label.slice(1);
}
