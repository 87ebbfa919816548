import { create } from 'zustand';
import type { AppError, AppErrorCode } from '../../shared/errors.ts';
import type { BackupState } from '../../shared/backup.ts';
import type { IpcReply, PushMessage } from '../../shared/ipc/contract.ts';
import type { KeyStatus } from '../../shared/keys.ts';
import type { Staff } from '../../shared/portal/contract.ts';
import type { SyncStatus } from '../sync/status.ts';
import { IDLE_STATUS } from '../sync/status.ts';
import type { Device, Language } from '../store/meta.ts';

export type ScreenName =
  | 'reception'
  | 'search'
  | 'today'
  | 'results'
  | 'dossier'
  | 'outbox'
  | 'handover'
  | 'till'
  | 'reports'
  | 'settings'
  | 'capabilities'
  | 'calendar'
  | 'acts'
  | 'exports'
  | 'privacy';

/** What is open. `params` names a record, never holds one: e.g. `{dossierId}`, `{draftId}`. */
export interface OpenScreen {
  readonly name: ScreenName;
  readonly params: Readonly<Record<string, string>>;
}

/** How safe what is saved is. */
export interface StorageState {
  /** Why the journal can't be written; null while it can. */
  readonly journal: AppErrorCode | null;
  readonly space: 'enough' | 'low' | 'full';
  /** Bytes free on the disk. */
  readonly free: number;
}

/** What this start found and put right, for the clerk to read once. */
export interface StartFindings {
  /** Events that the journal lacked and now has. */
  readonly added: number;
  /** Whether the journal's last write had been cut off. */
  readonly torn: boolean;
  /** Entries of the journal that can't be read. */
  readonly damaged: number;
  /** Database and journal differ at one entry: a case for support. */
  readonly forked: boolean;
}

/** Who is at the counter, what is open, how the connection is. Never business data: that is in the store. */
export interface SessionState {
  readonly about: IpcReply<'app:about'> | null;
  readonly device: Device | null;
  readonly staff: Staff | null;
  readonly language: Language;
  readonly sync: SyncStatus;
  /** The file being sent, and how much of it the portal has (bytes); null while none is. */
  readonly upload: PushMessage<'attachments:progress'> | null;
  readonly screen: OpenScreen;
  readonly storage: StorageState;
  readonly findings: StartFindings | null;
  /** `copied`: the data came from another machine or folder; `moved`: another machine took this counter over. */
  readonly standing: 'own' | 'copied' | 'moved';
  /** How backups are arranged; null until main has said. */
  readonly backup: BackupState | null;
  /** A backup or a restore under way. */
  readonly backupProgress: PushMessage<'backup:progress'> | null;
  /** How this machine is locked; null until main has said. */
  readonly keys: KeyStatus | null;
  /** How far sealing anew is, in rows, after the data key was changed; null while it is not going on. */
  readonly renewing: { readonly done: number; readonly total: number } | null;
  /** The machine is about to be locked: nothing is shown any more. */
  readonly locking: boolean;
  /** The last bug nobody caught, until the clerk has read it. */
  readonly bug: AppError | null;
}

export const useSession = create<SessionState>(() => ({
  about: null,
  device: null,
  staff: null,
  language: 'vi',
  sync: IDLE_STATUS,
  upload: null,
  screen: { name: 'reception', params: {} },
  storage: { journal: null, space: 'enough', free: 0 },
  findings: null,
  standing: 'own',
  backup: null,
  backupProgress: null,
  keys: null,
  renewing: null,
  locking: false,
  bug: null,
}));

/** Opens a screen; what was on the one before stays in its draft. */
export function goTo(name: ScreenName, params: OpenScreen['params'] = {}): void {
  useSession.setState({ screen: { name, params } });
}
