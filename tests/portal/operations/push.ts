import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import type { ReplyOf, Verdict } from '../../../shared/portal/contract.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { counterOf, type CallingCounter, type Operation, type PortalContext } from '../context.ts';
import type { Query } from '../database.ts';
import { belongs, headOf, lineageOf } from '../lineage.ts';
import { lockOffice, type OfficeRow } from '../numbers.ts';
import { keepAnchor } from '../push/anchors.ts';
import { lockSides } from '../push/sides.ts';
import { loadKnown } from '../push/load.ts';
import { planPush } from '../push/plan.ts';
import { storePush } from '../push/store.ts';
import { takeOver } from '../push/take-over.ts';
import { queueExports } from '../e-receipts/queue.ts';
import { refuse, type RequestRefusal } from '../refusal.ts';

/**
 * Takes a counter's own events, each with a verdict; all of it in one transaction, so a lost reply can be asked again. A
 * counter that took over another hands in what it inherited under the earlier name; the earlier one only hands over.
 */
export const push: Operation<'push'> = (context, request, caller) => {
  const counter = counterOf(caller);
  if (counter.moved && !request.handOver)
    return Promise.resolve(refuse(403, 'counter-moved', 'Another machine took this counter over'));
  const pushed = context.database.transaction(
    async (query): Promise<Result<ReplyOf<'push'>, RequestRefusal>> => {
      const office = await lockSides(query, counter.office, request.events);
      const lineage = await lineageOf(query, counter);
      const foreign = request.events.some(
        (event) => event.office !== counter.office || !belongs(lineage, event.counter, event.position),
      );
      if (foreign) return refuse(403, 'portal-forbidden', 'A counter hands over its own events only');
      const verdicts: Verdict[] = [];
      let now = office;
      for (const run of runsOf(request.events)) {
        const taken = await takeRun(context, query, now, counter, run, request.retry);
        if (!taken.ok) return taken;
        verdicts.push(...taken.value);
        now = await lockOffice(query, counter.office);
      }
      return ok({ acknowledged: headOf(await lineageOf(query, counter)).position, verdicts });
    },
  );
  // The counter has its answer whatever the provider of e-receipts does.
  void pushed.then(
    () => context.wakeExports(),
    () => undefined,
  );
  return pushed;
};

/** Events under one name after another. */
function runsOf(events: readonly DossierEvent[]): readonly (readonly DossierEvent[])[] {
  const runs: DossierEvent[][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    if (run?.[0]?.counter === event.counter) run.push(event);
    else runs.push([event]);
  }
  return runs;
}

async function takeRun(
  context: PortalContext,
  query: Query,
  office: OfficeRow,
  counter: CallingCounter,
  events: readonly DossierEvent[],
  retry: boolean,
): Promise<Result<readonly Verdict[], RequestRefusal>> {
  const lineage = await lineageOf(query, counter);
  const at = lineage.findIndex((part) => part.id === events[0]?.counter);
  const named = { ...counter, id: lineage[at]?.id ?? counter.id };
  const known = await loadKnown(context, query, events, named, lineage);
  const planned = planPush(events, retry, known, named);
  if (!planned.ok) return planned;
  const plan = planned.value;
  if (plan.seen.length > 0) {
    const taken = await takeOver(context, query, office, plan.received);
    await storePush(query, office, named, plan, taken);
    await keepAnchor(query, named.id, plan.head, context.clock());
    await queueExports(query, plan.accepted, known.history);
  }
  return ok(plan.verdicts);
}
