import { Dexie, type Table } from 'dexie';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import type { StoreKeys } from '../../shared/keys.ts';
import { plainCodec, type Codec } from './codec.ts';
import type {
  CatalogueRow,
  DossierRow,
  DraftRow,
  EventRow,
  FindableRow,
  HeldRow,
  MetaRow,
  StreamRow,
} from './rows.ts';
import { LATEST, VERSIONS } from './schema/versions.ts';
import { SEALED, type SchemaVersion } from './schema/version.ts';
import { sealedCodec } from './sealed-codec.ts';
import { StoreNewerError, upgradeError } from './store-error.ts';

export const DATABASE_NAME = 'quay-mot-cua';

/** Hears how far an upgrade is, in rows; `total` is 0 while that is not known. */
export type UpgradeListener = (progress: { readonly done: number; readonly total: number }) => void;

export interface DatabaseOptions {
  /** What values are sealed under; without them they lie plain, as in tests. */
  readonly keys?: StoreKeys | null;
  readonly codec?: Codec;
  readonly autoOpen?: boolean;
  /** Called while opening brings an older database to this version. */
  readonly onUpgrade?: UpgradeListener;
}

type ProjectedListener = (dossiers: readonly Dossier[]) => void;

/**
 * The counter's database. Opening one of an older app brings it to this version, in one transaction: all of it or nothing.
 * Opening one that a newer app has written fails with `StoreNewerError` (`store-newer` through `storeError`) and leaves it
 * as it is.
 */
export class CounterDatabase extends Dexie {
  declare readonly events: Table<EventRow, [string, number]>;
  declare readonly dossiers: Table<DossierRow, string>;
  declare readonly findable: Table<FindableRow, string>;
  declare readonly streams: Table<StreamRow, string>;
  declare readonly drafts: Table<DraftRow, string>;
  declare readonly held: Table<HeldRow, number>;
  declare readonly catalogue: Table<CatalogueRow, number>;
  declare readonly meta: Table<MetaRow, string>;
  readonly codec: Codec;
  /** For those who open it too, in a worker. */
  readonly keys: StoreKeys | null;
  readonly projectedListeners = new Set<ProjectedListener>();

  constructor(name: string = DATABASE_NAME, options: DatabaseOptions = {}) {
    super(name, {
      chromeTransactionDurability: 'strict',
      // Without it, a database taken away under the app would quietly be made anew, empty, by the next save.
      autoOpen: options.autoOpen ?? true,
      // Decoded results stay with the screens that asked: counters have little memory.
      cache: 'disabled',
      indexedDB: refusingNewer(globalThis.indexedDB, name, LATEST),
    });
    this.keys = options.keys ?? null;
    this.codec = options.codec ?? (this.keys ? sealedCodec(this.keys) : plainCodec);
    for (const version of VERSIONS) this.addVersion(version, options.onUpgrade);
  }

  private addVersion({ version, stores, upgrade }: SchemaVersion, onUpgrade?: UpgradeListener): void {
    const added = this.version(version).stores(stores);
    if (!upgrade) return;
    added.upgrade(async (transaction) => {
      try {
        await upgrade({
          transaction,
          codec: version < SEALED ? plainCodec : this.codec,
          progress: (done, total) => onUpgrade?.({ done, total }),
        });
      } catch (problem) {
        throw upgradeError(version, problem);
      }
    });
  }

  /** Calls back with dossiers after a transaction that changed them. Gives how to stop. */
  onProjected(listener: ProjectedListener): () => void {
    this.projectedListeners.add(listener);
    return () => this.projectedListeners.delete(listener);
  }

  /** Tells the listeners, in a task of its own: whatever happens there, what was saved is saved. */
  announceProjected(dossiers: readonly Dossier[]): void {
    if (dossiers.length === 0) return;
    for (const listener of this.projectedListeners) queueMicrotask(() => listener(dossiers));
  }
}

/**
 * Dexie opens a database of a higher version anyway, and even changes it to fit (its "schema patch"): it asks again
 * without a version, or with a higher one. Both are refused here.
 */
function refusingNewer(factory: IDBFactory, guarded: string, version: number): IDBFactory {
  const native = version * 10;
  return {
    open(name, asked) {
      if (name === guarded && (asked === undefined || asked > native)) throw new StoreNewerError(name);
      return factory.open(name, asked);
    },
    deleteDatabase: (name) => factory.deleteDatabase(name),
    databases: () => factory.databases(),
    cmp: (first, second) => factory.cmp(first, second),
  };
}
