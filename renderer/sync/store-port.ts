import type { ChainHead } from '../../shared/domain/dossier/chain.ts';
import { eventHash } from '../../shared/domain/dossier/erasure.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import type { Numbering } from '../../shared/domain/numbering.ts';
import type { CataloguePatch } from '../../shared/domain/catalogue-patch.ts';
import type { Catalogue } from '../../shared/domain/procedure.ts';
import type { CounterDatabase } from '../store/database.ts';
import { goOnAfter } from '../store/device.ts';
import { merge } from '../store/merge.ts';
import { readMeta, updateMeta, writeMeta } from '../store/meta.ts';
import { waitingFiles, type WaitingFile } from '../store/held-files.ts';
import { acknowledge, heldBatch, nextBatch, release, rewind, type Refused } from '../store/outbox.ts';
import { outboxSummary } from '../store/outbox-view.ts';
import { ownEventAt } from '../store/own-log.ts';
import { catalogueVersion, patchCatalogue, saveCatalogue } from '../store/catalogue.ts';

/** What syncing asks of the store, and nothing more. */
export interface SyncStore {
  nextBatch(limit: number): Promise<readonly DossierEvent[]>;
  heldBatch(
    limit: number,
    which: 'all' | 'freed',
    atPortal: { has(sha256: string): boolean },
  ): Promise<readonly DossierEvent[]>;
  /** Held events that cannot go before their file. */
  waitingFiles(): Promise<readonly WaitingFile[]>;
  acknowledge(verdict: {
    readonly acknowledged: number;
    readonly refused: readonly Refused[];
    readonly settled: readonly number[];
    readonly now: string;
  }): Promise<void>;
  release(positions: readonly number[]): Promise<void>;
  /** Takes the watermark back to `position` if it stands beyond it. */
  rewind(position: number): Promise<void>;
  /** Hash of our own event at a position; null if we don't have it. */
  hashAt(position: number): Promise<string | null>;
  /** Keeps where the portal says our log stands, and whether it is what we have there. */
  witnessed(head: ChainHead, agrees: boolean): Promise<void>;
  /** Where our own log ends. */
  head(): Promise<number>;
  /** The portal knows more of our own log than this machine does: goes on after that, and asks for what is missing. */
  goOnAfter(head: ChainHead): Promise<void>;
  /** Another machine took this counter over. */
  setMoved(): Promise<void>;
  unsentCount(): Promise<number>;
  cursor(): Promise<number>;
  merge(events: readonly DossierEvent[], cursor: number): Promise<void>;
  /** Whether own events must be fetched as well, because this machine's database was lost. */
  rebuilding(): Promise<boolean>;
  rebuilt(): Promise<void>;
  catalogueVersion(): Promise<number>;
  saveCatalogue(catalogue: Catalogue): Promise<void>;
  /** False when it does not fit what is held: then the whole is needed. */
  patchCatalogue(patch: CataloguePatch): Promise<boolean>;
  numbering(): Promise<Numbering>;
  updateNumbering(change: (numbering: Numbering) => Numbering): Promise<void>;
}

/**
 * `kept` gives the position up to which own events are in the journal: nothing leaves the machine that is not saved. Were
 * it sent and then lost here, the counter would write other events in the same places of its log.
 */
export function createSyncStore(db: CounterDatabase, kept: () => number): SyncStore {
  return {
    nextBatch: async (limit) => {
      const batch = await nextBatch(db, limit);
      return batch.filter(({ position }) => position <= kept());
    },
    heldBatch: (limit, which, atPortal) => heldBatch(db, limit, which, atPortal),
    waitingFiles: () => waitingFiles(db),
    acknowledge: (verdict) => acknowledge(db, verdict),
    release: (positions) => release(db, positions),
    rewind: (position) => rewind(db, position),
    hashAt: async (position) => {
      const event = await ownEventAt(db, position);
      return event && eventHash(event);
    },
    witnessed: async ({ position, hash }, agrees) => {
      const known = await readMeta(db, 'witness');
      // Written only when it says something new: screens watch it.
      if (known?.position !== position || known.hash !== hash || known.agrees !== agrees)
        await writeMeta(db, 'witness', { position, hash, agrees });
    },
    head: async () => (await readMeta(db, 'chain')).position,
    goOnAfter: async (head) => {
      await goOnAfter(db, head);
    },
    setMoved: () => writeMeta(db, 'moved', true),
    unsentCount: async () => (await outboxSummary(db)).unsent,
    cursor: () => readMeta(db, 'cursor'),
    merge: async (events, cursor) => {
      await merge(db, events, cursor);
    },
    rebuilding: () => readMeta(db, 'rebuilding'),
    rebuilt: () => writeMeta(db, 'rebuilding', false),
    catalogueVersion: () => catalogueVersion(db),
    saveCatalogue: (catalogue) => saveCatalogue(db, catalogue),
    patchCatalogue: (patch) => patchCatalogue(db, patch),
    numbering: () => readMeta(db, 'numbering'),
    updateNumbering: (change) => updateMeta(db, 'numbering', change),
  };
}
