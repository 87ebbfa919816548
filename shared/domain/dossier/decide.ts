import { dayOf } from '../../clock.ts';
import { appError, type AppError } from '../../errors.ts';
import { fail, ok } from '../../result.ts';
import { attachmentSchema } from '../attachment.ts';
import { checkIdentity, issuesOf, partySchema } from '../party.ts';
import { canonicalJson } from './chain.ts';
import { currentValue } from './current-value.ts';
import { CORRECTABLE, correctedSchema, type CorrectableField } from './correction.ts';
import {
  acceptedSchema,
  documentCheckedSchema,
  EVENT_DATA,
  setAsideSchema,
  noteAddedSchema,
  readBody,
} from './event.ts';
import { decideStep, decideSupplement, type Decision } from './decide-life.ts';
import { decideMoney } from './decide-money.ts';
import { decideAssist, decideConfirm, decideFiling } from './decide-guide.ts';
import { decideReceive } from './decide-receive.ts';
import { decideGiving } from './data-given.ts';
import { decideErasure } from './erasure.ts';
import { decideReading } from './reading.ts';
import { decideResultPrint } from './result-print.ts';
import { sameDoubt } from './identity-doubt.ts';
import { applyCorrection, printedCorrections } from './evolve.ts';
import { whyRecorded } from './opening.ts';
import { nextReceiptPrint } from './receipt-papers.ts';
import type { Command, CommandOf } from './command.ts';
import { formPrintsOf, type FormRef } from './form-print.ts';
import type { Dossier, ReceivedDossier } from './state.ts';

export type { Command, ReceptionEntry } from './command.ts';

const refuse = (...errors: readonly AppError[]): Decision => fail(errors);

/**
 * The events a command leads to, or every reason why not. Pure: `now` is a UTC instant.
 * Errors carry the path of the field they belong to, as in the reception form. Throws on a command no screen can make.
 */
export function decide(dossier: Dossier | null, command: Command, now: string): Decision {
  const decision = choose(dossier, command, now);
  // What a person typed was checked on the way; an event that is invalid now is a bug of the caller (a hash, a start).
  if (decision.ok) for (const { type, data } of decision.value) EVENT_DATA[type].parse(data);
  return decision;
}

function choose(dossier: Dossier | null, command: Command, now: string): Decision {
  if (command.type === 'setAside') return setAside(command);
  if (command.type === 'recordOpening') return recordOpening(dossier, command, now);
  if (command.type === 'erasePersonalData') return decideErasure(dossier, command, now);
  if (dossier?.erased) return refuse(appError('dossier-erased'));
  if (dossier?.outOfScope) return refuse(appError('dossier-out-of-scope'));
  if (command.type === 'recordDataGiven')
    return dossier ? decideGiving(command) : refuse(appError('dossier-transition-forbidden'));
  if (command.type === 'receive')
    return dossier?.reception
      ? refuse(appError('dossier-transition-forbidden'))
      : decideReceive(dossier, command, now);
  if (command.type === 'assist') return decideAssist(dossier, command, now);
  if (command.type === 'recordFiling') return decideFiling(dossier, command);
  if (command.type === 'confirmFiling') return decideConfirm(dossier, command);
  if (!dossier?.reception) return refuse(appError('dossier-transition-forbidden'));
  const received = { ...dossier, reception: dossier.reception };
  switch (command.type) {
    case 'checkDocuments':
      return checkDocuments(command);
    case 'takeFee':
    case 'takePostage':
    case 'refund':
    case 'voidReceipt':
      return decideMoney(received, command);
    case 'recordPrint':
      return recordPrint(received, command);
    case 'recordFormPrint':
      return recordFormPrint(received, command);
    case 'recordReceiptPrint':
      return recordReceiptPrint(received, command);
    case 'recordResultPrint':
      return decideResultPrint(received, command);
    case 'correct':
      return correct(received, command, now);
    case 'addNote':
      return addNote(command);
    case 'attachDocument':
      return attachDocument(received, command);
    case 'recordReading':
      return decideReading(received, command);
    case 'accept':
      return accept(received, command);
    case 'step':
      return decideStep(received, command, now);
    case 'receiveSupplement':
      return decideSupplement(received, command, now);
  }
}

function checkDocuments(command: CommandOf<'checkDocuments'>): Decision {
  const parsed = documentCheckedSchema.safeParse({ documents: command.documents });
  return parsed.success ? ok([{ type: 'documentChecked', data: parsed.data }]) : refuse(...issuesOf(parsed));
}

function recordPrint(dossier: ReceivedDossier, command: CommandOf<'recordPrint'>): Decision {
  const { paper, formSet, contentHash } = command;
  return ok([
    {
      type: 'receiptPrinted',
      data: {
        form: '01',
        formSet,
        paper,
        contentHash,
        ...nextPrint(dossier, contentHash),
        corrections: printedCorrections(dossier),
      },
    },
  ]);
}

/**
 * The paper is out: it is recorded also when the step it tells of turned out not to count meanwhile. Who printed it
 * learns then that it must come back (`strayForms`).
 */
function recordFormPrint(dossier: ReceivedDossier, command: CommandOf<'recordFormPrint'>): Decision {
  const { form, formSet, contentHash } = command;
  return ok([
    {
      type: 'formPrinted',
      data: { ...form, formSet, ...nextPrint(dossier, contentHash, form), contentHash },
    },
  ]);
}

