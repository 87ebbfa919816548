import { stat } from 'node:fs/promises';
import path from 'node:path';
import {
  PASSPHRASE_MIN,
  type BackupOutcome,
  type BackupState,
  type DraftCopy,
  type Manifest,
  type RestoredBackup,
} from '../../../shared/backup.ts';
import { canonicalJson, CHAIN_START } from '../../../shared/domain/dossier/chain.ts';
import { isOwn, stretchesOf } from '../../../shared/domain/lineage.ts';
import { appError } from '../../../shared/errors.ts';
import type { JournalState } from '../../../shared/journal.ts';
import { sizeOfRanges } from '../../../shared/ranges.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Journal, JournalSnapshot } from '../journal/journal.ts';
import type { Vault } from '../vault.ts';
import { diskError, nodeBackupDisk, type BackupDisk } from './disk.ts';
import { freeName, prune } from './folder.ts';
import { DRAFTS, KEYS } from './format.ts';
import { makeKey } from './key.ts';
import { packBackup, type Source } from './pack.ts';
import { PLAIN, type Protection } from './protection.ts';
import { restoreBackup, takeRestoredKeys } from './restore.ts';
import { readSettings, stateOf, writeSettings, type BackupSettings } from './settings.ts';
import { attachmentSources } from './sources.ts';
import { unpackBackup } from './unpack.ts';

export interface BackupServiceOptions {
  readonly dataFolder: string;
  readonly version: string;
  readonly journal: Pick<Journal, 'snapshot' | 'state' | 'close'>;
  readonly vault: Pick<Vault, 'tokens' | 'change'>;
  readonly note: (message: string) => void;
  readonly onProgress: (progress: {
    readonly stage: 'writing' | 'checking' | 'restoring';
    readonly done: number;
    readonly total: number;
  }) => void;
  readonly disk?: BackupDisk;
  /** How what lies on this machine is sealed; not at all without it. */
  readonly protection?: Protection;
  /** Called once a restored backup is in place, before anything opens it. */
  readonly onRestored?: () => Promise<void>;
  readonly now?: () => string;
}

/** Backups of this counter, and the way back from one. Expected failures are values. */
export interface BackupService {
  state(): Promise<BackupState>;
  /** Chooses the passphrase for backups from now on. */
  setUp(passphrase: string): Promise<Result<null>>;
  setFolder(folder: string | null): Promise<void>;
  setNightly(at: string | null): Promise<void>;
  /** Writes one, reads it back and checks it; keeps the newest fourteen in the folder. */
  create(drafts: readonly DraftCopy[]): Promise<Result<BackupOutcome>>;
  /** Puts a backup in place on a machine that is no counter yet. */
  restore(file: string, passphrase: string): Promise<Result<RestoredBackup>>;
  cancel(): void;
}

