import { Dexie } from 'dexie';
import { may } from '../../../shared/domain/rights.ts';
import type { Staff } from '../../../shared/portal/contract.ts';
import { KEY_BYTES, type StoreKeys } from '../../../shared/keys.ts';
import type { OfficeStanding } from '../../../shared/domain/report/standing.ts';
import { CounterDatabase } from '../database.ts';
import { readMeta, writeMeta } from '../meta.ts';

/** What every database of another office's work is called, before the office's id. */
export const OVERSIGHT_PREFIX = 'quay-mot-cua-oversight-';

/** The work of another office, under the session of the supervisor who was given it. */
export interface OverseenOffice {
  readonly id: string;
  readonly nameVi: string;
  readonly db: CounterDatabase;
}

/**
 * The one place for other offices' work. Each office has a database of its own, never the counter's: search, lists and
 * reports of a clerk do not know it. It is sealed under a key that lives as long as the supervisor's session and is thrown
 * away with it; then the databases are deleted, and what could not be deleted can be read by nobody.
 */
export interface Oversight {
  /** Takes up the session of who signed in or was found signed in. Another person's is ended; null ends it for good. */
  begin(staff: Staff | null): Promise<void>;
  /** Ends the session: key first, then the databases. */
  end(): Promise<void>;
  /** Closes without ending: the app stops. */
  close(): void;
  /** Who oversees; null for a clerk or nobody. */
  staffId(): string | null;
  /** Opens the offices given now, and deletes any other. Nothing without a session. */
  keep(offices: readonly { readonly id: string; readonly nameVi: string }[]): Promise<void>;
  offices(): readonly OverseenOffice[];
  /** Hears when offices come or go. Gives how to stop. */
  onChange(listener: () => void): () => void;
}

export function createOversight(own: CounterDatabase): Oversight {
  let session: { readonly staffId: string; readonly keys: StoreKeys } | null = null;
  let open: readonly OverseenOffice[] = [];
  const listeners = new Set<() => void>();
  const announce = () => {
    for (const listener of listeners) listener();
  };

  function closeAll(): void {
    for (const { db } of open) db.close();
    open = [];
    session = null;
    announce();
  }
  async function end(): Promise<void> {
    closeAll();
    await writeMeta(own, 'oversight', null);
    await deleteOffices([]);
  }
  return {
    async begin(staff) {
      const kept = await readMeta(own, 'oversight');
      const supervisor = may(staff?.role, 'oversee') ? staff : null;
      if (!supervisor) {
        await end();
        return;
      }
      if (session?.staffId === supervisor.id) return;
      if (kept?.staffId === supervisor.id) {
        session = { staffId: kept.staffId, keys: [{ id: 1, key: Uint8Array.from(kept.key) }] };
        await reopen(kept.offices);
        return;
      }
      await end();
      const key = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
      await writeMeta(own, 'oversight', { staffId: supervisor.id, key: [...key], offices: [] });
      session = { staffId: supervisor.id, keys: [{ id: 1, key }] };
    },
    end,
    close: closeAll,
    staffId: () => session?.staffId ?? null,
    async keep(offices) {
      const kept = await readMeta(own, 'oversight');
      if (!session || kept?.staffId !== session.staffId) return;
      await writeMeta(own, 'oversight', { ...kept, offices });
      await reopen(offices);
    },
    offices: () => open,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  async function reopen(offices: readonly { readonly id: string; readonly nameVi: string }[]): Promise<void> {
    const current = session;
    if (!current) return;
    const wanted = new Set(offices.map(({ id }) => id));
    for (const { id, db } of open) if (!wanted.has(id)) db.close();
    const stays = open.filter(({ id }) => wanted.has(id));
    const known = new Set(stays.map(({ id }) => id));
    const added = offices
      .filter(({ id }) => !known.has(id))
      .map(({ id, nameVi }) => ({
        id,
        nameVi,
        db: new CounterDatabase(`${OVERSIGHT_PREFIX}${id}`, { keys: current.keys }),
      }));
    const changed = added.length > 0 || stays.length !== open.length;
    open = [...stays, ...added];
    if (changed) announce();
    await deleteOffices([...wanted]);
  }
}

/** Deletes every office's database but some. */
async function deleteOffices(but: readonly string[]): Promise<void> {
  const keep = new Set(but.map((id) => `${OVERSIGHT_PREFIX}${id}`));
  for (const name of await Dexie.getDatabaseNames())
    if (name.startsWith(OVERSIGHT_PREFIX) && !keep.has(name)) await Dexie.delete(name);
}

/** What is known of each office: of the counter's own in its own database, of the others in theirs. */
export async function standingsOf(databases: readonly CounterDatabase[]): Promise<readonly OfficeStanding[]> {
  const found = await Promise.all(databases.map((db) => readMeta(db, 'standing')));
  return found.filter((standing) => standing !== null);
}
