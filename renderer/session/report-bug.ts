import { appError, type AppError } from '../../shared/errors.ts';
import type { Desktop } from '../../shared/ipc/contract.ts';

/** Five letters and digits a clerk can read out; no look-alikes. */
function shortReference(): string {
  const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
  return Array.from(crypto.getRandomValues(new Uint8Array(5)), (byte) => letters[byte % letters.length]).join(
    '',
  );
}

/** Sends a bug to the diagnostics log and gives the error to show, with its reference. Never throws. */
export function reportBug(desktop: Desktop, where: string, bug: unknown): AppError {
  const reference = shortReference();
  const { message, stack } = bug instanceof Error ? bug : { message: String(bug), stack: '' };
  const report = { reference, where, message: message.slice(0, 2000), stack: (stack ?? '').slice(0, 8000) };
  desktop.invoke('diagnostics:report', report).catch(() => undefined);
  return { ...appError('unexpected'), reference };
}
