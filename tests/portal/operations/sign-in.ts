import { ok } from '../../../shared/result.ts';
import type { Staff } from '../../../shared/portal/contract.ts';
import { counterOf, type Operation } from '../context.ts';
import { busy, refuse } from '../refusal.ts';
import { checkPassword, hashSecret, newToken } from '../secrets.ts';

/** A working day and the hours around it. */
const SESSION_HOURS = 12;

/** Signs a clerk of the counter's own office in. Ten wrong tries in a minute at a counter make it wait. */
export const signIn: Operation<'signIn'> = async (context, request, caller) => {
  const counter = counterOf(caller);
  const key = `sign-in ${counter.id}`;
  const wait = context.attempts.wait(key);
  if (wait > 0) return busy(wait, 'Too many wrong passwords at this counter');
  const [row] = await context.database.query<Staff & { password_hash: string }>(
    'select id, name, role, password_hash from staff where office = $1 and username = $2',
    [counter.office, request.username.normalize('NFC').trim().toLowerCase()],
  );
  if (!(await checkPassword(request.password, row?.password_hash ?? null)) || !row) {
    context.attempts.wrong(key);
    return refuse(401, 'credentials-wrong', 'No such clerk at this office, or another password');
  }
  context.attempts.right(key);
  const token = newToken();
  const expiresAt = new Date(Date.parse(context.clock()) + SESSION_HOURS * 3_600_000).toISOString();
  await context.database.query(
    'insert into sessions (hash, staff, counter, expires_at) values ($1, $2, $3, $4)',
    [hashSecret(token), row.id, counter.id, expiresAt],
  );
  const [kept] = await context.database.query<{ unlock_key: string }>(
    'select unlock_key from counters where id = $1',
    [counter.id],
  );
  return ok({
    token,
    staff: { id: row.id, name: row.name, role: row.role },
    expiresAt,
    ...(kept ? { unlockKey: kept.unlock_key } : {}),
  });
};
