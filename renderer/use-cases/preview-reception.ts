import { dayOf } from '../../shared/clock.ts';
import type { CitizenIdFacts } from '../../shared/domain/citizen-id.ts';
import { computeDeadline, type Deadline } from '../../shared/domain/deadline.ts';
import { decide, type ReceptionEntry } from '../../shared/domain/dossier/decide.ts';
import { computeFee, feeCountsSchema, type Fee } from '../../shared/domain/fee.ts';
import {
  checkIdentity,
  doubtOf,
  identitySchema,
  LINE_LIMIT,
  type Identity,
} from '../../shared/domain/party.ts';
import { isCalendarDate } from '../../shared/domain/calendar.ts';
import { procedureOn, type Catalogue, type Office, type Procedure } from '../../shared/domain/procedure.ts';
import { normaliseLine } from '../../shared/domain/text.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import type { ReceiptDraft } from '../print/receipt-source.ts';
import { coversProvince, findWard } from './find-ward.ts';
import { receiptDraft } from './receipt-draft.ts';

/** A reception as it stands while it is typed. */
export interface ReceptionDraft {
  /** Empty until a procedure is chosen. */
  readonly procedureCode: string;
  readonly entry: ReceptionEntry;
  /** The ward the clerk keeps as typed though the list does not know it. */
  readonly keptWard: string;
}

/** What a reception would come to if it were saved now. */
export interface ReceptionPreview {
  readonly procedure: Procedure | null;
  readonly fee: Fee | null;
  readonly deadline: Deadline | null;
  /** What was typed wrong, the first error of each field, with the path of the form's field. */
  readonly errors: readonly AppError[];
  /** What the identity number contradicts, kept by the clerk or not yet (then it is among the errors too). */
  readonly doubts: readonly AppError[];
  /** What must be there and is still empty. */
  readonly missing: readonly AppError[];
  /** What the receipt can show already; the clerk's name is the caller's to add. */
  readonly receipt: ReceiptDraft;
}

/**
 * Works out procedure, fee and appointment of a reception, and what stands in the way of saving it, by the same rules as
 * saving: `decide` itself is asked. Pure: `now` is a UTC instant. Nothing is saved by an entry with errors or missing
 * fields left.
 */
export function previewReception(
  draft: ReceptionDraft,
  catalogue: Catalogue,
  office: Office | null,
  now: string,
): ReceptionPreview {
  const { entry } = draft;
  const procedure =
    draft.procedureCode === '' ? null : procedureOn(catalogue, draft.procedureCode, dayOf(now));
  const people = peopleErrors(entry, dayOf(now));
  const doubts = people.filter((error) => doubtOf(error) !== null);
  const found = [
    ...procedureErrors(draft.procedureCode, procedure),
    ...decided(entry, procedure, catalogue, office, now),
    ...people.filter((error) => entry.identityConfirmed !== true || doubtOf(error) === null),
    ...addressErrors(draft, catalogue),
    ...documentErrors(entry),
  ].map(asFormError);
  const problems = firstOfEachField(found);
  const counts = feeCountsSchema.safeParse(entry.feeCounts);
  const fee = procedure && counts.success ? computeFee(procedure.fees, counts.data) : null;
  const deadline =
    procedure && office
      ? computeDeadline(procedure.deadline, now, catalogue.calendar, office.closesAt)
      : null;
  return {
    procedure,
    fee,
    deadline,
    receipt: receiptDraft(entry, { procedure, fee, deadline, office, sample: catalogue.sample, at: now }),
    doubts,
    errors: problems.filter((error) => !isMissing(error)),
    missing: problems.filter(isMissing),
  };
}

const MISSING: ReadonlySet<AppError['code']> = new Set([
  'field-required',
  'address-required',
  'procedure-required',
  'documents-none',
]);

function isMissing(error: AppError): boolean {
  return MISSING.has(error.code);
}

function procedureErrors(code: string, procedure: Procedure | null): readonly AppError[] {
  if (code === '') return [appError('procedure-required', {}, 'procedure')];
  return procedure ? [] : [appError('procedure-unknown', { code }, 'procedure')];
}

// Stands in until a procedure is chosen and the office is known, so that everything else is checked from the start.
const NO_PROCEDURE: Procedure = {
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
const NO_OFFICE: Office = {
  id: '-',
  nameVi: '',
  place: '',
  unit: '',
  closesAt: '17:00',
  closesAtVerified: false,
};

function decided(
  entry: ReceptionEntry,
  procedure: Procedure | null,
  catalogue: Catalogue,
  office: Office | null,
  now: string,
): readonly AppError[] {
  const decision = decide(
    null,
    {
      type: 'receive',
      entry,
      startedAt: now,
      procedure: procedure ?? NO_PROCEDURE,
      sample: catalogue.sample,
      office: office ?? NO_OFFICE,
      // Nothing is said about what stands in.
      capabilities: procedure && office ? catalogue.capabilities : undefined,
      calendar: catalogue.calendar,
      code: { code: '-', provisional: false },
    },
    now,
  );
  return decision.ok ? [] : decision.error;
}

/** `decide` looks at number and birth date together only once all else is right; here they are looked at from the start. */
function peopleErrors(entry: ReceptionEntry, today: string): readonly AppError[] {
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

function addressErrors({ entry, keptWard }: ReceptionDraft, { wards }: Catalogue): readonly AppError[] {
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
function documentErrors(entry: ReceptionEntry): readonly AppError[] {
  return entry.documents.flatMap(({ nameVi, documentId }, i) =>
    documentId.startsWith('extra-') && nameVi.length > LINE_LIMIT
      ? [appError('field-too-long', { limit: LINE_LIMIT }, `documents.${i}.nameVi`)]
      : [],
  );
}

/** An error of the event's data as one of the form: its own field names, and what an empty address means there. */
function asFormError(error: AppError): AppError {
  const field = error.field ?? '';
  if (field.startsWith('fee.counts.')) return { ...error, field: field.replace('fee.counts', 'feeCounts') };
  if (field.startsWith('fee.')) return appError('count-invalid', {}, 'feeCounts.copies');
  if (field.startsWith('delivery.address.') && error.code === 'field-required')
    return { ...error, code: 'address-required' };
  return error;
}

function firstOfEachField(errors: readonly AppError[]): readonly AppError[] {
  const seen = new Set<string>();
  return errors.filter(({ field = '' }) => !seen.has(field) && seen.add(field));
}
