import { CHAIN_START } from '../../../shared/domain/dossier/chain.ts';
import { generationName } from '../../../shared/domain/lineage.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Operation } from '../context.ts';
import type { Query } from '../database.ts';
import { busy, refuse, type RequestRefusal } from '../refusal.ts';
import { hashSecret, newToken } from '../secrets.ts';
import { belongs, lineageOf } from '../lineage.ts';

/** More provisional numbers than a counter gives between two enrolments. */
const PROVISIONAL_BLOCK = 100_000;

interface CounterRow {
  readonly id: string;
  readonly device_id: string | null;
  readonly position: number;
  readonly last_hash: string;
  readonly revoked: boolean;
  readonly generation: number;
  readonly base: string | null;
  readonly base_position: number;
}
type Request = Parameters<Operation<'enrol'>>[1];

/**
 * Enrols a device as a counter. The same device asking again gets a further token and its chain's place; the token of a
 * lost reply stays good, because the reply may arrive after all. A device that takes a counter over gets the next name of
 * it and goes on after the copy of the log that it holds.
 */
export const enrol: Operation<'enrol'> = async (context, request, caller) => {
  const key = `enrol ${caller.address}`;
  const wait = context.attempts.wait(key);
  if (wait > 0) return busy(wait, 'Too many wrong enrolment codes');
  return context.database.transaction(async (query) => {
    // Locked, so that two devices asking for one number come one after the other.
    const [office] = await query<{ id: string; name_vi: string }>(
      'select id, name_vi from offices where enrolment_hash = $1 for update',
      [hashSecret(request.enrolmentCode)],
    );
    if (!office) {
      context.attempts.wrong(key);
      return refuse(403, 'enrolment-code-wrong', 'No office has this enrolment code');
    }
    const [live] = await query<CounterRow>(
      `select id, device_id, position, last_hash, revoked, generation, base, base_position from counters
       where office = $1 and number = $2 order by generation desc limit 1`,
      [office.id, request.counterNumber],
    );
    if (live?.revoked) return refuse(403, 'device-shut-out', 'This counter was shut out');
    const placed = request.takeOver
      ? await takeOver(query, live, office.id, request, request.takeOver)
      : await place(query, live, office.id, request);
    if (!placed.ok) return placed;
    const { id, position, lastHash, enrolments } = placed.value;
    const token = newToken();
    await query('insert into counter_tokens (hash, counter) values ($1, $2)', [hashSecret(token), id]);
    context.attempts.right(key);
    return ok({
      token,
      counter: id,
      counterNumber: request.counterNumber,
      office: { id: office.id, nameVi: office.name_vi },
      position,
      lastHash,
      // Never below the log's length either: each code given took an event.
      provisionalFrom: Math.max(position, (enrolments - 1) * PROVISIONAL_BLOCK) + 1,
    });
  });
};

type Placed = Result<
  {
    readonly id: string;
    readonly position: number;
    readonly lastHash: string;
    readonly enrolments: number;
  },
  RequestRefusal
>;

async function place(
  query: Query,
  live: CounterRow | undefined,
  office: string,
  { counterNumber, deviceId, deviceName }: Request,
): Promise<Placed> {
  if (live && live.device_id !== null && live.device_id !== deviceId)
    return refuse(409, 'counter-number-taken', 'Another device is this counter', { number: counterNumber });
  const id = live?.id ?? `${office}-${String(counterNumber)}`;
  const [row] = await query<{ enrolments: number }>(
    `insert into counters (id, office, number, device_id, device_name, last_hash, enrolments)
     values ($1, $2, $3, $4, $5, $6, 1)
     on conflict (id) do update set device_id = excluded.device_id, device_name = excluded.device_name,
       enrolments = counters.enrolments + 1
     returning enrolments`,
    [id, office, counterNumber, deviceId, deviceName, CHAIN_START],
  );
  return ok({
    id,
    position: live?.position ?? 0,
    lastHash: live?.last_hash ?? CHAIN_START,
    enrolments: row?.enrolments ?? 1,
  });
}

async function takeOver(
  query: Query,
  live: CounterRow | undefined,
  office: string,
  { counterNumber, deviceId, deviceName }: Request,
  copy: NonNullable<Request['takeOver']>,
): Promise<Placed> {
  const placed = { position: copy.position, lastHash: copy.hash, enrolments: 1 };
  const again = live?.base === copy.counter && live.base_position === copy.position;
  // A repeated request, of which nothing came yet.
  if (again && live.device_id === deviceId && live.position === copy.position)
    return ok({ ...placed, id: live.id });
  const [base] = await query<{ id: string }>(
    'select id from counters where id = $1 and office = $2 and number = $3',
    [copy.counter, office, counterNumber],
  );
  if (!live || !base) return refuse(409, 'portal-conflict', 'There is no such counter to take over');
  if (!(await fits(query, base.id, office, copy)))
    return refuse(409, 'event-chain-broken', 'The copy is not of this counter’s log');
  const id = generationName(`${office}-${String(counterNumber)}`, live.generation + 1);
  await query(
    `insert into counters (id, office, number, device_id, device_name, position, last_hash, enrolments,
       generation, base, base_position) values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $6)`,
    [
      id,
      office,
      counterNumber,
      deviceId,
      deviceName,
      copy.position,
      copy.hash,
      live.generation + 1,
      copy.counter,
    ],
  );
  return ok({ ...placed, id });
}

/** Whether the end of a copy is what the portal has there; what the portal never got it cannot know. */
async function fits(
  query: Query,
  counter: string,
  office: string,
  copy: NonNullable<Request['takeOver']>,
): Promise<boolean> {
  if (copy.position === 0) return copy.hash === CHAIN_START;
  const lineage = await lineageOf(query, { id: counter });
  const part = lineage.find(({ id }) => belongs(lineage, id, copy.position));
  const rows = await query<{ hash: string }>(
    'select hash from seen where counter = $1 and position = $2 and not forked',
    [part?.id ?? counter, copy.position],
  );
  return rows.every((row) => row.hash === copy.hash);
}
