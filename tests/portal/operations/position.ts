import { ok } from '../../../shared/result.ts';
import { counterOf, type Operation } from '../context.ts';
import { headOf, lineageOf } from '../lineage.ts';

/** How far the portal knows the counter's log: every position up to there has a verdict. */
export const position: Operation<'position'> = async (context, _request, caller) => {
  const counter = counterOf(caller);
  const { position: acknowledged, hash: lastHash } = headOf(await lineageOf(context.database.query, counter));
  return ok({ acknowledged, lastHash, moved: counter.moved });
};
