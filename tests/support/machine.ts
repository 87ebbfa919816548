import { createPortalTransport } from '../../electron/services/portal-transport.ts';
import { append } from '../../renderer/store/append.ts';
import { CounterDatabase } from '../../renderer/store/database.ts';
import { enrolDevice, takeOverDevice } from '../../renderer/store/device.ts';
import { readMeta } from '../../renderer/store/meta.ts';
import { currentCatalogue } from '../../renderer/store/queries.ts';
import { completeJournal } from '../../renderer/store/recovery/complete.ts';
import { restoreFromJournal } from '../../renderer/store/recovery/restore.ts';
import { createPace } from '../../renderer/sync/pace.ts';
import { createPortalCall } from '../../renderer/sync/portal-client.ts';
import { handOverRound, syncRound, type RoundContext } from '../../renderer/sync/round.ts';
import { createSyncStore } from '../../renderer/sync/store-port.ts';
import { COUNTER_ZONE } from '../../shared/clock.ts';
import { decide } from '../../shared/domain/dossier/decide.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import { giveCode } from '../../shared/domain/numbering.ts';
import { newId } from '../../shared/ids.ts';
import type { JournalEntry } from '../../shared/journal.ts';
import { ok } from '../../shared/result.ts';
import { ask, type Place } from '../portal/client.ts';
import { fakeJournal, type FakeJournal } from './fake-journal.ts';
import { FREE_PROCEDURE, oneDocument } from './office.ts';
import { noUploads } from './no-uploads.ts';

export interface MachineOptions {
  readonly place: Place;
  readonly counterNumber: number;
  readonly url: string;
  readonly now?: () => string;
}

let databases = 0;

/**
 * A machine that is a counter, can be backed up and restored elsewhere, and can come back: the real store, recovery and
 * sync rounds without screens. Needs `fake-indexeddb/auto`.
 */
export class Machine {
  readonly options: MachineOptions;
  deviceId = newId();
  db: CounterDatabase;
  journal: FakeJournal = fakeJournal();
  tokens = { device: '', session: '' };
  by = { id: '', name: '' };
  /** Why the last round failed. */
  trouble: string | null = null;

  private constructor(options: MachineOptions) {
    this.options = options;
    this.db = Machine.emptyDatabase();
  }

  static emptyDatabase(): CounterDatabase {
    return new CounterDatabase(`machine-${String(++databases)}`);
  }

  /** A machine enrolled as a new counter and synced once. */
  static async enrolled(options: MachineOptions): Promise<Machine> {
    const machine = new Machine(options);
    await machine.enrol();
    return machine;
  }

  /** Another machine with a backup's content, not yet taken over. */
  static async restored(options: MachineOptions, backup: readonly JournalEntry[]): Promise<Machine> {
    const machine = new Machine(options);
    await machine.putBack(backup);
    return machine;
  }

  /** Enrols, as the first time or anew after all was lost. */
  async enrol(): Promise<void> {
    const enrolled = await ask(this.options.url, 'enrol', { ...this.request(), deviceId: this.deviceId });
    const { counter, counterNumber, office } = enrolled;
    await enrolDevice(
      this.db,
      { deviceId: this.deviceId, counter, counterNumber, office },
      { position: enrolled.position, hash: enrolled.lastHash },
      enrolled.provisionalFrom,
    );
    await this.signIn(enrolled.token);
  }

  /** Takes over the counter whose log the database holds. */
  async takeOver(): Promise<void> {
    const [device, chain] = [await readMeta(this.db, 'device'), await readMeta(this.db, 'chain')];
    if (!device) throw new Error('nothing to take over');
    const enrolled = await ask(this.options.url, 'enrol', {
      ...this.request(),
      deviceId: this.deviceId,
      takeOver: { counter: device.counter, ...chain },
    });
    const { counter, counterNumber, office } = enrolled;
    await takeOverDevice(this.db, { deviceId: this.deviceId, counter, counterNumber, office });
    await this.signIn(enrolled.token);
  }