export function createBackupService(options: BackupServiceOptions): BackupService {
  const { dataFolder, journal, vault, note, disk = nodeBackupDisk, protection = PLAIN } = options;
  const now = options.now ?? (() => new Date().toISOString());
  const file = path.join(dataFolder, 'backup.json');
  let running: AbortController | null = null;

  async function change(part: Partial<BackupSettings>): Promise<void> {
    await writeSettings(file, { ...(await readSettings(file)), ...part });
  }

  async function alone<T>(run: (signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T>> {
    if (running) return fail(appError('backup-busy'));
    running = new AbortController();
    try {
      return await run(running.signal);
    } finally {
      running = null;
    }
  }

  async function create(drafts: readonly DraftCopy[], signal: AbortSignal): Promise<Result<BackupOutcome>> {
    const { key, folder } = await readSettings(file);
    const identity = vault.tokens().backup;
    if (!key || identity === undefined) return fail(appError('backup-not-set-up'));
    if (folder === null) return fail(appError('backup-folder-missing'));
    const snapshot = await journal.snapshot();
    if (!snapshot.ok) return snapshot;
    const about = await describe(options.version, snapshot.value, drafts, dataFolder, now());
    if (!about) return fail(appError('counter-not-enrolled'));
    const place = await freeName(folder, about.counter, now());
    if (!place.ok) return place;
    const target = place.value;
    const draft = `${target}.tmp`;
    const progress = (stage: 'writing' | 'checking') => (done: number, total: number) =>
      options.onProgress({ stage, done, total });
    const packed = await packBackup({
      ...key,
      file: draft,
      sources: await sourcesOf(snapshot.value, drafts, dataFolder, protection.keys()),
      about,
      disk,
      onProgress: progress('writing'),
      signal,
    });
    if (!packed.ok) return packed;
    // Read back from the medium before it counts: a stick may have taken the bytes and not kept them.
    const checked = await unpackBackup({
      file: draft,
      identity,
      open: null,
      onProgress: progress('checking'),
      signal,
    });
    try {
      if (!checked.ok || canonicalJson(checked.value) !== canonicalJson(packed.value)) {
        await disk.remove(draft);
        return checked.ok || checked.error.code === 'backup-damaged'
          ? fail(appError('backup-failed'))
          : checked;
      }
      const { size } = await stat(draft);
      await disk.rename(draft, target);
      return ok({ at: now(), error: null, where: target, size, events: about.events });
    } catch (problem) {
      await disk.remove(draft).catch(() => undefined);
      return fail(diskError(problem));
    }
  }

  return {
    state: async () => stateOf(await readSettings(file), now()),
    async setUp(passphrase) {
      if (passphrase.normalize('NFC').trim().length < PASSPHRASE_MIN)
        return fail(appError('backup-passphrase-short', { min: PASSPHRASE_MIN }, 'passphrase'));
      const { recipient, sealed, identity } = await makeKey(passphrase);
      await vault.change({ backup: identity });
      await change({ key: { recipient, sealed } });
      return ok(null);
    },
    setFolder: (folder) => change({ folder }),
    setNightly: (nightlyAt) => change({ nightlyAt }),
    create: (drafts) =>
      alone(async (signal) => {
        const made = await create(drafts, signal);
        if (made.ok) {
          await change({ last: made.value, lastGood: made.value });
          await prune(path.dirname(made.value.where ?? ''), disk).catch((error: unknown) =>
            note(`not pruned: ${String(error)}`),
          );
        } else if (made.error.code !== 'backup-cancelled') {
          note(`backup failed: ${made.error.code}`);
          await change({ last: { at: now(), error: made.error.code, where: null, size: 0, events: 0 } });
        }
        return made;
      }),
    restore: (from, passphrase) =>
      alone(async (signal) => {
        const state = await journal.state();
        if (!state.ok) return state;
        if (!isEmpty(state.value)) return fail(appError('restore-not-empty'));
        const restored = await restoreBackup({
          file: from,
          passphrase,
          dataFolder,
          disk,
          protection,
          onProgress: (done, total) => options.onProgress({ stage: 'restoring', done, total }),
          signal,
          beforeSwap: () => journal.close(),
        });
        if (!restored.ok) {
          note(`restore failed: ${restored.error.code}`);
          return restored;
        }
        await takeRestoredKeys(dataFolder, protection);
        await options.onRestored?.();
        const { counter, officeName, madeAt, events, drafts } = restored.value;
        return ok({ counter, officeName, madeAt, events, drafts });
      }),
    cancel: () => running?.abort(),
  };
}

/** Whether a machine never was a counter: then nothing can be lost by a restore. */
const isEmpty = ({ counters, device }: JournalState): boolean => counters.length === 0 && device === null;

async function sourcesOf(
  { files }: JournalSnapshot,
  drafts: readonly DraftCopy[],
  dataFolder: string,
  keys: string | null,
): Promise<readonly Source[]> {
  return [
    ...files.map(({ name, size }) => ({
      name: `journal/${name}`,
      file: path.join(dataFolder, 'journal', name),
      size,
    })),
    { name: DRAFTS, bytes: Buffer.from(JSON.stringify(drafts)) },
    ...(keys === null ? [] : [{ name: KEYS, bytes: Buffer.from(keys) }]),
    ...(await attachmentSources(dataFolder)),
  ];
}

async function describe(
  version: string,
  { state }: JournalSnapshot,
  drafts: readonly DraftCopy[],
  dataFolder: string,
  madeAt: string,
): Promise<Omit<Manifest, 'format' | 'entries'> | null> {
  const device = state.device?.device;
  if (!device) return null;
  const own = stretchesOf(device).flatMap(({ counter }) =>
    state.counters.filter((each) => each.counter === counter),
  );
  const last = own
    .map(({ counter, held, hash }) => ({ counter, position: held.at(-1)?.[1] ?? 0, hash }))
    .filter((each) => isOwn(device, each))
    .at(-1);
  return {
    app: version,
    madeAt,
    counter: device.counter,
    officeName: device.office.nameVi,
    last: last ? { position: last.position, hash: last.hash } : { position: 0, hash: CHAIN_START },
    events: own.reduce((sum, { held }) => sum + sizeOfRanges(held), 0),
    drafts: drafts.length,
    attachments: (await attachmentSources(dataFolder)).length,
  };
}
