import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { currentCatalogue } from '../../renderer/store/queries.ts';
import { instantAt } from '../../shared/clock.ts';
import type { ReceptionEntry, StepEntry } from '../../shared/domain/dossier/command.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import { newId } from '../../shared/ids.ts';
import { ask } from '../portal/client.ts';
import { DEMO_PASSWORD, type OfficeId } from '../portal/seed/accounts.ts';
import { receivable } from '../portal/seed/demo-dossiers.ts';
import { applicantOf, deliveryOf } from '../portal/seed/demo-people.ts';
import { createRandom } from '../portal/seed/random.ts';
import { createPortal, type Portal } from '../portal/server.ts';
import { handedIn, receptionEntry } from './catalogue.ts';
import { assistCommand, nothingThere } from './guide.ts';
import { counterOf } from './office.ts';
import type { SimulatedCounter } from './simulated-counter.ts';

// An earlier spec of the same worker may have loaded Dexie before there was any IndexedDB: it looks only once.
Dexie.dependencies.indexedDB = globalThis.indexedDB;
Dexie.dependencies.IDBKeyRange = globalThis.IDBKeyRange;

/** The day that is worked, a Wednesday, and the morning after. */
export const DAY = '2026-09-16';
const NEXT_DAY = '2026-09-17';

/** Moments of the day at the counter, as UTC instants. */
export const MOMENTS = {
  opening: instantAt(DAY, '07:35'),
  morning: instantAt(DAY, '09:10'),
  afternoon: instantAt(DAY, '14:20'),
  closing: instantAt(DAY, '16:55'),
  evening: instantAt(DAY, '18:30'),
  nextMorning: instantAt(NEXT_DAY, '07:30'),
} as const;
export type Moment = keyof typeof MOMENTS;

type Channel = ReceptionEntry['channel'];
const CHANNELS: readonly Channel[] = ['in-person', 'online', 'in-person', 'postal'];

/** A portal with its own clock, and counters without screens at three of the offices given to Hà Tu's supervisor. */
export interface OfficeDay {
  readonly portal: Portal;
  readonly url: string;
  /** Moves the portal's clock, and that of the counters here; from there they go on. */
  goTo(moment: Moment): void;
  /** The offices here receive and guide; what they did goes to the portal. Gives how many dossiers were received. */
  work(): Promise<number>;
  /** Results, a refusal and a withdrawal of what was received before. Gives how many ended. */
  finish(): Promise<number>;
  /** Every counter here makes contact, signing in anew first where a night lies between. */
  contact(signIn?: boolean): Promise<void>;
  close(): Promise<void>;
}

export async function startOfficeDay(options: { readonly demo?: boolean } = {}): Promise<OfficeDay> {
  let from: { readonly moment: Moment; readonly at: number } = { moment: 'opening', at: Date.now() };
  const now = () => new Date(Date.parse(MOMENTS[from.moment]) + Date.now() - from.at).toISOString();
  const portal = await createPortal({ ...options, clock: now });
  const { url } = await portal.listen();
  const counters: SimulatedCounter[] = [];
  for (const office of ['HT', 'GD', 'TN'] as const satisfies readonly OfficeId[])
    counters.push(await counterOf({ office, counterNumber: 1, url, now }));
  const random = createRandom('four offices');
  const received: { readonly counter: SimulatedCounter; readonly dossier: Dossier }[] = [];

  async function sync(): Promise<void> {
    for (const counter of counters)
      if (!(await counter.sync())) throw new Error(`${counter.counter} could not sync`);
  }
  async function workAt(counter: SimulatedCounter): Promise<number> {
    const catalogue = await currentCatalogue(counter.db());
    const office = catalogue?.offices.find(({ id }) => id === counter.office);
    if (!catalogue || !office) throw new Error('no catalogue');
    const able = receivable(catalogue, office, DAY);
    // Where nothing may be received citizens are guided.
    if (able.length === 0) {
      const procedure = random.pick(catalogue.procedures);
      const { capabilities } = catalogue;
      const entry = { documents: nothingThere(procedure) };
      const guided = await counter.change(newId(), assistCommand({ procedure, office, capabilities }, entry));
      if (!guided.ok) throw new Error(`not guided: ${JSON.stringify(guided.error)}`);
      return 0;
    }
    for (const channel of CHANNELS) {
      const procedure = random.pick(able);
      const entry = receptionEntry({
        applicant: applicantOf(random, catalogue, procedure.fieldCode),
        delivery: deliveryOf(random, catalogue),
        documents: handedIn(procedure),
        channel,
      });
      received.push({ counter, dossier: await counter.receive(entry, procedure.code) });
    }
    return CHANNELS.length;
  }
  return {
    portal,
    url,
    goTo: (moment) => {
      from = { moment, at: Date.now() };
    },
    async work() {
      let count = 0;
      for (const counter of counters) count += await workAt(counter);
      await sync();
      return count;
    },
    async finish() {
      const steps: readonly StepEntry[] = [
        { type: 'resultReady', data: { resultNumber: null } },
        { type: 'withdrawn', data: { reason: 'Công dân xin rút', originalsReturned: [] } },
        { type: 'resultReady', data: { resultNumber: null } },
      ];
      for (const [i, step] of steps.entries()) {
        const each = received[i * 2];
        const catalogue = each && (await currentCatalogue(each.counter.db()));
        const office = catalogue?.offices.find(({ id }) => id === each?.counter.office);
        if (!each || !catalogue || !office) throw new Error('nothing was received');
        const place = { office, capabilities: catalogue.capabilities };
        const done = await each.counter.change(each.dossier.id, { type: 'step', step, place });
        if (!done.ok) throw new Error(`not done: ${JSON.stringify(done.error)}`);
      }
      await sync();
      return steps.length;
    },
    async contact(signIn = false) {
      if (signIn)
        for (const { vault } of counters) {
          const { device } = vault.tokens();
          const who = { username: 'giaodich01', password: DEMO_PASSWORD };
          const { token } = await ask(url, 'signIn', who, { counter: device ?? '' });
          await vault.change({ session: token });
        }
      await sync();
    },
    async close() {
      for (const counter of counters) await counter.close();
      await portal.close();
    },
  };
}
