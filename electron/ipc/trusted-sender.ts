import { APP_ORIGIN } from '../services/app-protocol.ts';

/** What is looked at of an IPC event's sender. */
export interface SenderFrame {
  readonly origin: string;
  readonly parent: unknown;
}

/** Whether a message comes from the app's own page: its main frame, served from `app://counter`, still alive. */
export function isTrustedSender(frame: SenderFrame | null): boolean {
  return frame !== null && frame.parent === null && frame.origin === APP_ORIGIN;
}
