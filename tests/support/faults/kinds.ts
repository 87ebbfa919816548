import type { AppErrorCode } from '../../../shared/errors.ts';
import type { OperationName } from '../../../shared/portal/contract.ts';

/** What goes wrong with a request on its way. */
export type FaultKind =
  /** Answers by itself, as the portal would; the request never arrives. */
  | {
      readonly kind: 'status';
      readonly status: 400 | 401 | 403 | 409 | 413 | 429 | 500;
      readonly code?: AppErrorCode;
      readonly retryAfter?: number;
    }
  /** A captive portal's login page in place of a reply. */
  | { readonly kind: 'captive-page' }
  /** A captive portal's redirect to its login host. */
  | { readonly kind: 'captive-redirect' }
  /** The connection is dropped before the request arrives. */
  | { readonly kind: 'drop-request' }
  /** The connection is reset (RST) before the request arrives. */
  | { readonly kind: 'reset' }
  /** The connection breaks after half of the request. */
  | { readonly kind: 'cut-request' }
  /** The portal does its work, but its reply is lost. */
  | { readonly kind: 'drop-reply' }
  /** The portal does its work; the connection breaks after half of its reply. */
  | { readonly kind: 'cut' }
  /** The portal gets the request twice; the second reply comes back. */
  | { readonly kind: 'twice' }
  /** The last reply of the operation comes again; the request never arrives. */
  | { readonly kind: 'repeat-reply' }
  /** The reply waits so many milliseconds. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The reply waits until a later request has been answered, or so many milliseconds when none comes. */
  | { readonly kind: 'reorder'; readonly ms: number }
  /** The counter loses the connection at once; the request still arrives, but only after a later one was answered. */
  | { readonly kind: 'late' }
  /** The request waits until released. */
  | { readonly kind: 'hold' };

export type Fault = FaultKind & {
  /** Only for this operation, or for files on their way; any without it. */
  readonly operation?: OperationName | 'attachments';
  /** How many requests it meets; 1 without it. */
  readonly times?: number;
};

/** Decides what happens to each request by its number, counted from 1; null lets it through. */
export type FaultPlan = (request: number, operation: OperationName | null) => FaultKind | null;

/** A slow line: one for all connections, both ways. */
export interface Throttle {
  readonly bytesPerSecond: number;
  /** Added to every request, milliseconds. */
  readonly latencyMs: number;
}

/** GPRS as a far post office has it: 40 kbit/s, two thirds of a second there and back. */
export const SPEED_2G: Throttle = { bytesPerSecond: 5000, latencyMs: 650 };
