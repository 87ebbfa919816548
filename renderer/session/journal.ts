import { appError, type AppErrorCode } from '../../shared/errors.ts';
import type { Desktop } from '../../shared/ipc/contract.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { Journal } from '../store/journal.ts';

/** The journal that main keeps. */
export function createJournalPort(desktop: Desktop): Journal {
  return {
    append: async (entries) => readable(await desktop.invoke('journal:append', { entries: [...entries] })),
    state: async () => readable(await desktop.invoke('journal:state', {})),
    read: async (cursor, limit) => readable(await desktop.invoke('journal:read', { cursor, limit })),
  };
}

type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly error: { readonly code: AppErrorCode; readonly params?: Params | undefined };
    };
type Params = Readonly<Record<string, string | number>>;

function readable<T>(reply: Reply<T>): Result<T> {
  return reply.ok ? reply : fail(appError(reply.error.code, reply.error.params));
}
