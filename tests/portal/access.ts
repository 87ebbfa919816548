import { may } from '../../shared/domain/rights.ts';
import type { Access, Staff } from '../../shared/portal/contract.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Caller, CallingCounter, PortalContext } from './context.ts';
import { refuse, type RequestRefusal } from './refusal.ts';
import { hashSecret, sameHash } from './secrets.ts';
import { checkSignature, type ArrivedRequest } from './signatures.ts';

export interface Credentials {
  readonly counterToken: string | undefined;
  /** The whole authorization header. */
  readonly authorization: string | undefined;
  readonly address: string;
  readonly arrived: ArrivedRequest;
}

async function findCounter(
  context: PortalContext,
  token: string,
  arrived: ArrivedRequest,
): Promise<Result<CallingCounter, RequestRefusal>> {
  const hash = hashSecret(token);
  const [row] = await context.database.query<{
    hash: string;
    id: string;
    office: string;
    revoked: boolean;
    moved: boolean;
    signing_key: string | null;
  }>(
    `select t.hash, t.signing_key, c.id, c.office, c.revoked, exists (
       select 1 from counters later
       where later.office = c.office and later.number = c.number and later.generation > c.generation
     ) as moved from counter_tokens t join counters c on c.id = t.counter where t.hash = $1`,
    [hash],
  );
  if (!row || !sameHash(row.hash, hash))
    return refuse(401, 'portal-unauthorised', 'The counter token is not known', { token: 'counter' });
  if (row.signing_key !== null) {
    const signed = await checkSignature(context, row.id, row.signing_key, arrived);
    if (!signed.ok) return signed;
  }
  if (row.revoked) return refuse(403, 'device-shut-out', 'This counter was shut out');
  return ok({ id: row.id, office: row.office, tokenHash: hash, moved: row.moved });
}

async function findStaff(
  context: PortalContext,
  token: string,
  counter: CallingCounter,
): Promise<Result<Staff, RequestRefusal>> {
  const hash = hashSecret(token);
  const [row] = await context.database.query<Staff & { hash: string; expires_at: string; counter: string }>(
    `select s.hash, s.expires_at, s.counter, p.id, p.name, p.role
     from sessions s join staff p on p.id = s.staff where s.hash = $1`,
    [hash],
  );
  const valid = row !== undefined && sameHash(row.hash, hash) && row.counter === counter.id;
  if (!valid || Date.parse(row.expires_at) <= Date.parse(context.clock()))
    return refuse(401, 'portal-unauthorised', 'The session is not known or has ended', { token: 'session' });
  return ok({ id: row.id, name: row.name, role: row.role });
}

/** Who calls, if the credentials are enough for the access asked; else why not. */
export async function checkAccess(
  context: PortalContext,
  access: Access,
  given: Credentials,
  /** Whether a counter that another machine took over may do it as well. */
  mayBeMoved = false,
): Promise<Result<Caller, RequestRefusal>> {
  const { address } = given;
  if (access === 'open') return ok({ address, counter: null, staff: null });
  if (!given.counterToken)
    return refuse(401, 'portal-unauthorised', 'A counter token is needed', { token: 'counter' });
  const counter = await findCounter(context, given.counterToken, given.arrived);
  if (!counter.ok) return counter;
  if (counter.value.moved && !mayBeMoved)
    return refuse(403, 'counter-moved', 'Another machine took this counter over');
  if (access === 'device') return ok({ address, counter: counter.value, staff: null });
  const session = /^Bearer (\S+)$/iu.exec(given.authorization ?? '')?.[1];
  if (session === undefined)
    return refuse(401, 'portal-unauthorised', 'A signed-in clerk is needed', { token: 'session' });
  const staff = await findStaff(context, session, counter.value);
  if (!staff.ok) return staff;
  // Every operation of a session tells of citizens, or of what was done for them.
  if (!may(staff.value.role, 'read'))
    return refuse(403, 'portal-forbidden', 'This account sees nothing of citizens');
  return ok({ address, counter: counter.value, staff: staff.value });
}
