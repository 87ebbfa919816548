import type { Staff } from '../../../shared/portal/contract.ts';
import type { Result } from '../../../shared/result.ts';
import type { Ring } from './ring.ts';

/** Keys of this machine: see README.md for who wraps whom. Expected failures are values. */
export interface KeyStore {
  /** Reads the keys, or makes the first ones on a new machine. Open after it until the first PIN is set, locked from then on. */
  open(): Promise<void>;
  state(): KeyState;
  /** Who is at the counter; null when nobody proved it. */
  hand(): Staff | null;
  /** Why there are no keys now; null while there are. */
  withheld(): 'keys-locked' | 'keys-lost' | null;
  /** The keys in use; throws while there are none. */
  ring(): Ring;
  /** Forgets the keys until someone unlocks; nothing before the first PIN. */
  lock(): void;
  /** Opens with a clerk's PIN. Errors: `pin-wrong`, `pin-wait`, `pin-shut`. */
  unlock(slot: string, pin: string): Promise<Result<Staff>>;
  /** A clerk proved to the portal who they are; with what the portal keeps for this machine that opens it too. Error: `keys-locked`. */
  signedIn(staff: Staff, portalKey: string | null): Promise<Result<null>>;
  /**
   * Sets the PIN of the clerk here, or of another by a supervisor: `slot`. One's own takes the present one unless the portal
   * was asked just now. Errors: `pin-format`, `pin-weak`, `pin-wrong`, `supervisor-only`, `not-signed-in`.
   */
  setPin(change: PinChange): Promise<Result<null>>;
  /** Takes a clerk off this machine. Errors: `supervisor-only`. Never oneself. */
  removeClerk(slot: string): Promise<Result<null>>;
  /** The portal shut this machine out: from now on only the portal's part of the key, given again, opens it. */
  shutOut(): Promise<void>;
  /** From now on what is written is sealed under a new key; the old ones go on opening what they sealed. */
  rotate(): Promise<void>;
  /**
   * Forgets every key but the one in use, for good: nothing may be left that another sealed. Whatever a disk still has of
   * it can be read no more.
   */
  retire(): Promise<void>;
  /** Takes in keys that came with a backup, to open what came with it. */
  adopt(other: Ring): Promise<void>;
}

export interface PinChange {
  readonly pin: string;
  /** The present PIN; null when the portal vouched, or there is none. */
  readonly current: string | null;
  /** Another clerk's place; null for one's own. */
  readonly slot: string | null;
  /** Who is at the counter as far as the app's own records say, before anyone proved it here. */
  readonly known: Staff | null;
}

/** `lost`: data here is sealed and its keys can't be had. `shut-out`: the portal closed this machine. */
export interface KeyState {
  readonly keys: 'open' | 'locked' | 'shut-out' | 'lost';
  /** Whether the operating system protects them from whoever has the disk, or a PIN does. */
  readonly protected: boolean;
  readonly clerks: readonly {
    readonly slot: string;
    readonly name: string;
    readonly role: Staff['role'];
    /** Seconds nobody may try. */
    readonly wait: number;
    /** Too many wrong PINs: the portal or a supervisor must help. */
    readonly shut: boolean;
  }[];
  /** The place of the clerk at the counter; null when they have no PIN here, or must choose a new one. */
  readonly here: string | null;
}
