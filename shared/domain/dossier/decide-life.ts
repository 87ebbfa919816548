import { dayOf } from '../../clock.ts';
import { appError, type AppError } from '../../errors.ts';
import { fail, ok, type Result } from '../../result.ts';
import { whyNotAllowed } from '../capability.ts';
import { resumeDeadline } from '../deadline.ts';
import { issuesToErrors } from '../party.ts';
import { resultFaults } from '../result-file.ts';
import { may } from '../rights.ts';
import { postageFault } from '../postage.ts';
import { isOfRoll, postalItemFault, postalRollFaults } from '../postal-item.ts';
import type { CommandOf, Place } from './command.ts';
import type { EventBody } from './event.ts';
import { allowedSteps, isEnded, LIFE_DATA, type LifeBody, type LifeStep } from './life.ts';
import { lastStep, resultFilesOf, stageOf, type Dossier, type ReceivedDossier } from './state.ts';

/** The events something leads to, or every reason why not. */
export type Decision = Result<readonly EventBody[], readonly AppError[]>;

/** Why a step cannot be taken now; null when it can. The one rule that screens, counter and portal share. */
export function whyNot(dossier: Dossier, step: LifeStep): AppError | null {
  if (dossier.outOfScope) return appError('dossier-out-of-scope');
  const stage = stageOf(dossier);
  if (allowedSteps(stage, dossier.life?.before ?? 'received').includes(step)) return null;
  const given = stage === 'handed-over' || stage === 'delivered' || stage === 'posted';
  if (given && (step === 'resultHandedOver' || step === 'resultPosted'))
    return appError('result-already-given');
  return appError(isEnded(stage) ? 'dossier-transition-forbidden' : 'step-forbidden');
}

/** A step after reception, or every reason why not; errors carry the field of the step's data they belong to. */
export function decideStep(
  dossier: ReceivedDossier,
  { step: entry, place, itemTaken = false }: Pick<CommandOf<'step'>, 'step' | 'place' | 'itemTaken'>,
  now: string,
): Decision {
  const forbidden = whyNot(dossier, entry.type);
  if (forbidden) return fail([forbidden]);
  const denied = GIVES_OUT.has(entry.type) ? whyNotReturned(dossier, place, now) : [];
  if (denied.length > 0) return fail(denied);
  const parsed = LIFE_DATA[entry.type].safeParse(entry.data);
  if (!parsed.success) return fail(issuesToErrors(parsed.error.issues).map((error) => named(error, entry)));
  const body = { type: entry.type, data: parsed.data } as LifeBody;
  if (body.type === 'rescheduled' && body.data.calendar && !may(place.role, 'approve'))
    return fail([appError('supervisor-only')]);
  const errors =
    body.type === 'resultPosted'
      ? checkPosting(dossier, body.data, place, itemTaken)
      : checkStep(dossier, body, now);
  return errors.length > 0 ? fail(errors) : ok([body]);
}

const GIVES_OUT: ReadonlySet<LifeStep> = new Set(['resultHandedOver', 'resultPosted']);

/** Handing results out is allowed office by office and procedure by procedure, as reception is. */
function whyNotReturned(dossier: ReceivedDossier, place: Place, now: string): readonly AppError[] {
  return whyNotAllowed(place, place.office, dossier.reception.procedure.code, dayOf(now), 'returnResult');
}

/** A schema only knows that an identifier is wrong: where, is looked up here. */
function named(error: AppError, { data }: { readonly data: object }): AppError {
  if (error.code !== 'postal-item-invalid') return error;
  const typed = (error.field ?? '')
    .split('.')
    .reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], data);
  return (typeof typed === 'string' ? postalItemFault(typed, error.field) : null) ?? error;
}

/** One identifier is one item: never two dossiers', nor twice the same one's. */
function checkPosting(
  dossier: ReceivedDossier,
  { item, roll, postage, checks }: Extract<LifeBody, { type: 'resultPosted' }>['data'],
  place: Place,
  itemTaken: boolean,
): readonly AppError[] {
  const again = dossier.life?.steps.some((step) => step.type === 'resultPosted' && step.data.item === item);
  const rollFaults = roll ? postalRollFaults(roll) : [];
  const outside = roll && rollFaults.length === 0 && !isOfRoll(roll, item);
  const wrongPostage = postage ? postageFault(postage, place.postage ?? []) : null;
  return [
    ...(itemTaken || again === true ? [appError('postal-item-used', {}, 'item')] : []),
    ...rollFaults,
    ...(outside === true ? [appError('postal-roll-outside', {}, 'item')] : []),
    ...(wrongPostage ? [wrongPostage] : []),
    ...resultFaults(resultFilesOf(dossier), checks ?? []),
  ];
}

/** What the schema of a step cannot see: the dossier it is taken on. */
function checkStep(dossier: ReceivedDossier, body: LifeBody, now: string): readonly AppError[] {
  switch (body.type) {
    case 'rescheduled': {
      const { dueAt } = dossier.reception;
      if (body.data.from !== dueAt) return [appError('event-conflict', { field: 'dueAt' }, 'dueAt')];
      return body.data.dueAt > dueAt && body.data.dueAt > now ? [] : [appError('due-not-later', {}, 'dueAt')];
    }
    case 'resultHandedOver': {
      const { kind } = body.data.collector;
      const { applicant, representative } = dossier.reception;
      // For an organisation somebody comes: who, and on what ground, is written down.
      const someone =
        kind === 'owner' ? applicant.kind === 'person' : kind === 'proxy' || representative !== null;
      return [
        ...(someone ? [] : [appError('collector-required', {}, 'collector')]),
        ...resultFaults(resultFilesOf(dossier), body.data.checks ?? []),
      ];
    }
    case 'delivered':
    case 'deliveryFailed':
    case 'deliveryReturned':
      return lastStep(dossier, 'resultPosted')?.data.item === body.data.item
        ? []
        : [appError('postal-item-other', {}, 'item')];
    default:
      return [];
  }
}

/** The citizen's supplement: the new checklist, and the appointment moved by the working days of the pause. */
export function decideSupplement(
  dossier: ReceivedDossier,
  { documents, calendar }: CommandOf<'receiveSupplement'>,
  now: string,
): Decision {
  const forbidden = whyNot(dossier, 'supplementReceived');
  const asked = lastStep(dossier, 'supplementRequested');
  if (forbidden || !asked) return fail([forbidden ?? appError('step-forbidden')]);
  const moved = resumeDeadline(dossier.reception.dueAt, asked.at, now, calendar);
  const parsed = LIFE_DATA.supplementReceived.safeParse({
    documents,
    ...moved,
    calendarVersion: calendar.version,
  });
  if (!parsed.success) return fail(issuesToErrors(parsed.error.issues));
  return ok([{ type: 'supplementReceived', data: parsed.data }]);
}