/** Like other papers: it is out, and is recorded whatever became of the money meanwhile. */
function recordReceiptPrint(dossier: ReceivedDossier, command: CommandOf<'recordReceiptPrint'>): Decision {
  const { receipt, contentHash } = command;
  const data = { receipt, ...nextReceiptPrint(dossier, receipt, contentHash), contentHash };
  return ok([{ type: 'feeReceiptPrinted', data }]);
}

/**
 * What the next print of a form, or of the receipt (null), is: the original, a copy of what was printed last, or a
 * replacement when the paper would say something else by now. `contentHash` is the fingerprint of what would be printed;
 * without it (null) only corrections tell, and only of the receipt.
 */
export function nextPrint(
  dossier: Dossier,
  contentHash: string | null,
  form: FormRef | null = null,
): {
  readonly kind: 'original' | 'copy' | 'replacement';
  readonly print: number;
} {
  const prints = form ? formPrintsOf(dossier, form) : dossier.prints;
  const last = prints.at(-1);
  const outdated = form === null && dossier.receiptOutdated;
  const changed = outdated || (contentHash !== null && contentHash !== last?.contentHash);
  return { kind: !last ? 'original' : changed ? 'replacement' : 'copy', print: prints.length + 1 };
}

function correct(dossier: ReceivedDossier, command: CommandOf<'correct'>, now: string): Decision {
  const { field, reason, approver } = command;
  const from = currentValue(dossier.reception, field);
  if (from === undefined) return refuse(appError('dossier-transition-forbidden', {}, field));
  const value = CORRECTABLE[field].safeParse(command.to);
  // With a wrong value the old one stands in, so that a missing reason is said at the same time.
  const parsed = correctedSchema.safeParse({
    field,
    from,
    to: value.success ? value.data : from,
    reason,
    approver,
  });
  const errors = [...issuesOf(value, field), ...issuesOf(parsed)];
  if (errors.length > 0 || !parsed.success) return refuse(...errors);
  const reception = applyCorrection(dossier.reception, parsed.data);
  const party = partySchema.safeParse(reception.applicant);
  const wrong = issuesOf(party, 'applicant').filter((error) => error.field === field);
  if (wrong.length > 0) return refuse(...wrong);
  if (canonicalJson(parsed.data.to) === canonicalJson(from))
    return refuse(appError('dossier-unchanged', {}, field));
  const disagreeing = checkAfter(dossier.reception, reception, field, dayOf(now));
  return disagreeing.length > 0 ? refuse(...disagreeing) : ok([{ type: 'corrected', data: parsed.data }]);
}

/**
 * What no longer agrees once a field is corrected, said at that field: it is the one on the screen. Number and birth date
 * both wrong are corrected by taking the birth date out first.
 */
function checkAfter(
  before: ReceivedDossier['reception'],
  reception: ReceivedDossier['reception'],
  field: CorrectableField,
  today: string,
): readonly AppError[] {
  if (field === 'dueAt') return reception.dueAt < reception.at ? [appError('date-invalid', {}, field)] : [];
  const { applicant } = reception;
  if (
    applicant.kind !== 'person' ||
    (field !== 'applicant.identity.number' && field !== 'applicant.birthDate')
  )
    return [];
  const confirmed = sameDoubt(before.applicant, applicant) ? (reception.identityDoubt?.what ?? []) : [];
  return checkIdentity(applicant.identity, applicant.birthDate, today, 'applicant', { confirmed }).map(
    (error) => ({ ...error, field }),
  );
}

/** Reading is no change: also of a dossier that can only be read. */
function recordOpening(
  dossier: Dossier | null,
  { office }: CommandOf<'recordOpening'>,
  now: string,
): Decision {
  const why = dossier?.reception ? whyRecorded(dossier, office, now) : null;
  return why === null
    ? refuse(appError('dossier-unchanged'))
    : ok([{ type: 'dossierOpened', data: { why } }]);
}

function addNote(command: CommandOf<'addNote'>): Decision {
  const parsed = noteAddedSchema.safeParse({ text: command.text });
  return parsed.success ? ok([{ type: 'noteAdded', data: parsed.data }]) : refuse(...issuesOf(parsed));
}

function attachDocument(dossier: ReceivedDossier, { attachment }: CommandOf<'attachDocument'>): Decision {
  const parsed = attachmentSchema.safeParse(attachment);
  if (!parsed.success) return refuse(...issuesOf(parsed));
  const there = dossier.attachments?.some((each) => each.sha256 === parsed.data.sha256);
  return there
    ? refuse(appError('attachment-there', { name: parsed.data.name }))
    : ok([{ type: 'documentAttached', data: parsed.data }]);
}

function setAside({ events, reason }: CommandOf<'setAside'>): Decision {
  const bodies = events.map((event) => {
    const content = readBody(event);
    return setAsideSchema.safeParse({ eventId: event.id, position: event.position, content, reason });
  });
  const wrong = bodies.find((body) => !body.success);
  if (wrong) return refuse(...issuesOf(wrong));
  return ok(bodies.flatMap(({ data }) => (data ? [{ type: 'setAside' as const, data }] : [])));
}

function accept(dossier: ReceivedDossier, command: CommandOf<'accept'>): Decision {
  if (dossier.acceptance) return refuse(appError('dossier-transition-forbidden'));
  const parsed = acceptedSchema.safeParse({
    portalNumber: command.portalNumber,
    linkedCode: command.linkedCode,
  });
  return parsed.success ? ok([{ type: 'accepted', data: parsed.data }]) : refuse(...issuesOf(parsed));
}
