import type { CitizenIdFacts } from '../../shared/domain/citizen-id.ts';
import { isCalendarDate } from '../../shared/domain/calendar.ts';
import type { ReceptionEntry } from '../../shared/domain/dossier/decide.ts';
import { checkIdentity, identitySchema, LINE_LIMIT, type Identity } from '../../shared/domain/party.ts';
import type { Catalogue, Office, Procedure } from '../../shared/domain/procedure.ts';
import { normaliseLine } from '../../shared/domain/text.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { coversProvince, findWard } from './find-ward.ts';

const MISSING: ReadonlySet<AppError['code']> = new Set([
  'field-required',
  'address-required',
  'procedure-required',
  'documents-none',
]);

export function isMissing(error: AppError): boolean {
  return MISSING.has(error.code);
}

export function procedureErrors(code: string, procedure: Procedure | null): readonly AppError[] {
  if (code === '') return [appError('procedure-required', {}, 'procedure')];
  return procedure ? [] : [appError('procedure-unknown', { code }, 'procedure')];
}

// Stands in until a procedure is chosen and the office is known, so that everything else is checked from the start.
export const NO_PROCEDURE: Procedure = {
  code: '-',
  version: 1,
  nameVi: '-',
  nameEn: '',
  fieldCode: '-',
  authority: '',
  deadline: { kind: 'working-days', days: 1 },
  fees: [],
  documents: [],
  effectiveFrom: '0001-01-01',
  withdrawnFrom: null,
  verified: { code: 'no', name: false, deadline: false, fee: false, authority: false },
  source: '',
};
export const NO_OFFICE: Office = {
  id: '-',
  nameVi: '',
  place: '',
  unit: '',
  closesAt: '17:00',
  closesAtVerified: false,
};

/** `decide` looks at number and birth date together only once all else is right; here they are looked at from the start. */
export function peopleErrors(
  entry: Pick<ReceptionEntry, 'applicant' | 'representative' | 'cardSex'>,
  today: string,
): readonly AppError[] {
  const { applicant, representative } = entry;
  const errors: AppError[] = [];
  if (applicant.kind === 'person') {
    const { birthDate } = applicant;
    errors.push(
      ...identityErrors(
        applicant.identity,
        birthDate !== null && isCalendarDate(birthDate) ? birthDate : null,
        today,
        'applicant',
        entry.cardSex ?? null,
      ),
    );
  }
  if (representative)
    errors.push(...identityErrors(representative.identity, null, today, 'representative', null));
  return errors;
}

const UNREADABLE: Identity = { kind: 'passport', number: '' };

function identityErrors(
  typed: Identity,
  birthDate: string | null,
  today: string,
  path: string,
  sex: CitizenIdFacts['sex'] | null,
): readonly AppError[] {
  const identity = identitySchema.safeParse(typed);
  return checkIdentity(identity.success ? identity.data : UNREADABLE, birthDate, today, path, { sex });
}

export function addressErrors(
  { entry, keptWard }: { readonly entry: Pick<ReceptionEntry, 'delivery'>; readonly keptWard: string },
  { wards }: Catalogue,
): readonly AppError[] {
  if (entry.delivery.kind !== 'home') return [];
  const { ward, province } = entry.delivery.address;
  const typed = normaliseLine(ward);
  if (
    typed === '' ||
    typed === normaliseLine(keptWard) ||
    !coversProvince(wards, province) ||
    findWard(wards, typed, province)
  )
    return [];
  return [appError('ward-unknown', {}, 'delivery.address.ward')];
}

/** Names of lines the clerk added; those of the catalogue may be as long as law makes them. */
export function documentErrors(entry: Pick<ReceptionEntry, 'documents'>): readonly AppError[] {
  return entry.documents.flatMap(({ nameVi, documentId }, i) =>
    documentId.startsWith('extra-') && nameVi.length > LINE_LIMIT
      ? [appError('field-too-long', { limit: LINE_LIMIT }, `documents.${i}.nameVi`)]
      : [],
  );
}

/** An error of the event's data as one of the form: its own field names, and what an empty address means there. */
export function asFormError(error: AppError): AppError {
  const field = error.field ?? '';
  if (field.startsWith('fee.counts.')) return { ...error, field: field.replace('fee.counts', 'feeCounts') };
  if (field.startsWith('fee.')) return appError('count-invalid', {}, 'feeCounts.copies');
  if (field.startsWith('delivery.address.') && error.code === 'field-required')
    return { ...error, code: 'address-required' };
  return error;
}

export function firstOfEachField(errors: readonly AppError[]): readonly AppError[] {
  const seen = new Set<string>();
  return errors.filter(({ field = '' }) => !seen.has(field) && seen.add(field));
}
