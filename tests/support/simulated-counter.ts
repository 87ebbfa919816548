import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createAttachmentStore, type AttachmentStore } from '../../electron/services/attachments/store.ts';
import { createUploader } from '../../electron/services/attachments/uploader.ts';
import { startTimer } from '../../renderer/session/start-timer.ts';
import { createUploads, type Uploads } from '../../renderer/sync/uploads.ts';
import { createPortalTransport } from '../../electron/services/portal-transport.ts';
import { createPortalCall } from '../../renderer/sync/portal-client.ts';
import { syncRound, type RoundContext } from '../../renderer/sync/round.ts';
import { createSyncStore } from '../../renderer/sync/store-port.ts';
import { append } from '../../renderer/store/append.ts';
import { CounterDatabase } from '../../renderer/store/database.ts';
import { enrolDevice } from '../../renderer/store/device.ts';
import { currentCatalogue } from '../../renderer/store/queries.ts';
import { correctTime, COUNTER_ZONE, skewOf } from '../../shared/clock.ts';
import type { Author } from '../../shared/domain/dossier/chain.ts';
import { decide, type Command, type ReceptionEntry } from '../../shared/domain/dossier/decide.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import { giveCode } from '../../shared/domain/numbering.ts';
import { newId } from '../../shared/ids.ts';
import type { Staff } from '../../shared/portal/contract.ts';
import { ok, type Result } from '../../shared/result.ts';
import { ask, type Place } from '../portal/client.ts';

/** A counter without screens: the real store, the real sync and the real transport, on a database of its own. */
export interface SimulatedCounter {
  readonly counter: string;
  readonly office: string;
  readonly db: () => CounterDatabase;
  /** Attached files, as main keeps them, in a folder of their own. */
  readonly files: AttachmentStore;
  readonly filesFolder: string;
  readonly uploads: () => Uploads;
  /** Receives a dossier as the screen would; offline or not. */
  readonly receive: (entry: ReceptionEntry, procedureCode: string) => Promise<Dossier>;
  readonly change: (
    dossierId: string,
    command: Command,
  ) => Promise<Result<Dossier, readonly { code: string }[]>>;
  /** Who acts there now. */
  readonly author: () => Author;
  /** One round against the portal: true when it went through. */
  readonly sync: () => Promise<boolean>;
  /** Loses everything in memory, as a killed process does, and starts again on what is on disk. */
  readonly crash: () => Promise<void>;
  /** Loses the database as well, and enrols anew as the same device. */
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
}

let databases = 0;

/** Enrols a new counter at a portal. Needs `fake-indexeddb/auto`. */
export async function simulateCounter(options: SimulationOptions): Promise<SimulatedCounter> {
  const { place, counterNumber, url, enrolUrl, now } = options;
  const name = `simulated-${String(++databases)}`;
  const deviceId = newId();
  let db = new CounterDatabase(name);
  const filesFolder = path.join(os.tmpdir(), `quay-mot-cua-${newId()}`);
  let tokens: { device: string; session: string } = { device: '', session: '' };
  let skewMs: number | null = null;
  let staff: Staff | null = null;
  const device = { office: '', counter: '' };

  async function enrol(): Promise<void> {
    const enrolled = await ask(enrolUrl, 'enrol', {
      enrolmentCode: place.enrolmentCode,
      counterNumber,
      deviceId,
      deviceName: 'simulated',
    });
    const session = await ask(
      enrolUrl,
      'signIn',
      { username: place.username, password: place.password },
      { counter: enrolled.token },
    );
    tokens = { device: enrolled.token, session: session.token };
    staff = session.staff;
    device.office = enrolled.office.id;
    device.counter = enrolled.counter;
    const { counter, office } = enrolled;
    await enrolDevice(
      db,
      { deviceId, counter, counterNumber, office },
      { position: enrolled.position, hash: enrolled.lastHash },
      enrolled.provisionalFrom,
    );
  }
  await enrol();

  const transport = createPortalTransport({
    baseUrl: url,
    fetch: (address, init) => fetch(address, init),
    tokens: () => tokens,
  });
  const files = createAttachmentStore({ folder: filesFolder, note: () => undefined });
  const uploader = createUploader({
    baseUrl: url,
    fetch: (address, init) => fetch(address, init),
    tokens: () => tokens,
    store: files,
    onProgress: () => undefined,
  });
  const makeUploads = () =>
    createUploads({
      send: (sha256) => uploader.upload(sha256),
      cancel: () => uploader.stop(),
      startTimer,
      onNews: () => undefined,
      onBug: (bug) => {
        throw bug;
      },
    });
  let uploads = makeUploads();
  const context = (): RoundContext => ({
    store: createSyncStore(db),
    call: createPortalCall((operation, input) => transport.call(operation, input)),
    uploads,
    now,
    newId,
    onStep: () => undefined,
    onTime: (time, sentAt) => {
      if (time !== null) skewMs = skewOf(time, sentAt, now());
    },
    cancelled: () => false,
  });
  const author = (): Author => ({
    by: { id: staff?.id ?? '', name: staff?.name ?? '' },
    office: device.office,
    counter: device.counter,
    ...correctTime(now(), skewMs),
    zone: COUNTER_ZONE,
    newId,
  });
  return {
    get counter() {
      return device.counter;
    },
    get office() {
      return device.office;
    },
    db: () => db,
    files,
    filesFolder,
    uploads: () => uploads,
    author,
    receive: async (entry, procedureCode) => {
      const catalogue = await currentCatalogue(db);
      const procedure = catalogue?.procedures.find((each) => each.code === procedureCode);
      const office = catalogue?.offices.find((each) => each.id === device.office);
      if (!catalogue || !procedure || !office) throw new Error('sync once before receiving');
      const by = author();
      const saved = await append(db, {
        dossierId: newId(),
        author: by,
        decide: (dossier, numbering) => {
          const { numbering: after, ...code } = giveCode(numbering, by.counter, by.now);
          const command = {
            type: 'receive',
            entry,
            startedAt: by.now,
            procedure,
            sample: catalogue.sample,
            office,
            calendar: catalogue.calendar,
            code,
          } as const;
          const decision = decide(dossier, command, by.now);
          return decision.ok ? ok({ bodies: decision.value, numbering: after }) : decision;
        },
      });
      if (!saved.ok) throw new Error(JSON.stringify(saved.error));
      return saved.value;
    },
    change: (dossierId, command) => {
      const by = author();
      return append(db, {
        dossierId,
        author: by,
        decide: (dossier) => {
          const decision = decide(dossier, command, by.now);
          return decision.ok ? ok({ bodies: decision.value }) : decision;
        },
      });
    },
    sync: async () => (await syncRound(context())).ok,
    crash: async () => {
      uploads.stop();
      uploads = makeUploads();
      db.close();
      db = new CounterDatabase(name);
      await db.open();
    },
    wipe: async () => {
      await db.delete();
      db = new CounterDatabase(name);
      await enrol();
    },
    close: async () => {
      uploads.stop();
      await rm(filesFolder, { recursive: true, force: true });
      await db.delete();
    },
  };
}
