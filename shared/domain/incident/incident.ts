import { z } from 'zod';
import { appError, type AppError } from '../../errors.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { Place } from '../dossier/command.ts';
import type { Stamp } from '../dossier/state.ts';
import { issuesOf } from '../party.ts';
import type { StreamHead } from '../stream-head.ts';
import { normaliseLines } from '../text.ts';
import { may } from '../rights.ts';

/** Hours in which the authority is told of a breach (Decree 356/2025/NĐ-CP; not checked against the gazette). */
export const TELL_WITHIN_HOURS = 72;

export const INCIDENT_KINDS = [
  'machine-lost',
  'paper-lost',
  'wrong-recipient',
  'seen-by-others',
  'malware',
  'other',
] as const;

const words = z
  .string()
  .transform(normaliseLines)
  .pipe(z.string().min(1, 'field-required').max(2000, 'field-too-long'));

/** What happened to personal data that should not have, and what was done about it. */
export const INCIDENT_DATA = {
  incidentReported: z.strictObject({
    what: z.enum(INCIDENT_KINDS),
    /** UTC instant somebody knew of it: the 72 hours run from there. */
    foundAt: z.iso.datetime('date-invalid'),
    text: words,
    /** How many people it concerns, as far as is known. */
    people: z
      .number('count-invalid')
      .int('count-invalid')
      .min(0, 'count-invalid')
      .max(1_000_000, 'count-invalid'),
    /** What was done at once. */
    measures: words,
  }),
  incidentNoted: z.strictObject({
    text: words,
    /** Who was told with this note. */
    told: z.array(z.enum(['supervisor', 'authority', 'people'])).max(3),
    /** Nothing more is to be done: a supervisor's word. */
    closes: z.boolean(),
  }),
} as const;

export type IncidentType = keyof typeof INCIDENT_DATA;
export type IncidentBody = {
  readonly [T in IncidentType]: { readonly type: T; readonly data: z.infer<(typeof INCIDENT_DATA)[T]> };
}[IncidentType];
type DataOf<T extends IncidentType> = Extract<IncidentBody, { type: T }>['data'];
export type ReportEntry = z.input<typeof INCIDENT_DATA.incidentReported>;
export type NoteEntry = z.input<typeof INCIDENT_DATA.incidentNoted>;

/** An incident as its events tell it. */
export interface Incident extends StreamHead {
  readonly kind: 'incident';
  readonly reported: (Stamp & DataOf<'incidentReported'>) | null;
  readonly notes: readonly (Stamp & DataOf<'incidentNoted'>)[];
}
export type ReportedIncident = Incident & { readonly reported: NonNullable<Incident['reported']> };

export function isReported(incident: Incident): incident is ReportedIncident {
  return incident.reported !== null;
}

export function isClosed({ notes }: Incident): boolean {
  return notes.some(({ closes }) => closes);
}

/** UTC instant up to which the authority is to be told; null once it was, or when the incident is closed. */
export function tellBy(incident: ReportedIncident): string | null {
  if (isClosed(incident) || incident.notes.some(({ told }) => told.includes('authority'))) return null;
  return new Date(Date.parse(incident.reported.foundAt) + TELL_WITHIN_HOURS * 3_600_000).toISOString();
}

/** Whether an incident allows an event: reported once, noted until it is closed. */
export function incidentAllows(incident: Incident, { type }: { readonly type: string }): boolean {
  if (type === 'incidentReported') return incident.reported === null;
  return type === 'incidentNoted' && isReported(incident) && !isClosed(incident);
}

/** The incident after one more event; the first report stands. */
export function evolveIncident(incident: Incident, body: IncidentBody, stamp: Stamp): Incident {
  if (!incidentAllows(incident, body)) return incident;
  return body.type === 'incidentReported'
    ? { ...incident, reported: { ...stamp, ...body.data } }
    : { ...incident, notes: [...incident.notes, { ...stamp, ...body.data }] };
}

/** Anybody reports. `now` is a UTC instant; what is found only later is not known yet. */
export function decideReport(entry: ReportEntry, now: string): Result<IncidentBody, readonly AppError[]> {
  const parsed = INCIDENT_DATA.incidentReported.safeParse(entry);
  if (!parsed.success) return fail(issuesOf(parsed));
  if (parsed.data.foundAt > now) return fail([appError('date-future', {}, 'foundAt')]);
  return ok({ type: 'incidentReported', data: parsed.data });
}

/** Anybody adds what was done; that it is done with is a supervisor's or an administrator's word. */
export function decideNote(
  incident: Incident,
  entry: NoteEntry,
  role: Place['role'],
): Result<IncidentBody, readonly AppError[]> {
  if (entry.closes && !may(role, 'administer')) return fail([appError('supervisor-only', {}, 'closes')]);
  const parsed = INCIDENT_DATA.incidentNoted.safeParse(entry);
  if (!parsed.success) return fail(issuesOf(parsed));
  const body: IncidentBody = { type: 'incidentNoted', data: parsed.data };
  return incidentAllows(incident, body) ? ok(body) : fail([appError('incident-closed')]);
}
