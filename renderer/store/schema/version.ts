import type { Transaction } from 'dexie';
import type { Codec } from '../codec.ts';

/** From this version on rows are what the store's codec made of them; before it they lay plain. */
export const SEALED = 4;

/** What an upgrade works with. */
export interface Upgrading {
  /** The one transaction of the whole change: all of it is kept or nothing. */
  readonly transaction: Transaction;
  /** How rows of the version it brings about lie on disk: plain up to version 3. */
  readonly codec: Codec;
  /** Says how far it is, in rows; a `total` of 0 while that is not known. */
  progress(done: number, total: number): void;
}

/**
 * One version of the database. `stores` names the tables that this version adds or whose keys it changes. `upgrade`
 * brings the rows of the version before to this one. It knows rows as they were then, never today's code for them: that
 * may change, and old databases still come.
 */
export interface SchemaVersion {
  readonly version: number;
  readonly stores: Readonly<Record<string, string>>;
  readonly upgrade?: (upgrading: Upgrading) => Promise<void>;
}
