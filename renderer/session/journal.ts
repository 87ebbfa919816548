import type { Desktop } from '../../shared/ipc/contract.ts';
import type { Journal } from '../store/journal.ts';
import { resultOf } from './reply.ts';

/** The journal that main keeps. */
export function createJournalPort(desktop: Desktop): Journal {
  return {
    append: async (entries) => resultOf(await desktop.invoke('journal:append', { entries: [...entries] })),
    state: async () => resultOf(await desktop.invoke('journal:state', {})),
    read: async (cursor, limit) => resultOf(await desktop.invoke('journal:read', { cursor, limit })),
  };
}
