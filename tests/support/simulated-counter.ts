import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createAttachmentStore, type AttachmentStore } from '../../electron/services/attachments/store.ts';
import { createUploader } from '../../electron/services/attachments/uploader.ts';
import type { Tokens, Vault } from '../../electron/services/vault.ts';
import type { Appended, Appending } from '../../renderer/store/append.ts';
import { CounterDatabase } from '../../renderer/store/database.ts';
import { enrolDevice } from '../../renderer/store/device.ts';
import { currentCatalogue } from '../../renderer/store/queries.ts';
import type { StartTimer } from '../../renderer/sync/backoff.ts';
import type { SyncEngine } from '../../renderer/sync/engine.ts';
import type { Pace } from '../../renderer/sync/pace.ts';
import type { Uploads } from '../../renderer/sync/uploads.ts';
import { correctTime, COUNTER_ZONE } from '../../shared/clock.ts';
import type { Author } from '../../shared/domain/dossier/chain.ts';
import { decide, type Command, type ReceptionEntry } from '../../shared/domain/dossier/decide.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import { giveCode } from '../../shared/domain/numbering.ts';
import type { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { Staff } from '../../shared/portal/contract.ts';
import { ok, type Result } from '../../shared/result.ts';
import { ask, type Place } from '../portal/client.ts';
import { memoryDisk, type MemoryDisk } from './memory-disk.ts';
import { startProcess, type SimulatedProcess } from './simulated-process.ts';

/**
 * A counter without screens: the real store, journal, sync engine and transport, on a database and a disk of its own.
 * The machine stays; processes come and go on it.
 */
export interface SimulatedCounter {
  readonly counter: string;
  readonly office: string;
  readonly db: () => CounterDatabase;
  readonly process: () => SimulatedProcess;
  readonly engine: () => SyncEngine;
  readonly disk: MemoryDisk;
  /** The tokens that lie on the machine. */
  readonly vault: Pick<Vault, 'tokens' | 'change'>;
  /** Attached files, as main keeps them, in a folder of their own. */
  readonly files: AttachmentStore;
  readonly filesFolder: string;
  readonly uploads: () => Uploads;
  /** What receiving a dossier is, to be saved. */
  readonly receiving: (entry: ReceptionEntry, procedureCode: string) => Promise<Appending>;
  /** Saves as the screens do; confirmed when it answers well. */
  readonly save: (appending: Appending) => Promise<Result<Appended, readonly AppError[]>>;
  /** Receives a dossier as the screen would; offline or not. Throws when it can't. */
  readonly receive: (entry: ReceptionEntry, procedureCode: string) => Promise<Dossier>;
  readonly changing: (dossierId: string, command: Command) => Appending;
  readonly change: (dossierId: string, command: Command) => Promise<Result<Dossier, readonly AppError[]>>;
  /** Who acts there now. */
  readonly author: () => Author;
  /** One round against the portal: true when it went through. */
  readonly sync: () => Promise<boolean>;
  /**
   * Loses everything in memory, as a killed process does, and starts again on what is on disk. `random` (0…1) says how
   * much of what was not flushed to the journal is still there; all of it without.
   */
  readonly crash: (random?: () => number) => Promise<void>;
  /** Is killed and finds its database gone: it is rebuilt from the journal. */
  readonly loseDatabase: (random?: () => number) => Promise<void>;
  /** Loses database and journal, and enrols anew as the same device. */
  readonly wipe: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface SimulationOptions {
  readonly place: Place;
  readonly counterNumber: number;
  /** The portal as this counter reaches it; enrolment goes to `enrolUrl`. */
  readonly url: string;
  readonly enrolUrl: string;
  readonly now: () => string;
  /** How its sync engine waits. Without it the engine rests: rounds run only when asked for. */
  readonly startTimer?: StartTimer;
  readonly silence?: number;
  readonly pace?: Pace;
}

let databases = 0;

/** Enrols a new counter at a portal. Needs `fake-indexeddb/auto`. */
export async function simulateCounter(options: SimulationOptions): Promise<SimulatedCounter> {
  const { place, counterNumber, url, enrolUrl, now, startTimer, silence, pace } = options;
  const name = `simulated-${String(++databases)}`;
  const deviceId = newId();
  const disk = memoryDisk();
  let tokens: Tokens = { device: '', session: '' };
  let staff: Staff | null = null;
  const device = { office: '', counter: '' };
  const filesFolder = path.join(os.tmpdir(), `quay-mot-cua-${newId()}`);
  const files = createAttachmentStore({ folder: filesFolder, note: () => undefined });
  const uploader = createUploader({
    baseUrl: url,
    fetch: (address, init) => fetch(address, init),
    tokens: () => tokens,
    store: files,
    onProgress: () => undefined,
  });
  const start = () =>
    startProcess({ name, disk, url, tokens: () => tokens, now, startTimer, silence, pace, uploader });
  let process = await start();

  async function enrol(): Promise<void> {
    const enrolled = await ask(enrolUrl, 'enrol', {
      enrolmentCode: place.enrolmentCode,
      counterNumber,
      deviceId,
      deviceName: 'simulated',
    });
    const { username, password } = place;
    const session = await ask(enrolUrl, 'signIn', { username, password }, { counter: enrolled.token });
    tokens = { device: enrolled.token, session: session.token };
    staff = session.staff;
    device.office = enrolled.office.id;
    device.counter = enrolled.counter;
    const { counter, office } = enrolled;
    await enrolDevice(
      process.db,
      { deviceId, counter, counterNumber, office },
      { position: enrolled.position, hash: enrolled.lastHash },
      enrolled.provisionalFrom,
    );
    await process.safety.complete();
    process.begin();
  }
  async function restart(between: () => Promise<void>): Promise<void> {
    process = await between().then(start);
    process.begin();
  }
  await enrol();

  const author = (): Author => ({
    by: { id: staff?.id ?? '', name: staff?.name ?? '' },
    role: staff?.role ?? 'clerk',
    office: device.office,
    counter: device.counter,
    ...correctTime(now(), process.skewMs()),
    zone: COUNTER_ZONE,
    newId,
  });
  const receiving = async (entry: ReceptionEntry, procedureCode: string): Promise<Appending> => {
    const catalogue = await currentCatalogue(process.db);
    const procedure = catalogue?.procedures.find((each) => each.code === procedureCode);
    const office = catalogue?.offices.find((each) => each.id === device.office);
    if (!catalogue || !procedure || !office) throw new Error('sync once before receiving');
    const by = author();
    return {
      dossierId: newId(),
      author: by,
      decide: (dossier, numbering) => {
        const { numbering: after, ...code } = giveCode(numbering, by.counter, by.now);
        const { sample, calendar, capabilities } = catalogue;
        const startedAt = by.now;
        const command = {
          type: 'receive',
          entry,
          startedAt,
          procedure,
          sample,
          office,
          calendar,
          capabilities,
          code,
        } as const;
        const decision = decide(dossier, command, by.now);
        return decision.ok ? ok({ bodies: decision.value, numbering: after }) : decision;
      },
    };
  };
  const changing = (dossierId: string, command: Command): Appending => {
    const by = author();
    return {
      dossierId,
      author: by,
      decide: (dossier) => {
        const decision = decide(dossier, command, by.now);
        return decision.ok ? ok({ bodies: decision.value }) : decision;
      },
    };
  };
  return {
    get counter() {
      return device.counter;
    },
    get office() {
      return device.office;
    },
    db: () => process.db,
    process: () => process,
    engine: () => process.engine,
    disk,
    files,
    filesFolder,
    uploads: () => process.uploads,
    vault: {
      tokens: () => tokens,
      change: (changed) => {
        tokens = { ...tokens, ...changed };
        return Promise.resolve();
      },
    },
    author,
    receiving,
    changing,
    save: (appending) => process.save(appending),
    receive: async (entry, procedureCode) => {
      const saved = await process.save(await receiving(entry, procedureCode));
      if (!saved.ok) throw new Error(JSON.stringify(saved.error));
      return saved.value.dossier;
    },
    change: async (dossierId, command) => {
      const saved = await process.save(changing(dossierId, command));
      return saved.ok ? ok(saved.value.dossier) : saved;
    },
    sync: () => process.sync(),
    crash: (random = () => 1) =>
      restart(async () => {
        process.kill();
        disk.cutPower(random);
      }),
    loseDatabase: (random = () => 1) =>
      restart(async () => {
        process.kill();
        disk.cutPower(random);
        await CounterDatabase.delete(name);
      }),
    wipe: async () => {
      process.kill();
      disk.wipe();
      await CounterDatabase.delete(name);
      process = await start();
      await enrol();
    },
    close: async () => {
      process.kill();
      await rm(filesFolder, { recursive: true, force: true });
      await CounterDatabase.delete(name);
    },
  };
}
