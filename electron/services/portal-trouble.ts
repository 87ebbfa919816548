import type { PortalOutcome } from '../../shared/ipc/contract.ts';
import type { AppErrorCode } from '../../shared/errors.ts';

/** The reply was longer than a counter can use. */
export class ReplyTooLong extends Error {}
/** The reply ended before its announced length. */
export class ReplyCut extends Error {}

/** No usable answer, with the reason and when the other side said to come back (whole seconds), if it did. */
export function trouble(code: AppErrorCode, retryAfter: number | null = null): PortalOutcome {
  return { kind: 'trouble', code, retryAfter };
}

/** Chromium's names (`net::ERR_…`), and Node's, which reach us in tests through another `fetch`. */
const CAUSES: readonly (readonly [AppErrorCode, RegExp])[] = [
  ['portal-captive', /redirect/iu],
  ['portal-pin', /ERR_SSL_PINNED_KEY/u],
  ['portal-tls', /ERR_CERT|ERR_SSL|ERR_TLS|ERR_BAD_SSL|SELF_SIGNED|CERT_HAS|UNABLE_TO_VERIFY|EPROTO/u],
  ['portal-timeout', /TIMED_OUT|TIMEOUT|TimeoutError/u],
];

/** What a failed attempt to get an answer came to. `begun`: whether the reply had started to arrive. */
export function troubleOf(error: unknown, begun: boolean): AppErrorCode {
  if (error instanceof ReplyTooLong) return 'portal-reply-invalid';
  const text = describe(error);
  const found = CAUSES.find(([, pattern]) => pattern.test(text));
  if (found) return found[0];
  return begun ? 'portal-cut' : 'portal-unreachable';
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  return `${error.name} ${code} ${error.message} ${error.cause === undefined ? '' : describe(error.cause)}`;
}
