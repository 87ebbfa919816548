import { dayOf } from '../../../shared/clock.ts';
import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { CHAIN_START } from '../../../shared/domain/dossier/chain.ts';
import { addLeases, EMPTY_NUMBERING } from '../../../shared/domain/numbering.ts';
import { may } from '../../../shared/domain/rights.ts';
import { latestCatalogue } from '../catalogues.ts';
import type { Caller, PortalContext } from '../context.ts';
import { enrol } from '../operations/enrol.ts';
import { lease } from '../operations/lease.ts';
import { push } from '../operations/push.ts';
import type { Result } from '../../../shared/result.ts';
import { ENROLMENT_CODES, OFFICE_IDS, staffOf, type OfficeId } from './accounts.ts';
import { demoDossier, demoMoments, receivable, type DemoCounter } from './demo-dossiers.ts';
import { createRandom, type Random } from './random.ts';

const DOSSIERS_PER_OFFICE = 25;
/** Leaves the low numbers to the counters people enrol. */
const DEMO_COUNTER = 9;

function must<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`the portal refused its own demo data: ${JSON.stringify(result.error)}`);
  return result.value;
}

async function enrolDemoCounter(
  context: PortalContext,
  office: OfficeId,
  random: Random,
  dossiers: number,
): Promise<{ counter: DemoCounter; caller: Caller }> {
  const now = context.clock();
  const outside: Caller = { address: 'demo', counter: null, staff: null };
  const request = {
    enrolmentCode: ENROLMENT_CODES[office],
    counterNumber: DEMO_COUNTER,
    deviceId: random.uuid(now),
    deviceName: 'Máy mẫu',
  };
  const enrolled = must(await enrol(context, request, outside));
  const caller: Caller = {
    ...outside,
    counter: { id: enrolled.counter, office, tokenHash: '', moved: false },
  };
  const sized = { ...context, leaseSize: () => dossiers };
  const { leases } = must(await lease(sized, { requestId: random.uuid(now), left: 0 }, caller));
  const own = latestCatalogue(await context.readHistory(context.database.query)).offices.find(
    (each) => each.id === office,
  );
  if (!own) throw new Error(`no such office: ${office}`);
  const counter: DemoCounter = {
    id: enrolled.counter,
    office: own,
    staff: staffOf(office)
      .filter(({ role }) => may(role, 'work'))
      .map(({ id, name }) => ({ id, name })),
    head: { position: 0, hash: CHAIN_START },
    numbering: addLeases(EMPTY_NUMBERING, leases),
  };
  return { counter, caller };
}

/**
 * Fills every office that receives with dossiers of the last working days, written by another counter of the office and
 * taken in by the same push as any other, a day at a time. The same now (UTC instant) gives the same people and dossiers.
 */
export async function seedDemoDossiers(
  context: PortalContext,
  perOffice = DOSSIERS_PER_OFFICE,
): Promise<void> {
  const catalogue = latestCatalogue(await context.readHistory(context.database.query));
  for (const office of OFFICE_IDS) {
    const random = createRandom(`demo ${office}`);
    const enrolled = await enrolDemoCounter(context, office, random, perOffice);
    let { counter } = enrolled;
    const events: DossierEvent[] = [];
    for (const moment of demoMoments(random, catalogue, context.clock(), perOffice)) {
      // An office that only guides has received nothing.
      if (receivable(catalogue, counter.office, dayOf(moment)).length === 0) continue;
      const made = demoDossier(random, catalogue, counter, moment);
      counter = made.counter;
      events.push(...made.events);
    }
    for (const day of Map.groupBy(events, (event) => dayOf(event.at.instant)).values()) {
      const end = new Date(Date.parse(day.at(-1)?.at.instant ?? context.clock()) + 300_000).toISOString();
      must(
        await push(
          { ...context, clock: () => end },
          { events: [...day], retry: false, handOver: false },
          enrolled.caller,
        ),
      );
    }
    // Nobody works at it: its silence must not keep the office's numbers open.
    await context.database.query('update counters set retired = true where id = $1', [counter.id]);
  }
}
