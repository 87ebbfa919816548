import type { WorkingCalendar } from '../../shared/domain/calendar.ts';
import { readCalendarFile } from '../../shared/domain/calendar-file.ts';
import { calendarEffect } from '../../shared/domain/dossier/calendar-move.ts';
import { decide } from '../../shared/domain/dossier/decide.ts';
import { formOfStep, formPrintsOf, type FormRef } from '../../shared/domain/dossier/form-print.ts';
import { codeOf, lastStep, type Dossier } from '../../shared/domain/dossier/state.ts';
import { may, type Right } from '../../shared/domain/rights.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { services } from '../session/services.ts';
import { useSession } from '../session/session.ts';
import { publishedCatalogue } from '../store/catalogue.ts';
import { writeMeta } from '../store/meta.ts';
import { currentCatalogue, eachDossier } from '../store/queries.ts';
import { currentAuthor } from './author.ts';
import { printForm } from './print-form.ts';
import { saveEvents } from './save-events.ts';
import { whyStopped } from './why-stopped.ts';

/** A working calendar read from a file, not in force yet. */
export interface CalendarCandidate {
  readonly calendar: WorkingCalendar;
  readonly file: string;
}

/** An appointment a calendar moves, or one it has moved; instants are UTC. */
export interface Appointment {
  readonly dossierId: string;
  readonly code: string;
  readonly citizen: string;
  readonly from: string;
  readonly dueAt: string;
}

/** An appointment that was moved, and the letter (form 04) that tells the citizen. */
export interface MovedAppointment extends Appointment {
  readonly letter: FormRef | null;
  readonly printed: boolean;
}

/** What a calendar means for the dossiers of the counter. */
export interface CalendarSurvey {
  readonly moves: readonly Appointment[];
  /** Dossiers that wait for the citizen and whose appointment would move. */
  readonly paused: number;
  /** Moved by this calendar already: each needs its letter. */
  readonly moved: readonly MovedAppointment[];
}

const BIGGEST = 1024 * 1024;

/** Reads a file as a working calendar, over the one in force. Nothing changes. Errors: every fault, with its line. */
export async function readCalendar(file: File): Promise<Result<CalendarCandidate, readonly AppError[]>> {
  const catalogue = await currentCatalogue(services().db);
  if (!catalogue) return fail([appError('catalogue-missing')]);
  const text = file.size > BIGGEST ? null : textOf(await file.arrayBuffer());
  if (text === null) return fail([appError('calendar-file-unreadable')]);
  const read = readCalendarFile(text, catalogue.calendar, file.name);
  return read.ok ? ok({ calendar: read.value, file: file.name }) : read;
}

