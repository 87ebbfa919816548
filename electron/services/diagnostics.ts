import { randomInt } from 'node:crypto';
import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Letters and digits that can't be misheard or misread over the telephone. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

export interface BugReport {
  readonly reference: string;
  readonly where: string;
  readonly message: string;
  readonly stack: string;
}

export interface Diagnostics {
  /** Logs a bug; gives the reference a clerk can read out to support. Never throws. */
  bug(where: string, error: unknown): string;
  /** Logs a bug that already has a reference, as the renderer's have. Never throws. */
  report(report: BugReport): void;
  /** Logs something worth knowing that is not a bug. Never throws. */
  note(where: string, message: string): void;
}

/**
 * A log of one JSON object a line in `<folder>/counter.log`, moved to `counter.1.log` when it is full, so that both
 * together never take more than twice `limit` bytes.
 */
export function createDiagnostics(
  folder: string,
  limit = 1_000_000,
  now: () => Date = () => new Date(),
): Diagnostics {
  const file = path.join(folder, 'counter.log');

  function write(entry: Readonly<Record<string, string>>): void {
    try {
      mkdirSync(folder, { recursive: true });
      const line = `${JSON.stringify({ at: now().toISOString(), ...entry })}\n`;
      if (sizeOf(file) + Buffer.byteLength(line) > limit) rotate(file);
      appendFileSync(file, line, { mode: 0o600 });
    } catch (error) {
      console.error(
        'The log could not be written:',
        error instanceof Error ? error.message : 'unknown reason',
      );
    }
  }

  function report({ reference, where, message, stack }: BugReport): void {
    console.error(`${reference} ${where}: ${impersonal(message)}`);
    write({ kind: 'bug', reference, where, message: impersonal(message), stack: impersonal(stack) });
  }

  return {
    report,
    bug(where, error) {
      const reference = newReference();
      const { message, stack } = error instanceof Error ? error : { message: String(error), stack: '' };
      report({ reference, where, message: message.slice(0, 2000), stack: (stack ?? '').slice(0, 8000) });
      return reference;
    },
    note(where, message) {
      write({ kind: 'note', where, message: impersonal(message) });
    },
  };
}

/** Hides what could name a person: identity, tax and telephone numbers, e-mail addresses, the account's folder. */
export function impersonal(text: string): string {
  return text
    .replaceAll(os.homedir(), '~')
    .replace(/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu, '(address)')
    .replace(/(?:\d[ .-]?){8,}\d/gu, '(number)');
}

function newReference(): string {
  return Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function rotate(file: string): void {
  const older = file.replace(/\.log$/u, '.1.log');
  rmSync(older, { force: true });
  renameSync(file, older);
}
