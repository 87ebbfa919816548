import { appError, type AppErrorCode } from '../../shared/errors.ts';
import { fail, type Result } from '../../shared/result.ts';

type Params = Readonly<Record<string, string | number>>;
type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly error: { readonly code: AppErrorCode; readonly params?: Params | undefined };
    };

/** What main answered, as a result of ours. */
export function resultOf<T>(reply: Reply<T>): Result<T> {
  return reply.ok ? reply : fail(appError(reply.error.code, reply.error.params));
}
