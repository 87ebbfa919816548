import type { ChainHead } from '../../../shared/domain/dossier/chain.ts';
import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import type { Lease } from '../../../shared/domain/numbering.ts';
import type { Stream } from '../../../shared/domain/stream.ts';
import type { Role } from '../../../shared/domain/rights.ts';
import type { Refusal } from '../../../shared/portal/contract.ts';
import type { CatalogueHistory } from '../catalogues.ts';
import type { Filed } from '../filings/filings.ts';
import type { TakenReceipts } from './receipts.ts';
import type { TillLog } from './till-sums.ts';

/** An event a counter handed over, and what became of it. */
export interface SeenEvent {
  readonly hash: string;
  readonly counter: string;
  readonly position: number;
  readonly id: string;
  readonly seq: number;
  readonly dossier: string;
  readonly forked: boolean;
  /** Set when no retry can help. */
  readonly flaw: 'event-invalid' | 'event-chain-broken' | null;
  /** Null when accepted. */
  readonly refusal: Refusal | null;
  /** Given up by its counter after the refusal. */
  readonly setAside: boolean;
}

export interface KnownDossier {
  readonly office: string;
  /** Accepted events, in order. */
  readonly events: readonly DossierEvent[];
  readonly state: Dossier | null;
  /** Offices it was taken from. */
  readonly removedFrom: readonly string[];
  /** Set when it is no dossier. */
  readonly stream: Stream | null;
}

/** What the portal knows that matters to a push. */
export interface Known {
  readonly head: ChainHead;
  /** By hash: events of the push seen before, and refused ones of its dossiers. */
  readonly seen: ReadonlyMap<string, SeenEvent>;
  /** The hashes an event id was seen with. */
  readonly hashesOfId: ReadonlyMap<string, readonly string[]>;
  readonly dossiers: ReadonlyMap<string, KnownDossier>;
  readonly codes: ReadonlyMap<string, string>;
  /** Size of the office's whole files that the push is about, by SHA-256. */
  readonly files: ReadonlyMap<string, number>;
  readonly leases: readonly Lease[];
  readonly receipts: TakenReceipts;
  /** What citizens filed online under the numbers the push names. */
  readonly filings: ReadonlyMap<string, Filed>;
  /** Whether a place in a counter's log belongs to the caller's own, whatever its name was then. */
  readonly isOwn: (place: { readonly counter: string; readonly position: number }) => boolean;
  /** The counter's log behind what the push counts. */
  readonly tillLog: TillLog;
  readonly history: CatalogueHistory;
  /** What the office's staff are, by id. */
  readonly roles: ReadonlyMap<string, Role>;
}
