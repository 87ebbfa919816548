import { statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { SaveDialogOptions, SaveDialogReturnValue } from 'electron';
import type { CounterReport } from '../../shared/diagnostics.ts';
import { appError } from '../../shared/errors.ts';
import type { JournalState } from '../../shared/journal.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Diagnostics } from './diagnostics.ts';
import { writeAtomically } from './files.ts';

/** Lines of the log that go along. */
const LINES = 500;

export interface SupportBundleOptions {
  readonly version: string;
  readonly portalUrl: string;
  readonly dataFolder: string;
  readonly diagnostics: Diagnostics;
  readonly journal: () => Promise<Result<JournalState>>;
  readonly askWhere: (options: SaveDialogOptions) => Promise<SaveDialogReturnValue>;
  readonly now?: () => Date;
}

/**
 * Asks for a place and writes what support needs to know as one JSON file a clerk can read first: versions, counts,
 * states, the last errors with their references. Never personal data: the journal's device entry (it names the clerk) and
 * the machine's name stay out, and the log kept none. `where` is null when the clerk chose no place.
 */
export function createSupportBundle(options: SupportBundleOptions) {
  const { diagnostics, askWhere, now = () => new Date() } = options;
  return async (counter: CounterReport | null): Promise<Result<{ readonly where: string | null }>> => {
    const made = now();
    const { canceled, filePath } = await askWhere({
      defaultPath: fileName(counter?.counter ?? null, made),
      filters: [{ name: 'JSON', extensions: ['json'] }],
    });
    if (canceled || !filePath) return ok({ where: null });
    const content = JSON.stringify(await bundle(options, counter, made), null, 2);
    try {
      await writeAtomically(filePath, `${content}\n`);
    } catch (error) {
      diagnostics.note('diagnostics', error instanceof Error ? error.message : 'unknown reason');
      return fail(appError('file-not-written'));
    }
    return ok({ where: filePath });
  };
}

async function bundle(options: SupportBundleOptions, counter: CounterReport | null, made: Date) {
  const journal = await options.journal();
  return {
    kind: 'quay-mot-cua diagnostics',
    format: 1,
    madeAt: made.toISOString(),
    app: {
      version: options.version,
      runtime: 'electron' in process.versions ? 'electron' : 'stand-in',
      node: process.versions.node,
      chromium: process.versions.chrome,
    },
    system: {
      platform: process.platform,
      release: os.release(),
      arch: process.arch,
      memory: { total: os.totalmem(), free: os.freemem() },
      disk: await roomOn(options.dataFolder),
    },
    portal: options.portalUrl,
    journal: journal.ok ? journalReport(journal.value) : { error: journal.error.code },
    counter,
    log: options.diagnostics.latest(LINES),
  };
}

function journalReport({ counters, entries, catalogueVersion, notes }: JournalState) {
  return {
    entries,
    catalogueVersion,
    counters: counters.map(({ counter, held }) => ({ counter, held })),
    notes,
  };
}

async function roomOn(folder: string): Promise<{ readonly free: number; readonly total: number } | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(path.resolve(folder));
    return { free: bavail * bsize, total: blocks * bsize };
  } catch {
    return null;
  }
}

function fileName(counter: string | null, made: Date): string {
  const stamp = made.toISOString().slice(0, 16).replaceAll(/[-:]/gu, '').replace('T', '-');
  return `quay-mot-cua-chan-doan-${counter ?? 'may-moi'}-${stamp}.json`;
}
