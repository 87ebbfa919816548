import { dayOf } from '../../clock.ts';
import { appError, type AppError } from '../../errors.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { WorkingCalendar } from '../calendar.ts';
import { computeDeadline } from '../deadline.ts';
import { computeFee, type FeeCounts } from '../fee.ts';
import { checkIdentity, issuesToErrors } from '../party.ts';
import { isInForce, type Office, type Procedure } from '../procedure.ts';
import { CORRECTABLE, type CorrectableField } from './correction.ts';
import { documentCheckedSchema, EVENT_DATA, noteAddedSchema, receivedSchema, type CheckedDocument, type EventBody } from './event.ts';
import type { Dossier } from './state.ts';
import type { z } from 'zod';

/** What the clerk enters; checked and normalised by `decide`. */
export type ReceptionEntry = Pick<z.input<typeof receivedSchema>, 'applicant' | 'representative' | 'channel' | 'delivery' | 'sets' | 'note'> & {
  readonly documents: readonly CheckedDocument[];
  readonly feeCounts: FeeCounts;
  /** How the fee was paid now; null when it was not. */
  readonly paid: 'cash' | 'transfer' | null;
};

/** Something a person, or the portal, wants to happen to a dossier. */
export type Command =
  | {
      readonly type: 'receive';
      readonly entry: ReceptionEntry;
      readonly startedAt: string;
      readonly procedure: Procedure;
      readonly sample: boolean;
      readonly office: Office;
      readonly calendar: WorkingCalendar;
      readonly code: { readonly code: string; readonly provisional: boolean };
    }
  | { readonly type: 'checkDocuments'; readonly documents: readonly CheckedDocument[] }
  | { readonly type: 'takeFee'; readonly method: 'cash' | 'transfer' }
  | { readonly type: 'recordPrint'; readonly paper: 'A4' | 'A5'; readonly formSet: '2018' | '2025'; readonly contentHash: string }
  | { readonly type: 'correct'; readonly field: CorrectableField; readonly to: unknown; readonly reason: string; readonly approver: string | null }
  | { readonly type: 'addNote'; readonly text: string }
  | { readonly type: 'accept'; readonly portalNumber: string; readonly linkedCode: string | null };

type Decision = Result<readonly EventBody[], readonly AppError[]>;
type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;

const refuse = (...errors: readonly AppError[]): Decision => fail(errors);

/**
 * The events a command leads to, or every reason why not. Pure: `now` is a UTC instant.
 * Errors carry the path of the field they belong to, as in the reception form.
 */
export function decide(dossier: Dossier | null, command: Command, now: string): Decision {
  if (command.type === 'receive') return dossier?.reception ? refuse(appError('dossier-transition-forbidden')) : receive(command, now);
  if (!dossier?.reception) return refuse(appError('dossier-transition-forbidden'));
  const received = { ...dossier, reception: dossier.reception };
  switch (command.type) {
    case 'checkDocuments':
      return checkDocuments(command);
    case 'takeFee':
      return takeFee(received, command);
    case 'recordPrint':
      return recordPrint(received, command);
    case 'correct':
      return correct(received, command, now);
    case 'addNote':
      return addNote(command);
    case 'accept':
      return accept(received, command);
  }
}

type ReceivedDossier = Dossier & { readonly reception: NonNullable<Dossier['reception']> };

function receive(command: CommandOf<'receive'>, now: string): Decision {
  const { entry, procedure, office, calendar, code } = command;
  const today = dayOf(now);
  const errors: AppError[] = [];
  if (!isInForce(procedure, today)) errors.push(appError('procedure-withdrawn', { code: procedure.code }, 'procedure'));
  const deadline = computeDeadline(procedure.deadline, now, calendar, office.closesAt);
  const parsed = receivedSchema.safeParse({
    ...code,
    procedure: { code: procedure.code, version: procedure.version, nameVi: procedure.nameVi, fieldCode: procedure.fieldCode, authority: procedure.authority, sample: command.sample },
    officeName: office.nameVi,
    officePlace: office.place,
    applicant: entry.applicant,
    representative: entry.representative,
    channel: entry.channel,
    delivery: entry.delivery,
    sets: entry.sets,
    fee: computeFee(procedure.fees, entry.feeCounts),
    note: entry.note,
    deadline,
  });
  const checked = documentCheckedSchema.safeParse({ documents: entry.documents });
  if (!parsed.success) errors.push(...issuesToErrors(parsed.error.issues));
  if (!checked.success) errors.push(...issuesToErrors(checked.error.issues));
  if (parsed.success) errors.push(...checkPeople(parsed.data, today));
  if (checked.success && procedure.documents.length > 0 && !checked.data.documents.some(isPresent)) errors.push(appError('documents-none', {}, 'documents'));
  if (errors.length > 0 || !parsed.success || !checked.success) return refuse(...errors);
  const events: EventBody[] = [
    { type: 'drafted', data: { startedAt: command.startedAt } },
    { type: 'documentChecked', data: checked.data },
    { type: 'received', data: parsed.data },
  ];
  const total = parsed.data.fee.total;
  if (entry.paid && total > 0) events.push({ type: 'feeTaken', data: { amount: total, method: entry.paid } });
  return ok(events);
}