function textOf(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Goes through every dossier: which appointments a calendar moves as of `now` (UTC instant), and has moved. */
export async function surveyCalendar(
  calendar: WorkingCalendar,
  now: string,
  stop: () => boolean,
): Promise<CalendarSurvey> {
  const moves: Appointment[] = [];
  const moved: MovedAppointment[] = [];
  let paused = 0;
  const visit = (dossier: Dossier) => {
    if (!dossier.reception) return;
    const who = {
      dossierId: dossier.id,
      code: codeOf(dossier),
      citizen: dossier.reception.applicant.name,
    };
    const effect = calendarEffect(dossier, calendar, now);
    if (effect?.kind === 'paused') paused += 1;
    if (effect?.kind === 'moves') moves.push({ ...who, from: effect.from, dueAt: effect.dueAt });
    const last = lastStep(dossier, 'rescheduled');
    if (last?.data.calendar?.version !== calendar.version) return;
    const letter = formOfStep(last);
    const printed = letter !== null && formPrintsOf(dossier, letter).length > 0;
    moved.push({ ...who, from: last.data.from, dueAt: last.data.dueAt, letter, printed });
  };
  await eachDossier(services().db, visit, stop);
  const byDue = (a: Appointment, b: Appointment) =>
    a.from < b.from ? -1 : a.from > b.from ? 1 : a.code < b.code ? -1 : 1;
  return { moves: moves.sort(byDue), paused, moved: moved.sort(byDue) };
}

/** Brings an imported calendar into force at this counter; by whoever administers. No appointment moves by it. */
export async function bringIntoForce({
  calendar,
  file,
}: CalendarCandidate): Promise<Result<null, readonly AppError[]>> {
  const { db, safety } = services();
  const author = actor('administer');
  if (!author.ok) return author;
  const published = await publishedCatalogue(db);
  if (!published) return fail([appError('catalogue-missing')]);
  const { by, now: at } = author.value;
  await writeMeta(db, 'officeCalendar', { calendar, replaces: published.calendar.version, file, by, at });
  const kept = await safety.complete();
  return kept.ok ? ok(null) : fail([appError('journal-failed')]);
}

/** Who acts, if they have the right and saving is safe. */
function actor(right: Right): ReturnType<typeof currentAuthor> {
  const stop = whyStopped();
  if (stop) return fail([stop]);
  const author = currentAuthor();
  if (author.ok && !may(author.value.role, right)) return fail([appError('supervisor-only')]);
  return author;
}

/** What moving came to. */
export interface Moved {
  readonly done: number;
  /** Why some were not moved, each reason once; they stay in the list. */
  readonly errors: readonly AppError[];
}

/**
 * Moves appointments to what the calendar gives, each by an event of its own dossier, with the reason the citizen reads.
 * A dossier that changed since it was listed is left as it is.
 */
export async function moveAppointments(
  moves: readonly Appointment[],
  { calendar, file }: { readonly calendar: WorkingCalendar; readonly file: string | null },
  reason: string,
): Promise<Moved> {
  let done = 0;
  const errors = new Map<string, AppError>();
  for (const move of moves) {
    const saved = await moveOne(move, { calendar, file }, reason);
    if (saved.ok) done += 1;
    else for (const error of saved.error) errors.set(error.code, error);
    // A reason that is missing, or a disk that is full, is the same for all.
    if (!saved.ok && done === 0) break;
  }
  return { done, errors: [...errors.values()] };
}

async function moveOne(
  { dossierId, from, dueAt }: Appointment,
  { calendar, file }: { readonly calendar: WorkingCalendar; readonly file: string | null },
  reason: string,
): Promise<Result<unknown, readonly AppError[]>> {
  const author = actor('approve');
  if (!author.ok) return author;
  const { device, staff } = useSession.getState();
  if (!device) return fail([appError('counter-not-enrolled')]);
  const { by, now } = author.value;
  const place = { office: device.office, capabilities: undefined, role: staff?.role };
  const ground = { version: calendar.version, file };
  const data = { from, dueAt, reason, approver: by.name, calendar: ground };
  return saveEvents({
    dossierId,
    author: author.value,
    decide: (dossier) => {
      const effect = dossier && calendarEffect(dossier, calendar, now);
      if (effect?.kind !== 'moves' || effect.dueAt !== dueAt)
        return fail([appError('event-conflict', { field: 'dueAt' })]);
      const decision = decide(dossier, { type: 'step', step: { type: 'rescheduled', data }, place }, now);
      return decision.ok ? ok({ bodies: decision.value }) : decision;
    },
  });
}

/** Prints the letters that are not out yet, one after the other; stops at the first that fails, the rest can be printed again. */
export async function printLetters(
  moved: readonly MovedAppointment[],
): Promise<{ readonly done: number; readonly errors: readonly AppError[] }> {
  let done = 0;
  for (const { dossierId, letter: form, printed } of moved) {
    if (printed || !form) continue;
    const out = await printForm({ dossierId, form, mode: 'print' });
    if (!out.ok) return { done, errors: out.error };
    done += 1;
  }
  return { done, errors: [] };
}
