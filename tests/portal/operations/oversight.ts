import { may } from '../../../shared/domain/rights.ts';
import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import type { CounterStanding } from '../../../shared/portal/oversight.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Caller, Operation, PortalContext } from '../context.ts';
import { refuse, type RequestRefusal } from '../refusal.ts';

interface Given {
  readonly id: string;
  readonly nameVi: string;
  readonly cursor: number;
}

/** The offices a caller may oversee; refused for who is no supervisor. Asked anew each time: they can be taken away. */
export async function officesOf(
  { database }: PortalContext,
  { staff }: Caller,
): Promise<Result<readonly Given[], RequestRefusal>> {
  if (!staff || !may(staff.role, 'oversee'))
    return refuse(403, 'portal-forbidden', 'Only supervisors are given other offices');
  const rows = await database.query<{ id: string; name_vi: string; cursor: number }>(
    `select o.id, o.name_vi, o.cursor from staff_offices s join offices o on o.id = s.office
     where s.staff = $1 order by o.id`,
    [staff.id],
  );
  return ok(rows.map(({ id, name_vi: nameVi, cursor }) => ({ id, nameVi, cursor })));
}

/** One of the offices a caller may oversee; refused for any other, whether it exists or not. */
export async function officeGiven(
  context: PortalContext,
  caller: Caller,
  office: string,
): Promise<Result<Given, RequestRefusal>> {
  const given = await officesOf(context, caller);
  if (!given.ok) return fail(given.error);
  const found = given.value.find(({ id }) => id === office);
  return found ? ok(found) : refuse(403, 'portal-forbidden', 'This office is not given to the caller');
}

async function countersOf({ database }: PortalContext, office: string): Promise<readonly CounterStanding[]> {
  const rows = await database.query<{
    id: string;
    last_contact: string | null;
    position: number;
    reported: number;
    complete: string | null;
    retired: boolean;
    refused: number;
  }>(
    `select c.id, c.last_contact, c.position, c.reported, c.retired,
       case when c.position >= c.reported then c.reported_at else c.level_at end as complete,
       (select count(*)::integer from seen s
        where s.counter = c.id and s.refusal is not null and not s.set_aside) as refused
     from counters c where c.office = $1 and not c.revoked order by c.number, c.generation`,
    [office],
  );
  return rows.map((row) => ({
    counter: row.id,
    lastContact: row.last_contact,
    acknowledged: row.position,
    reported: Math.max(row.reported, row.position),
    refused: row.refused,
    completeUntil: row.complete,
    retired: row.retired,
  }));
}

/** The offices given to a supervisor, each with its counters. */
export const oversight: Operation<'oversight'> = async (context, _request, caller) => {
  const given = await officesOf(context, caller);
  if (!given.ok) return given;
  const offices = [];
  for (const { id, nameVi } of given.value) {
    // Before the cursor: what the counters' standings rest on is then within it.
    const counters = await countersOf(context, id);
    const [row] = await context.database.query<{ cursor: number }>(
      'select cursor from offices where id = $1',
      [id],
    );
    offices.push({ id, nameVi, cursor: row?.cursor ?? 0, counters: [...counters] });
  }
  return ok({ offices });
};

/** Events of an office given to the caller, in the order the portal took them. */
export const overseePull: Operation<'overseePull'> = async (context, { office, after, limit }, caller) => {
  const given = await officeGiven(context, caller, office);
  if (!given.ok) return given;
  const head = given.value.cursor;
  if (after > head)
    return refuse(409, 'portal-conflict', 'The portal never gave this cursor', { cursor: head });
  const rows = await context.database.query<{ cursor: number; event: string }>(
    `select cursor, event from events where office = $1 and cursor > $2 and cursor <= $3
     order by cursor limit $4`,
    [office, after, head, limit + 1],
  );
  const page = rows.slice(0, limit);
  const more = rows.length > page.length;
  return ok({
    events: page.map(({ event }) => JSON.parse(event) as DossierEvent),
    next: more ? (page.at(-1)?.cursor ?? after) : head,
    more,
  });
};
