import { Readable } from 'node:stream';
import type { Manifest } from '../../../shared/backup.ts';
import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { fileOf } from '../../../shared/domain/dossier/event.ts';
import { verifyChain, type ChainFault } from '../../../shared/domain/dossier/verify-chain.ts';
import { isOwn, type LineageOf } from '../../../shared/domain/lineage.ts';
import { appError } from '../../../shared/errors.ts';
import { journalEntrySchema } from '../../../shared/journal.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { linesOf, plainJournalCodec, sealedJournalCodec, type JournalCodec } from '../journal/frame.ts';
import { createSealer, ringOf } from '../keys/ring.ts';
import { contentOf } from '../journal/scan.ts';
import { KEYS } from './format.ts';
import { openKey } from './key.ts';
import { headerOf, unpackBackup, type EntrySink } from './unpack.ts';

export interface Verifying {
  readonly file: string;
  readonly passphrase: string;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** What a backup was found to be. */
export interface Verified {
  readonly manifest: Manifest;
  /** Own events held against the chain. */
  readonly events: number;
  /** Entries of the journal that can't be read, by file and line (from 1). */
  readonly damaged: readonly { readonly file: string; readonly line: number }[];
  /** The first event that is not what the counter wrote; null when the whole log is. */
  readonly fault: ChainFault | null;
  /** SHA-256 of files that events name and the backup lacks. */
  readonly missingFiles: readonly string[];
}

/**
 * Reads a backup, writing nothing, and holds its log against the hash chain and against the end its manifest names. Errors:
 * as for a restore. A manifest made anew together with the whole log vouches for nothing: then only the portal can.
 */
export async function verifyBackup({
  file,
  passphrase,
  onProgress = () => undefined,
  signal = new AbortController().signal,
}: Verifying): Promise<Result<Verified>> {
  const start = await headerOf(file);
  if (!start.ok) return start;
  const identity = await openKey(start.value.header.key, passphrase);
  if (identity === null) return fail(appError('backup-passphrase-wrong'));
  const journal = new Map<string, Buffer[]>();
  const files = new Set<string>();
  const keys: Buffer[] = [];
  const open = async (name: string): Promise<EntrySink> => {
    const pieces = name === KEYS ? keys : [];
    if (name.startsWith('journal/')) journal.set(name.slice('journal/'.length), pieces);
    else files.add(name.split('/').at(-1) ?? name);
    return {
      write: async (bytes) => {
        if (name.startsWith('journal/') || name === KEYS) pieces.push(Buffer.from(bytes));
      },
      end: async () => undefined,
    };
  };
  const unpacked = await unpackBackup({ file, identity, open, onProgress, signal });
  if (!unpacked.ok) return unpacked;
  const read = await readJournal(journal, codecOf(Buffer.concat(keys).toString('utf8')));
  return ok({ manifest: unpacked.value, ...verdictOn(read, unpacked.value, files) });
}

/** How the journal of a backup is read: with the keys beside it, plain in one that has none. */
function codecOf(keys: string): JournalCodec {
  const ring = ringOf(keys);
  return ring ? sealedJournalCodec(createSealer('journal', () => ring)) : plainJournalCodec;
}

interface Read {
  readonly events: readonly DossierEvent[];
  readonly log: LineageOf | null;
  readonly damaged: Verified['damaged'];
}

async function readJournal(
  journal: ReadonlyMap<string, readonly Buffer[]>,
  codec: JournalCodec,
): Promise<Read> {
  const events: DossierEvent[] = [];
  const damaged: { file: string; line: number }[] = [];
  let log: LineageOf | null = null;
  for (const [file, pieces] of [...journal].sort(([a], [b]) => (a < b ? -1 : 1))) {
    let line = 0;
    for await (const { bytes } of linesOf(Readable.from(pieces))) {
      line += 1;
      if (line === 1) continue;
      const entry = journalEntrySchema.safeParse(contentOf(bytes, codec));
      if (!entry.success) damaged.push({ file, line });
      else if (entry.data.kind === 'events') events.push(...entry.data.events);
      else if (entry.data.kind === 'device') log = entry.data.state.device;
    }
  }
  return { events, log, damaged };
}

function verdictOn(
  { events, log, damaged }: Read,
  { counter, last, events: count }: Manifest,
  files: ReadonlySet<string>,
): Omit<Verified, 'manifest'> {
  const lineage = log ?? { counter };
  const own = events.filter((event) => isOwn(lineage, event));
  const named = own.map(fileOf).filter((sha256) => sha256 !== null);
  return {
    events: own.length,
    damaged,
    fault: verifyChain(own, lineage, last.position > 0 ? [last] : [], Math.max(1, last.position - count + 1)),
    missingFiles: [...new Set(named)].filter((sha256) => !files.has(sha256)),
  };
}
