import { CHAIN_START } from '../../../shared/domain/dossier/chain.ts';
import { ok } from '../../../shared/result.ts';
import type { Operation } from '../context.ts';
import { busy, refuse } from '../refusal.ts';
import { hashSecret, newToken } from '../secrets.ts';

/** More provisional numbers than a counter gives between two enrolments. */
const PROVISIONAL_BLOCK = 100_000;

interface CounterRow {
  readonly device_id: string | null;
  readonly position: number;
  readonly last_hash: string;
  readonly revoked: boolean;
}

/**
 * Enrols a device as a counter. The same device asking again gets a further token and its chain's place; the token of a
 * lost reply stays good, because the reply may arrive after all.
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
    const id = `${office.id}-${String(request.counterNumber)}`;
    const [held] = await query<CounterRow>(
      'select device_id, position, last_hash, revoked from counters where id = $1',
      [id],
    );
    if (held?.revoked) return refuse(403, 'portal-forbidden', 'This counter was shut out');
    if (held && held.device_id !== null && held.device_id !== request.deviceId)
      return refuse(409, 'counter-number-taken', 'Another device is this counter', {
        number: request.counterNumber,
      });
    const [row] = await query<{ enrolments: number }>(
      `insert into counters (id, office, number, device_id, device_name, last_hash, enrolments)
       values ($1, $2, $3, $4, $5, $6, 1)
       on conflict (id) do update set device_id = excluded.device_id, device_name = excluded.device_name,
         enrolments = counters.enrolments + 1
       returning enrolments`,
      [id, office.id, request.counterNumber, request.deviceId, request.deviceName, CHAIN_START],
    );
    const token = newToken();
    await query('insert into counter_tokens (hash, counter) values ($1, $2)', [hashSecret(token), id]);
    context.attempts.right(key);
    return ok({
      token,
      counter: id,
      counterNumber: request.counterNumber,
      office: { id: office.id, nameVi: office.name_vi },
      position: held?.position ?? 0,
      lastHash: held?.last_hash ?? CHAIN_START,
      // Never below the log's length either: each code given took an event.
      provisionalFrom: Math.max(held?.position ?? 0, ((row?.enrolments ?? 1) - 1) * PROVISIONAL_BLOCK) + 1,
    });
  });
};
