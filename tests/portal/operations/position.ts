import { ok } from '../../../shared/result.ts';
import { counterOf, type Operation } from '../context.ts';

/** How far the portal knows the counter's log: every position up to there has a verdict. */
export const position: Operation<'position'> = async (context, _request, caller) => {
  const [row] = await context.database.query<{ position: number; last_hash: string }>(
    'select position, last_hash from counters where id = $1',
    [counterOf(caller).id],
  );
  if (!row) throw new Error('the calling counter is gone');
  return ok({ acknowledged: row.position, lastHash: row.last_hash });
};
