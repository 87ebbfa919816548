import { ANCHOR_LIMIT } from '../../../shared/portal/own-log.ts';
import { ok } from '../../../shared/result.ts';
import { counterOf, type Operation } from '../context.ts';
import { lineageOf } from '../lineage.ts';
import { anchorsAfter } from '../push/anchors.ts';

/** What the portal witnessed of the calling counter's own log, for its verifier. */
export const anchors: Operation<'anchors'> = async ({ database }, { after }, caller) => {
  const lineage = await lineageOf(database.query, counterOf(caller));
  const found = await anchorsAfter(database.query, lineage, after, ANCHOR_LIMIT + 1);
  return ok({ anchors: found.slice(0, ANCHOR_LIMIT), more: found.length > ANCHOR_LIMIT });
};
