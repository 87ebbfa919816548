import { canonicalJson } from './chain.ts';
import type { CorrectableField } from './correction.ts';
import { currentValue } from './current-value.ts';
import { compareEvents, readBody, type DossierEvent, type EventBody } from './event.ts';
import { fold } from './evolve.ts';
import type { Dossier, Stamp } from './state.ts';
import { isLifeStep } from './life.ts';
import { supersededIds } from './superseded.ts';

/** A value, and who made it so, when and where. */
export interface Side extends Stamp {
  readonly value: unknown;
}

/** A refused event beside what stands in its place. */
export interface Conflict {
  readonly event: DossierEvent;
  /** Null when this version cannot read it. */
  readonly body: EventBody | null;
  /** The field both sides changed; null when it is not about a field. */
  readonly field: CorrectableField | null;
  /** What the counter wanted at last: a later own correction of the same field wanted more. */
  readonly mine: Side;
  /** What stands instead; null when nothing does. */
  readonly theirs: Side | null;
  /** False while the other side's event has not come yet: what stands is then not what the portal has. */
  readonly arrived: boolean;
  /** All that is given up together, oldest first. */
  readonly events: readonly DossierEvent[];
}

const stampOf = ({ at, by, office, counter }: DossierEvent): Stamp => ({
  at: at.instant,
  by,
  office,
  counter,
});

function fieldOf(event: DossierEvent): CorrectableField | null {
  const body = readBody(event);
  return body?.type === 'corrected' ? body.data.field : null;
}

/**
 * Both sides of an own event that the portal refused, from the dossier's log as it is here. Later own corrections of the
 * same field started from the refused value: they go with it. `isOwn` tells the counter's own events, whatever name they
 * were written under. Pure.
 */
export function conflictOf(
  log: readonly DossierEvent[],
  event: DossierEvent,
  isOwn: (each: DossierEvent) => boolean = (each) => each.counter === event.counter,
): Conflict {
  const body = readBody(event);
  const field = fieldOf(event);
  const superseded = supersededIds(log);
  const events = log
    .filter(
      (each) =>
        each.id === event.id ||
        (field !== null &&
          isOwn(each) &&
          each.position > event.position &&
          !superseded.has(each.id) &&
          fieldOf(each) === field),
    )
    .sort((a, b) => a.position - b.position);
  const given = new Set(events.map((each) => each.id));
  const rest = log.filter((each) => !given.has(each.id));
  const standing = fold(rest);
  const last = events.at(-1) ?? event;
  const lastBody = readBody(last);
  const mine = { ...stampOf(last), value: lastBody?.type === 'corrected' ? lastBody.data.to : null };
  const theirs = standing && body ? standingSide(standing, body, field) : null;
  return { event, body, field, mine, theirs, events, arrived: hasArrived(rest, event, body, theirs) };
}

function standingSide(dossier: Dossier, body: EventBody, field: CorrectableField | null): Side | null {
  const { reception, payment } = dossier;
  if (body.type === 'feeTaken') return payment && { ...stampFrom(payment), value: payment };
  const step = isLifeStep(body.type) ? dossier.life?.steps.at(-1) : undefined;
  if (step) return { ...stampFrom(step), value: step.type };
  if (body.type === 'received' || body.type === 'drafted')
    return reception && { ...stampFrom(reception), value: reception.code };
  if (field === null || !reception) return null;
  const last = dossier.corrections.findLast((correction) => correction.field === field);
  return { ...stampFrom(last ?? reception), value: currentValue(reception, field) ?? null };
}

const stampFrom = ({ at, by, office, counter }: Stamp): Stamp => ({ at, by, office, counter });

function hasArrived(
  rest: readonly DossierEvent[],
  event: DossierEvent,
  body: EventBody | null,
  theirs: Side | null,
): boolean {
  // What stands in the way is not here yet.
  if (body && (body.type === 'feeTaken' || isLifeStep(body.type))) return theirs !== null;
  if (body?.type !== 'corrected' || !theirs) return true;
  const differs = canonicalJson(theirs.value) !== canonicalJson(body.data.from);
  return differs || rest.some((each) => compareEvents(event, each) < 0 && fieldOf(each) === body.data.field);
}
