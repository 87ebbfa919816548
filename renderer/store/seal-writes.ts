import { sealEvents, type Author, type ChainHead } from '../../shared/domain/dossier/chain.ts';
import type { DossierEvent, EventBody } from '../../shared/domain/dossier/event.ts';
import { evolve, fold } from '../../shared/domain/dossier/evolve.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import type { Numbering } from '../../shared/domain/numbering.ts';
import {
  evolveStream,
  foldStream,
  parseStreamBody,
  type Stream,
  type StreamBody,
} from '../../shared/domain/stream.ts';

/** What is known when several streams are to be written together. */
export interface Together {
  /** Those asked for that exist, by id. */
  readonly dossiers: ReadonlyMap<string, Dossier>;
  readonly streams: ReadonlyMap<string, Stream>;
  /** Own events from `since` on, in order of position; empty without it. */
  readonly own: readonly DossierEvent[];
  readonly numbering: Numbering;
  /** Own events up to here have the portal's verdict. */
  readonly acknowledged: number;
}

/** What one of them gets. A dossier must be received already, or be new. */
export type Write =
  | { readonly dossierId: string; readonly bodies: readonly EventBody[] }
  | { readonly streamId: string; readonly bodies: readonly (StreamBody | SetAsideBody)[] };
type SetAsideBody = Extract<EventBody, { type: 'setAside' }>;

/** Whole logs, by id, of what events to be given up belong to. */
export type Logs = ReadonlyMap<string, readonly DossierEvent[]>;

/** States as they stand without some of their events. Pure. */
export function without<State>(
  states: ReadonlyMap<string, State>,
  logs: Logs,
  settingAside: readonly DossierEvent[],
  folded: (log: readonly DossierEvent[]) => State | null,
): ReadonlyMap<string, State> {
  const given = new Set(settingAside.map(({ id }) => id));
  return new Map(
    [...states].flatMap(([id, state]) => {
      const log = logs.get(id);
      const left = log ? folded(log.filter((event) => !given.has(event.id))) : state;
      return left === null ? [] : [[id, left] as const];
    }),
  );
}

export interface Sealed {
  readonly events: readonly DossierEvent[];
  readonly head: ChainHead;
  readonly dossiers: ReadonlyMap<string, Dossier>;
  readonly streams: ReadonlyMap<string, Stream>;
}

/** One chain over all that is written, stream after stream. */
export function sealWrites(
  writes: readonly Write[],
  known: Together,
  given: Logs,
  { head: chain, author }: { readonly head: ChainHead; readonly author: Author },
): Sealed {
  const dossiers = new Map(known.dossiers);
  const streams = new Map(known.streams);
  const written: DossierEvent[] = [];
  const touched = new Set<string>();
  let head = chain;
  for (const each of writes) {
    const id = 'dossierId' in each ? each.dossierId : each.streamId;
    const before = 'dossierId' in each ? dossiers.get(id) : streams.get(id);
    const log = given.get(id);
    const lastSeq = [...(log ?? []), ...written]
      .filter(({ dossierId }) => dossierId === id)
      .reduce((last, { seq }) => Math.max(last, seq), before?.lastSeq ?? 0);
    const sealed = sealEvents(each.bodies, { id, lastSeq }, head, author);
    head = sealed.head;
    written.push(...sealed.events);
    touched.add(id);
    const whole = log && [...log, ...written.filter(({ dossierId }) => dossierId === id)];
    if ('dossierId' in each) {
      const after = whole
        ? fold(whole)
        : sealed.events.reduce<Dossier | null>(evolve, dossiers.get(id) ?? null);
      if (after) dossiers.set(id, after);
    } else {
      for (const body of each.bodies) if (body.type !== 'setAside') parseStreamBody(body);
      const after = whole
        ? foldStream(whole)
        : sealed.events.reduce<Stream | null>(evolveStream, streams.get(id) ?? null);
      if (!after) throw new Error('a stream cannot begin without an event that tells its kind');
      streams.set(id, after);
    }
  }
  return { events: written, head, dossiers: only(dossiers, touched), streams: only(streams, touched) };
}

function only<State>(
  states: ReadonlyMap<string, State>,
  ids: ReadonlySet<string>,
): ReadonlyMap<string, State> {
  return new Map([...states].filter(([id]) => ids.has(id)));
}
