import { create } from 'zustand';
import type { IpcReply } from '../../shared/ipc/contract.ts';
import type { Staff } from '../../shared/portal/contract.ts';
import type { SyncStatus } from '../sync/status.ts';
import { IDLE_STATUS } from '../sync/status.ts';
import type { Device, Language } from '../store/meta.ts';

export type ScreenName = 'reception' | 'search' | 'today' | 'dossier' | 'outbox' | 'settings';

/** What is open. `params` names a record, never holds one: e.g. `{dossierId}`, `{draftId}`. */
export interface OpenScreen {
  readonly name: ScreenName;
  readonly params: Readonly<Record<string, string>>;
}

/** Who is at the counter, what is open, how the connection is. Never business data: that is in the store. */
export interface SessionState {
  readonly about: IpcReply<'app:about'> | null;
  readonly device: Device | null;
  readonly staff: Staff | null;
  readonly language: Language;
  readonly sync: SyncStatus;
  readonly screen: OpenScreen;
}

export const useSession = create<SessionState>(() => ({
  about: null,
  device: null,
  staff: null,
  language: 'vi',
  sync: IDLE_STATUS,
  screen: { name: 'reception', params: {} },
}));

/** Opens a screen; what was on the one before stays in its draft. */
export function goTo(name: ScreenName, params: OpenScreen['params'] = {}): void {
  useSession.setState({ screen: { name, params } });
}
