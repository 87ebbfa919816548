import { ok } from '../../../shared/result.ts';
import { counterOf, type Operation } from '../context.ts';
import { leaseOf, lockOffice, takeRange, type LeaseRow } from '../numbers.ts';

/** A counter holding this many ranges' worth of numbers needs no more. */
const HOARD = 2;

/** Leases a range of running numbers of the office's unit; the same request id gives the same range again. */
export const lease: Operation<'lease'> = (context, request, caller) => {
  const counter = counterOf(caller);
  return context.database.transaction(async (query) => {
    const office = await lockOffice(query, counter.office);
    const before = await query<LeaseRow>(
      'select id, unit, first, last from leases where counter = $1 and request_id = $2',
      [counter.id, request.requestId],
    );
    if (before.length > 0) return ok({ leases: before.map(leaseOf) });
    const size = context.leaseSize();
    if (request.left >= size * HOARD) return ok({ leases: [] });
    const range = { counter: counter.id, requestId: request.requestId, size };
    const granted = await takeRange(query, context.newId, office, range);
    return ok({ leases: granted ? [leaseOf(granted)] : [] });
  });
};