  private request() {
    const { place, counterNumber } = this.options;
    return { enrolmentCode: place.enrolmentCode, counterNumber, deviceName: 'machine' };
  }

  private async signIn(token: string): Promise<void> {
    const { username, password } = this.options.place;
    const session = await ask(this.options.url, 'signIn', { username, password }, { counter: token });
    this.tokens = { device: token, session: session.token };
    this.by = { id: session.staff.id, name: session.staff.name };
    await this.sync();
  }

  async receive(): Promise<Dossier> {
    const [catalogue, device] = [await currentCatalogue(this.db), await readMeta(this.db, 'device')];
    const procedure = catalogue?.procedures.find((each) => each.code === FREE_PROCEDURE);
    const office = catalogue?.offices.find((each) => each.id === device?.office.id);
    if (!catalogue || !procedure || !office || !device) throw new Error('sync once before receiving');
    const now = this.now();
    const saved = await append(this.db, {
      dossierId: newId(),
      author: {
        by: this.by,
        role: 'clerk',
        office: office.id,
        counter: device.counter,
        now,
        zone: COUNTER_ZONE,
        newId,
      },
      decide: (dossier, numbering) => {
        const { numbering: after, ...code } = giveCode(numbering, device.counter, now);
        const { sample, calendar, capabilities } = catalogue;
        const rules = { sample, calendar, capabilities };
        const about = { entry: oneDocument(), startedAt: now, procedure, office, code, ...rules };
        const decision = decide(dossier, { type: 'receive', ...about }, now);
        return decision.ok ? ok({ bodies: decision.value, numbering: after }) : decision;
      },
    });
    if (!saved.ok) throw new Error(JSON.stringify(saved.error));
    await completeJournal(this.db, this.journal);
    return saved.value;
  }

  /** One round: true when it went through. */
  async sync(): Promise<boolean> {
    return this.round(syncRound);
  }

  /** Hands over what is unsent, after another machine took over. */
  async handOver(): Promise<boolean> {
    return this.round(handOverRound);
  }

  private async round(run: typeof syncRound): Promise<boolean> {
    const result = await run(this.context());
    this.trouble = result.ok ? null : result.error.error.code;
    await completeJournal(this.db, this.journal);
    return result.ok;
  }

  /** What a backup made now holds. */
  async backup(): Promise<readonly JournalEntry[]> {
    await completeJournal(this.db, this.journal);
    return structuredClone(this.journal.entries);
  }

  /** Database and journal become what they were in a backup. */
  async putBack(backup: readonly JournalEntry[]): Promise<void> {
    this.journal = fakeJournal(structuredClone(backup));
    await this.loseDatabase();
  }

  /** The database goes and is rebuilt from the journal. */
  async loseDatabase(): Promise<void> {
    await this.db.delete();
    this.db = Machine.emptyDatabase();
    const state = await this.journal.state();
    if (!state.ok) throw new Error(state.error.code);
    const restored = await restoreFromJournal(this.db, this.journal, state.value, {
      onProgress: () => undefined,
    });
    if (!restored.ok) throw new Error(restored.error.code);
  }

  /** Everything but the device's id goes; enrolled anew. */
  async wipe(): Promise<void> {
    await this.db.delete();
    this.db = Machine.emptyDatabase();
    this.journal = fakeJournal();
    await this.enrol();
  }

  close(): Promise<void> {
    return this.db.delete();
  }

  private now(): string {
    return this.options.now?.() ?? new Date().toISOString();
  }

  private context(): RoundContext {
    const transport = createPortalTransport({
      baseUrl: this.options.url,
      fetch: (address, init) => fetch(address, init),
      tokens: () => this.tokens,
    });
    return {
      store: createSyncStore(this.db, () => Infinity),
      call: createPortalCall((operation, input) => transport.call(operation, input)),
      uploads: noUploads(),
      now: () => this.now(),
      newId,
      onStep: () => undefined,
      onTime: () => undefined,
      pace: createPace(),
      cancelled: () => false,
    };
  }
}
