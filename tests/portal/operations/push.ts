import { ok } from '../../../shared/result.ts';
import { counterOf, type Operation } from '../context.ts';
import { lockOffice } from '../numbers.ts';
import { loadKnown } from '../push/load.ts';
import { planPush } from '../push/plan.ts';
import { storePush } from '../push/store.ts';
import { takeOver } from '../push/take-over.ts';
import { refuse } from '../refusal.ts';

/** Takes a counter's own events, each with a verdict; all of it in one transaction, so a lost reply can be asked again. */
export const push: Operation<'push'> = (context, request, caller) => {
  const counter = counterOf(caller);
  const foreign = request.events.some(
    (event) => event.office !== counter.office || event.counter !== counter.id,
  );
  if (foreign)
    return Promise.resolve(refuse(403, 'portal-forbidden', 'A counter hands over its own events only'));
  return context.database.transaction(async (query) => {
    const office = await lockOffice(query, counter.office);
    const known = await loadKnown(context, query, request.events, counter);
    const planned = planPush(request.events, request.retry, known, counter);
    if (!planned.ok) return planned;
    const plan = planned.value;
    if (plan.seen.length > 0) {
      const taken = await takeOver(context, query, office, plan.received);
      await storePush(query, office, counter, plan, taken);
    }
    return ok({ acknowledged: plan.head.position, verdicts: [...plan.verdicts] });
  });
};
