import { randomInt } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { jsonOf } from '../../shared/domain/json.ts';
import { impersonal } from './impersonal.ts';

/** Letters and digits that can't be misheard or misread over the telephone. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

export interface BugReport {
  readonly reference: string;
  readonly where: string;
  readonly message: string;
  readonly stack: string;
}

/** One line of the log: a note, or a bug with its reference. */
export const logEntrySchema = z.object({
  /** UTC instant. */
  at: z.string(),
  kind: z.enum(['note', 'bug']),
  where: z.string(),
  message: z.string(),
  reference: z.string().optional(),
  stack: z.string().optional(),
});
export type LogEntry = z.infer<typeof logEntrySchema>;

export interface Diagnostics {
  /** Logs a bug; gives the reference a clerk can read out to support. Never throws. */
  bug(where: string, error: unknown): string;
  /** Logs a bug that already has a reference, as the renderer's have. Never throws. */
  report(report: BugReport): void;
  /** Logs something worth knowing that is not a bug. Never throws. */
  note(where: string, message: string): void;
  /** The last lines, oldest first; none when the log can't be read. Lines cut off by a crash are left out. */
  latest(limit: number): readonly LogEntry[];
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
    latest(limit) {
      const lines = [olderOf(file), file].flatMap((each) => textOf(each).split('\n'));
      return lines.flatMap(parseLine).slice(-limit);
    },
  };
}

function newReference(): string {
  return Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

const olderOf = (file: string): string => file.replace(/\.log$/u, '.1.log');

function rotate(file: string): void {
  rmSync(olderOf(file), { force: true });
  renameSync(file, olderOf(file));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function parseLine(line: string): readonly LogEntry[] {
  const entry = logEntrySchema.safeParse(jsonOf(line));
  return entry.success ? [entry.data] : [];
}
