import type { AppErrorCode } from '../../shared/errors.ts';

/** How the connection to the portal stands, in terms a status line can say. Instants are UTC. */
export interface SyncStatus {
  readonly connection: 'unknown' | 'online' | 'offline' | 'trouble';
  /** Which trouble, when it is not simply offline. */
  readonly trouble: AppErrorCode | null;
  /** Since when the connection is as it is. */
  readonly since: string | null;
  readonly activity: 'idle' | 'pushing' | 'pulling';
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly nextTryAt: string | null;
  readonly lastSyncAt: string | null;
  /** The portal's clock minus this machine's, milliseconds. */
  readonly skewMs: number | null;
}

export const IDLE_STATUS: SyncStatus = {
  connection: 'unknown',
  trouble: null,
  since: null,
  activity: 'idle',
  progress: null,
  nextTryAt: null,
  lastSyncAt: null,
  skewMs: null,
};
