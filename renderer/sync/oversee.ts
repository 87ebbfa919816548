import type { CounterDatabase } from '../store/database.ts';
import { merge } from '../store/merge.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import type { OverseenOffice, Oversight } from '../store/oversight/oversight.ts';
import type { ReplyOf } from '../../shared/portal/contract.ts';
import { BATCH } from './pace.ts';
import type { PortalCall } from './portal-client.ts';

interface OverseerOptions {
  /** The counter's own database: of the own office it is told how complete it is, and nothing else. */
  readonly own: CounterDatabase;
  readonly oversight: Oversight;
  readonly call: PortalCall;
  readonly onBug: (bug: unknown) => unknown;
}

type Given = ReplyOf<'oversight'>['offices'][number];

/**
 * Fetches other offices' work after each round of the counter's own, one run at a time, for the supervisor signed in. It
 * writes only while the session it began under is the same: whoever signs in next finds nothing. A failure waits for the
 * next round.
 */
export function createOverseer({ own, oversight, call, onBug }: OverseerOptions): () => void {
  let running = false;
  return () => {
    if (running || oversight.staffId() === null) return;
    running = true;
    const staffId = oversight.staffId();
    const live = () => oversight.staffId() === staffId;
    void overseeOnce({ own, oversight, call, onBug }, live)
      .catch((bug: unknown) => {
        // A session that ended closes the databases under it.
        if (live()) onBug(bug);
      })
      .finally(() => {
        running = false;
      });
  };
}

/** One run; tests call it directly. `live`: whether the session it was begun under still is. */
export async function overseeOnce(
  { own, oversight, call }: OverseerOptions,
  live: () => boolean,
): Promise<void> {
  const answer = await call('oversight', {});
  if (!live()) return;
  if (!answer.ok) {
    // No supervisor any more: what was given is taken back.
    if (answer.error.error.code === 'portal-forbidden') await oversight.keep([]);
    return;
  }
  const { reply, time } = answer.value;
  const device = await readMeta(own, 'device');
  const others = reply.offices.filter(({ id }) => id !== device?.office.id);
  await oversight.keep(others.map(({ id, nameVi }) => ({ id, nameVi })));
  const here = reply.offices.find(({ id }) => id === device?.office.id);
  // What the portal says holds for who has all of it; the own office's rest comes with the next round.
  if (here && time !== null && (await readMeta(own, 'cursor')) >= here.cursor && live())
    await writeMeta(own, 'standing', standingOf(here, time));
  for (const office of others) {
    const open = oversight.offices().find(({ id }) => id === office.id);
    if (!open || !(await pullOffice(open, office.cursor, call, live))) return;
    if (time !== null && live()) await writeMeta(open.db, 'standing', standingOf(office, time));
  }
}

function standingOf({ id, nameVi, counters }: Given, fetchedAt: string) {
  return { id, nameVi, fetchedAt, counters };
}

/** Pulls an office at least up to a cursor; false when it did not come to that. */
async function pullOffice(
  { id, db }: OverseenOffice,
  until: number,
  call: PortalCall,
  live: () => boolean,
): Promise<boolean> {
  for (let after = await readMeta(db, 'cursor'); after < until;) {
    const answer = await call('overseePull', { office: id, after, limit: BATCH });
    if (!answer.ok || !live()) return false;
    const { events, next } = answer.value.reply;
    if (next <= after) return false;
    await merge(db, events, next);
    after = next;
  }
  return live();
}
