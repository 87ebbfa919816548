import { dayOf } from '../../../shared/clock.ts';
import { whyNotAllowed } from '../../../shared/domain/capability.ts';
import { canonicalJson } from '../../../shared/domain/dossier/chain.ts';
import type { Place } from '../../../shared/domain/dossier/command.ts';
import { agreesWithFiling } from '../../../shared/domain/dossier/decide-guide.ts';
import type { EventBody } from '../../../shared/domain/dossier/event.ts';
import { whoIs } from '../../../shared/domain/dossier/memory.ts';
import type { Filing } from '../../../shared/domain/dossier/state.ts';
import { computeFee } from '../../../shared/domain/fee.ts';
import { checkPeople } from '../../../shared/domain/party.ts';
import type { Refusal } from '../../../shared/portal/contract.ts';
import { standingAt } from '../catalogues.ts';
import { refusal } from '../refusal.ts';
import type { Case } from './judge.ts';

type BodyOf<T extends EventBody['type']> = Extract<EventBody, { type: T }>['data'];

const done = (): Refusal =>
  refusal('dossier-transition-forbidden', 'The dossier’s state does not allow the event');

/** A citizen guided: by an office that may, in a procedure in force, with the fee that counted then. */
export function judgeAssisted(
  { event, dossier, history }: Case,
  data: BodyOf<'assisted'>,
  place: Place,
): Refusal | null {
  if (dossier?.reception || dossier?.filing) return done();
  const { code, version } = data.procedure;
  const found = standingAt(history, code, version, event.at.instant);
  if (found.standing !== 'in-force')
    return refusal(
      found.standing === 'unknown' ? 'procedure-unknown' : 'procedure-withdrawn',
      'The procedure was not in force',
      { code, version },
    );
  const today = dayOf(event.at.instant);
  const people = data.applicant && { applicant: data.applicant, representative: null };
  const [first] = [
    ...whyNotAllowed(place, place.office, code, today, 'guide', 'procedure'),
    ...(people ? checkPeople(people, today, { confirmed: data.identityDoubt?.what ?? [] }) : []),
  ];
  if (first)
    return refusal(first.code, 'A rule forbids the event', { ...first.params, field: first.field ?? '' });
  if (data.applicant && !data.consent)
    return refusal('consent-required', 'A person is named without their consent');
  const fee = computeFee(found.procedure.fees, data.fee.counts);
  return canonicalJson(fee) === canonicalJson(data.fee)
    ? null
    : refusal('event-invalid', 'Another fee counted then', { field: 'data.fee' });
}

/**
 * A number must be one the portal gave, to the very person who was guided, for that procedure, and no dossier's yet: so a
 * mistyped number never brings somebody else's dossier to an office.
 */
export function judgeFiling(subject: Case, data: BodyOf<'filedOnline'>): Refusal | null {
  const { dossier, event } = subject;
  if (data.details) return done();
  const { assistance, filing, reception } = dossier ?? {};
  if (!assistance?.applicant || filing || reception) return done();
  const filed = subject.filingOf(data.number);
  if (!filed) return refusal('filing-unknown', 'The portal never gave this number', { number: data.number });
  if (filed.dossier !== null && filed.dossier !== event.dossierId)
    return refusal('filing-taken', 'The number belongs to another dossier', { number: data.number });
  const same =
    whoIs(filed.details.applicant)?.key === whoIs(assistance.applicant)?.key &&
    filed.details.procedure.code === assistance.procedure.code;
  return same
    ? null
    : refusal('filing-disagrees', 'The number is another person’s or procedure’s', { number: data.number });
}

/** The papers of what was filed online: received under the portal's number and appointment, for the same person. */
export function judgeFiledReception(filing: Filing, data: BodyOf<'received'>): Refusal | null {
  const { details, number } = filing;
  if (data.channel !== 'online')
    return refusal('event-invalid', 'It was filed online', { field: 'data.channel' });
  if (!details) return null;
  if (!agreesWithFiling(filing, data.applicant, data.procedure.code))
    return refusal('filing-disagrees', 'Another person or procedure was filed', { number });
  if (data.code !== number || data.provisional)
    return refusal('event-invalid', 'The dossier has its code from the portal', { field: 'data.code' });
  return canonicalJson(data.deadline) === canonicalJson(details.deadline)
    ? null
    : refusal('event-invalid', 'The appointment was given at the filing', { field: 'data.deadline' });
}
