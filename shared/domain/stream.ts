import { compareEvents, type DossierEvent } from './dossier/event.ts';
import type { Stamp } from './dossier/state.ts';
import { supersededIds } from './dossier/superseded.ts';
import { BATCH_DATA, evolveBatch, type Batch, type BatchBody } from './handover/batch.ts';
import { batchAllows } from './handover/batch-rules.ts';
import {
  evolveIncident,
  INCIDENT_DATA,
  incidentAllows,
  type Incident,
  type IncidentBody,
} from './incident/incident.ts';
import { lineOf } from './lineage.ts';
import { evolveExport, EXPORT_DATA, type ExportBody, type ExportedFile } from './report/exported.ts';
import type { StreamHead } from './stream-head.ts';
import { evolveShift, SHIFT_DATA, type Shift, type ShiftBody } from './till/shift.ts';

/**
 * A counter's one log holds several streams. Nearly all are dossiers; the others are of these kinds. In an event, `dossierId`
 * is the id of its stream, whatever the kind; the type of the event tells which. A type nobody knows counts as a dossier's.
 */
export type StreamKind = Stream['kind'];
export type Stream = Shift | Batch | Incident | ExportedFile;
export type StreamBody = ShiftBody | BatchBody | IncidentBody | ExportBody;

const KINDS = { shift: SHIFT_DATA, batch: BATCH_DATA, incident: INCIDENT_DATA, export: EXPORT_DATA } as const;
const STREAM_DATA = { ...SHIFT_DATA, ...BATCH_DATA, ...INCIDENT_DATA, ...EXPORT_DATA } as const;
/** Every event type of a stream that is no dossier. */
export const STREAM_TYPES = Object.keys(STREAM_DATA) as readonly StreamBody['type'][];

/** Which kind of stream an event belongs to; null for a dossier's. */
export function streamKindOf({ type }: Pick<DossierEvent, 'type'>): StreamKind | null {
  const kinds = Object.keys(KINDS) as StreamKind[];
  return kinds.find((kind) => Object.hasOwn(KINDS[kind], type)) ?? null;
}

/** Splits a log by what its streams are: dossiers, and all others. One that holds both counts as no dossier. */
export function splitStreams(logs: Iterable<readonly [string, readonly DossierEvent[]]>): {
  readonly dossiers: ReadonlyMap<string, readonly DossierEvent[]>;
  readonly streams: ReadonlyMap<string, readonly DossierEvent[]>;
} {
  const split = {
    dossiers: new Map<string, readonly DossierEvent[]>(),
    streams: new Map<string, readonly DossierEvent[]>(),
  };
  for (const [id, events] of logs)
    split[events.some((event) => streamKindOf(event) !== null) ? 'streams' : 'dossiers'].set(id, events);
  return split;
}

/** The body of such an event if this version knows its type and its data is valid; null otherwise. */
export function readStreamBody(event: Pick<DossierEvent, 'type' | 'version' | 'data'>): StreamBody | null {
  if (event.version !== 1 || !Object.hasOwn(STREAM_DATA, event.type)) return null;
  const parsed = STREAM_DATA[event.type as StreamBody['type']].safeParse(event.data);
  return parsed.success ? ({ type: event.type, data: parsed.data } as StreamBody) : null;
}

const BEGINNINGS: ReadonlySet<string> = new Set<StreamBody['type']>([
  'shiftOpened',
  'batchSent',
  'incidentReported',
  'reportExported',
]);

/**
 * Whether a stream allows an event: a shift is opened and closed once, by the one counter whose till it is, and nothing
 * happens outside that but prints of its sheet; a batch is sent once, received once by the side it goes to, and each difference settled once;
 * an incident is reported once, and noted until it is closed; a report is exported once.
 */
export function mayFollow(
  stream: Stream | null,
  body: StreamBody,
  { counter, office }: Pick<DossierEvent, 'counter' | 'office'>,
): boolean {
  if (!stream) return BEGINNINGS.has(body.type);
  if (stream.kind === 'batch') return batchAllows(stream, body, office);
  if (stream.kind === 'incident') return incidentAllows(stream, body);
  if (stream.kind === 'export') return false;
  const own = lineOf(counter) === lineOf(stream.counter);
  if (!own || body.type === 'shiftOpened' || stream.opened === null) return false;
  return (body.type === 'shiftSheetPrinted') === (stream.closed !== null);
}

/** Checks what was decided; throws on a body that is invalid: a bug of the caller. */
export function parseStreamBody({ type, data }: StreamBody): void {
  STREAM_DATA[type].parse(data);
}

function begin(event: DossierEvent, kind: StreamKind): Stream {
  const head: StreamHead = {
    id: event.dossierId,
    office: event.office,
    counter: event.counter,
    events: 0,
    lastSeq: 0,
  };
  if (kind === 'shift') return { ...head, kind, opened: null, moved: [], closed: null };
  if (kind === 'export') return { ...head, kind, exported: null };
  if (kind === 'incident') return { ...head, kind, reported: null, notes: [] };
  return { ...head, kind, sent: null, received: null };
}

/**
 * The stream after one more event. Total: what the stream cannot have, another kind's or an unknown one, is counted and
 * changes nothing.
 */
export function evolveStream(stream: Stream | null, event: DossierEvent): Stream | null {
  const kind = streamKindOf(event);
  if (!stream && kind === null) return null;
  const before = stream ?? begin(event, kind ?? 'shift');
  const counted = { ...before, events: before.events + 1, lastSeq: Math.max(before.lastSeq, event.seq) };
  const body = kind === counted.kind ? readStreamBody(event) : null;
  if (!body) return counted;
  const stamp: Stamp = { at: event.at.instant, by: event.by, office: event.office, counter: event.counter };
  switch (counted.kind) {
    case 'shift':
      return evolveShift(counted, body as ShiftBody, stamp, event.position);
    case 'batch':
      return evolveBatch(counted, body as BatchBody, stamp, event.position);
    case 'incident':
      return evolveIncident(counted, body as IncidentBody, stamp);
    case 'export':
      return evolveExport(counted, body as ExportBody, stamp);
  }
}

/**
 * Folds a stream's events, in any order given and each once; null for none. Events that were set aside are skipped: of a
 * batch or shift that was given up as a whole, one is left to which nothing happened.
 */
export function foldStream(events: readonly DossierEvent[]): Stream | null {
  const first = events.find((event) => streamKindOf(event) !== null);
  if (!first) return null;
  const superseded = supersededIds(events);
  const counting = [...events]
    .sort(compareEvents)
    .filter((event, i, sorted) => event.id !== sorted[i - 1]?.id && !superseded.has(event.id));
  return (
    counting.reduce<Stream | null>(evolveStream, null) ??
    counting.reduce<Stream | null>(evolveStream, begin(first, streamKindOf(first) ?? 'shift'))
  );
}
