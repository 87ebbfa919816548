import { dayOf, instantAt, zoned } from '../../clock.ts';
import { firstWorkingDay, type WorkingCalendar } from '../calendar.ts';
import { computeDeadline, resumeDeadline } from '../deadline.ts';
import { whyNot } from './decide-life.ts';
import { stageOf, type Dossier, type ReceivedDossier } from './state.ts';

const timeOf = (instant: string) => zoned(instant).toPlainTime().toString({ smallestUnit: 'minute' });

/**
 * The appointment a calendar gives (UTC instant): by the procedure's rule and the pauses since, counted anew. One that a
 * person once fixed by hand is theirs, and only leaves a day on which the office is closed.
 */
export function dueUnder(dossier: ReceivedDossier, calendar: WorkingCalendar): string {
  const { dueAt, deadline, at } = dossier.reception;
  const steps = dossier.life?.steps ?? [];
  const byHand =
    dossier.corrections.some(({ field }) => field === 'dueAt') ||
    steps.some((step) => step.type === 'rescheduled' && step.data.calendar === undefined);
  if (byHand) {
    const open = firstWorkingDay(calendar, dayOf(dueAt));
    return open === dayOf(dueAt) ? dueAt : instantAt(open, timeOf(dueAt));
  }
  let due = computeDeadline(deadline.rule, at, calendar, timeOf(deadline.dueAt)).dueAt;
  let asked: string | null = null;
  for (const step of steps) {
    if (step.type === 'supplementRequested') asked = step.at;
    if (step.type !== 'supplementReceived' || asked === null) continue;
    due = resumeDeadline(due, asked, step.at, calendar).dueAt;
    asked = null;
  }
  return due;
}

/** What a calendar does to the appointment of a dossier. */
export type CalendarEffect =
  | { readonly kind: 'moves'; readonly from: string; readonly dueAt: string }
  /** It waits for the citizen: the appointment is told anew when they come. */
  | { readonly kind: 'paused' };

/**
 * Whether a calendar moves a dossier's appointment, as of a UTC instant; null when it stands. It only ever moves later:
 * the citizen has the earlier day on paper.
 */
export function calendarEffect(
  dossier: Dossier,
  calendar: WorkingCalendar,
  now: string,
): CalendarEffect | null {
  if (!dossier.reception) return null;
  const received = { ...dossier, reception: dossier.reception };
  const paused = stageOf(dossier) === 'supplement' && !dossier.outOfScope;
  if (!paused && whyNot(dossier, 'rescheduled')) return null;
  const [from, dueAt] = [received.reception.dueAt, dueUnder(received, calendar)];
  if (dueAt <= from || dueAt <= now) return null;
  return paused ? { kind: 'paused' } : { kind: 'moves', from, dueAt };
}
