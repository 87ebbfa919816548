import { aboutOf, type Dossier } from '../../shared/domain/dossier/state.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import type { Stream, StreamKind } from '../../shared/domain/stream.ts';
import type { Catalogue } from '../../shared/domain/procedure.ts';
import type { Refusal } from '../../shared/portal/contract.ts';
import type { Codec, Encoded } from './codec.ts';
import { lookupsOf } from './lookups.ts';
import { searchEntryOf, type SearchEntry } from './search/search-entry.ts';

/** One event of the log. */
export interface EventRow {
  readonly counter: string;
  readonly position: number;
  readonly id: string;
  readonly dossierId: string;
  readonly payload: Encoded<DossierEvent>;
}

/** A dossier as its events fold to; can be rebuilt from the log at any time. */
export interface DossierRow {
  readonly id: string;
  /** What it is looked up by (`lookupsOf`): codes and postal items in the form `normaliseCode` gives, and more. */
  readonly codes: readonly string[];
  /** UTC instant of reception, before it of what is known so far; null (and so in no list) until anything is. */
  readonly receivedAt: string | null;
  /** UTC instant of its newest event, by the clocks that wrote them; null as `receivedAt` is. */
  readonly changedAt: string | null;
  /** Position of this counter's own last event in it; 0 for none. Tells whether all of it was sent. */
  readonly ownPosition: number;
  readonly payload: Encoded<Dossier>;
}

/** A stream that is no dossier, as its events fold to; can be rebuilt from the log at any time. */
export interface StreamRow {
  readonly id: string;
  readonly kind: StreamKind;
  /** UTC instant of its newest event, by the clocks that wrote them. */
  readonly changedAt: string;
  /** Position of this counter's own last event in it; 0 for none. */
  readonly ownPosition: number;
  readonly payload: Encoded<Stream>;
}

/** What a dossier is found by: a small copy, so that the search index need not read whole dossiers at start. */
export interface FindableRow {
  readonly id: string;
  readonly payload: Encoded<SearchEntry>;
}

/** What a clerk typed and did not save yet, byte for byte. */
export interface Draft {
  readonly id: string;
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly entry: unknown;
}

export interface DraftRow {
  readonly id: string;
  readonly updatedAt: string;
  readonly payload: Encoded<Draft>;
}

/** An own event that the portal refused: a person must look at it. */
export interface HeldRow {
  readonly position: number;
  readonly eventId: string;
  readonly dossierId: string;
  readonly reason: Refusal;
  /** UTC instant of the first refusal. */
  readonly since: string;
}

export interface CatalogueRow {
  readonly version: number;
  readonly catalogue: Catalogue;
}

export interface MetaRow {
  readonly key: string;
  readonly payload: Encoded<unknown>;
}

export function eventRow(codec: Codec, event: DossierEvent): EventRow {
  const { counter, position, id, dossierId } = event;
  return { counter, position, id, dossierId, payload: codec.encode(event) };
}

/** What a dossier's row tells that its fold does not. */
export type RowFacts = Pick<DossierRow, 'ownPosition' | 'changedAt'>;

export function dossierRow(codec: Codec, dossier: Dossier, { ownPosition, changedAt }: RowFacts): DossierRow {
  const about = aboutOf(dossier);
  return {
    id: dossier.id,
    codes: lookupsOf(dossier),
    receivedAt: about?.at ?? null,
    changedAt: about ? changedAt : null,
    ownPosition,
    payload: codec.encode(dossier),
  };
}

export function streamRow(
  codec: Codec,
  stream: Stream,
  { ownPosition, changedAt }: Pick<StreamRow, 'ownPosition' | 'changedAt'>,
): StreamRow {
  return { id: stream.id, kind: stream.kind, changedAt, ownPosition, payload: codec.encode(stream) };
}

/** UTC instant of the newest of some events, or `known` if that is later. */
export function newestInstant(events: readonly DossierEvent[], known: string | null = null): string | null {
  // To look at a dossier is not to change it: it stays where it stands in the lists.
  return events.reduce<string | null>(
    (newest, { at, type }) =>
      type !== 'dossierOpened' && (newest === null || at.instant > newest) ? at.instant : newest,
    known,
  );
}

/** The rows to find changed dossiers by: none for a dossier that is found as before, or not received yet. */
export function findableRows(
  codec: Codec,
  changes: readonly { readonly before: Dossier | null; readonly after: Dossier }[],
): readonly FindableRow[] {
  return changes.flatMap(({ before, after }) => {
    const entry = searchEntryOf(after);
    const same = before !== null && JSON.stringify(searchEntryOf(before)) === JSON.stringify(entry);
    return entry === null || same ? [] : [{ id: after.id, payload: codec.encode(entry) }];
  });
}
