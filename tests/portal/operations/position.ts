import { ok } from '../../../shared/result.ts';
import { counterOf, type Operation } from '../context.ts';
import { headOf, lineageOf } from '../lineage.ts';

/** How far the portal knows the counter's log: every position up to there has a verdict. */
export const position: Operation<'position'> = async (context, { length }, caller) => {
  const counter = counterOf(caller);
  const now = context.clock();
  if (length === undefined)
    await context.database.query('update counters set last_contact = $2 where id = $1', [counter.id, now]);
  // What it told before has all come when the log is known that far: it was complete when it told that.
  else
    await context.database.query(
      `update counters set level_at = case when position >= reported then reported_at else level_at end,
         reported = $3, reported_at = $2, last_contact = $2, retired = false where id = $1`,
      [counter.id, now, length],
    );
  const { position: acknowledged, hash: lastHash } = headOf(await lineageOf(context.database.query, counter));
  return ok({ acknowledged, lastHash, moved: counter.moved });
};
