import { appError, isErrorCode, type AppError } from '../../shared/errors.ts';
import type { ForwardedOperation, PortalOutcome } from '../../shared/ipc/contract.ts';
import { OPERATIONS, refusalSchema, type ReplyOf, type RequestOf } from '../../shared/portal/contract.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

/** Why a call did not give an answer we can use. */
export interface CallFailure {
  readonly error: AppError;
  /** Seconds the portal asked us to wait. */
  readonly retryAfter: number | null;
}

/** An answer in the contract's terms; `time` is the portal's clock (UTC instant) if it said so. */
export interface CallAnswer<N extends ForwardedOperation> {
  readonly reply: ReplyOf<N>;
  readonly time: string | null;
}

export type PortalCall = <N extends ForwardedOperation>(
  operation: N,
  input: RequestOf<N>,
) => Promise<Result<CallAnswer<N>, CallFailure>>;

const STATUS_CODES: Readonly<Record<number, AppError['code']>> = {
  400: 'portal-bad-request',
  401: 'portal-unauthorised',
  403: 'portal-forbidden',
  409: 'portal-conflict',
  429: 'portal-busy',
};

function refusalOf(status: number, body: unknown): AppError {
  const refusal = refusalSchema.safeParse(body);
  if (refusal.success && isErrorCode(refusal.data.code))
    return appError(refusal.data.code, refusal.data.params);
  return appError(STATUS_CODES[status] ?? (status >= 500 ? 'portal-failed' : 'portal-reply-invalid'), {
    status,
  });
}

/** Turns main's outcomes into parsed answers. `send` is the IPC call; nothing from the network is believed unparsed. */
export function createPortalCall(
  send: (operation: ForwardedOperation, input: unknown) => Promise<PortalOutcome>,
): PortalCall {
  return async (operation, input) => {
    const outcome = await send(operation, input);
    if (outcome.kind === 'trouble')
      return fail({ error: appError(outcome.code), retryAfter: outcome.retryAfter });
    if (outcome.status !== 200)
      return fail({ error: refusalOf(outcome.status, outcome.body), retryAfter: outcome.retryAfter });
    const reply = OPERATIONS[operation].reply.safeParse(outcome.body);
    if (!reply.success) return fail({ error: appError('portal-reply-invalid'), retryAfter: null });
    return ok({ reply: reply.data as ReplyOf<typeof operation>, time: outcome.time });
  };
}
