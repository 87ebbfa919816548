import { hashOf } from '../../shared/domain/dossier/chain.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import type { ReplyOf } from '../../shared/portal/contract.ts';

/** The verdicts in order: `accepted`, `superseded`, or the code of the refusal. */
export function reasons(reply: ReplyOf<'push'> | null): readonly string[] {
  return (reply?.verdicts ?? []).map((each) =>
    each.verdict === 'refused' ? each.reason.code : each.verdict,
  );
}

/** Seals events anew after one of them was changed, so that only the change is wrong. */
export function reseal(
  events: readonly DossierEvent[],
  change: (event: DossierEvent) => DossierEvent,
  after = events[0]?.prev ?? '',
): readonly DossierEvent[] {
  let prev = after;
  return events.map((event) => {
    const next = { ...change(event), prev };
    prev = hashOf(next);
    return next;
  });
}

/** Changes the data of a reception, leaving other events as they are. */
export const changeReceived =
  (change: (data: Record<string, unknown>) => Record<string, unknown>) => (event: DossierEvent) =>
    event.type === 'received'
      ? { ...event, data: change(event.data as Record<string, unknown>) as never }
      : event;