/** Whether anything of a document was handed in or shown. */
export function isPresent(document: CheckedDocument): boolean {
  return document.shown || document.originals + document.certifiedCopies + document.photocopies > 0;
}

function checkPeople(data: z.output<typeof receivedSchema>, today: string): readonly AppError[] {
  const { applicant, representative } = data;
  return [
    ...(applicant.kind === 'person' ? checkIdentity(applicant.identity, applicant.birthDate, today, 'applicant') : []),
    ...(representative ? checkIdentity(representative.identity, null, today, 'representative') : []),
  ];
}

function checkDocuments(command: CommandOf<'checkDocuments'>): Decision {
  const parsed = documentCheckedSchema.safeParse({ documents: command.documents });
  return parsed.success ? ok([{ type: 'documentChecked', data: parsed.data }]) : refuse(...issuesToErrors(parsed.error.issues));
}

function takeFee(dossier: ReceivedDossier, command: CommandOf<'takeFee'>): Decision {
  if (dossier.payment) return refuse(appError('fee-already-taken'));
  const amount = dossier.reception.fee.total;
  if (amount === 0) return refuse(appError('fee-none'));
  return ok([{ type: 'feeTaken', data: { amount, method: command.method } }]);
}

function recordPrint(dossier: ReceivedDossier, command: CommandOf<'recordPrint'>): Decision {
  const { paper, formSet, contentHash } = command;
  return ok([{ type: 'receiptPrinted', data: { form: '01', formSet, paper, contentHash, ...nextPrint(dossier) } }]);
}

/** What the next print of the receipt is: the original, a copy, or a replacement after a correction. */
export function nextPrint(dossier: Dossier): { readonly kind: 'original' | 'copy' | 'replacement'; readonly print: number } {
  const kind = dossier.prints.length === 0 ? 'original' : dossier.receiptOutdated ? 'replacement' : 'copy';
  return { kind, print: dossier.prints.length + 1 };
}

/** The present value of a correctable field. */
export function currentValue(reception: ReceivedDossier['reception'], field: CorrectableField): unknown {
  return field.split('.').reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined), reception);
}

function correct(dossier: ReceivedDossier, command: CommandOf<'correct'>, now: string): Decision {
  const { field, reason } = command;
  const from = currentValue(dossier.reception, field);
  if (from === undefined) return refuse(appError('dossier-transition-forbidden', {}, field));
  const value = CORRECTABLE[field].safeParse(command.to);
  if (!value.success) return refuse(...issuesToErrors(value.error.issues, field));
  if (JSON.stringify(value.data) === JSON.stringify(from)) return refuse(appError('dossier-unchanged', {}, field));
  if (field === 'dueAt' && !command.approver?.trim()) return refuse(appError('approver-required', {}, 'approver'));
  const parsed = EVENT_DATA.corrected.safeParse({ field, from, to: value.data, reason, approver: command.approver });
  if (!parsed.success) return refuse(...issuesToErrors(parsed.error.issues));
  const person = dossier.reception.applicant;
  const after = field === 'applicant.identity.number' || field === 'applicant.birthDate';
  if (after && person.kind === 'person') {
    const identity = field === 'applicant.identity.number' ? { ...person.identity, number: String(value.data) } : person.identity;
    const birthDate = field === 'applicant.birthDate' ? (value.data as string | null) : person.birthDate;
    const errors = checkIdentity(identity, birthDate, dayOf(now), 'applicant');
    if (errors.length > 0) return refuse(...errors);
  }
  return ok([{ type: 'corrected', data: parsed.data }]);
}

function addNote(command: CommandOf<'addNote'>): Decision {
  const parsed = noteAddedSchema.safeParse({ text: command.text });
  return parsed.success ? ok([{ type: 'noteAdded', data: parsed.data }]) : refuse(...issuesToErrors(parsed.error.issues));
}

function accept(dossier: ReceivedDossier, command: CommandOf<'accept'>): Decision {
  if (dossier.acceptance) return refuse(appError('dossier-transition-forbidden'));
  return ok([{ type: 'accepted', data: { portalNumber: command.portalNumber, linkedCode: command.linkedCode } }]);
}
