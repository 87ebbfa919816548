import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  reconcile,
  RECONCILED,
  type Counts,
  type LocalCount,
  type PortalCount,
} from '../../shared/domain/report/reconcile.ts';

/** What happens to a few dossiers, at this counter and at others, and what goes over the line. */
interface Act {
  readonly kind: 'own' | 'other' | 'push' | 'pull';
  readonly dossier: number;
  readonly ends: boolean;
}

const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('own' as const, 'other' as const, 'push' as const, 'pull' as const),
  dossier: fc.nat(7),
  ends: fc.boolean(),
});
const line = (kind: 'push' | 'pull'): Act => ({ kind, dossier: 0, ends: false });
const acts = (most: number) => fc.array(act, { maxLength: most });

interface Event {
  readonly dossier: string;
  readonly ends: boolean;
  readonly isOwn: boolean;
}

/** A portal and one counter, by the rules of the sync: own work in order, others' work up to a cursor. */
function world() {
  const portal: Event[] = [];
  const own: Event[] = [];
  const pulled: Event[] = [];
  let cursor = 0;
  let sent = 0;
  const countsOf = (events: readonly Event[]) => {
    const counts = new Map<string, Counts>();
    for (const { dossier } of events) {
      const ended = events.some((each) => each.dossier === dossier && each.ends);
      const received = events.some((each) => each.dossier === dossier && !each.ends);
      if (received) counts.set(dossier, { received: true, ended, open: !ended });
    }
    return counts;
  };
  return {
    do(each: Act) {
      if (each.kind === 'push') {
        portal.push(...own.slice(sent));
        sent = own.length;
      } else if (each.kind === 'pull') {
        pulled.push(...portal.slice(cursor).filter(({ isOwn }) => !isOwn));
        cursor = portal.length;
      } else {
        const event = {
          dossier: `d${String(each.dossier)}`,
          ends: each.ends,
          isOwn: each.kind === 'own',
        };
        if (event.isOwn) own.push(event);
        else portal.push(event);
      }
    },
    cursor: () => cursor,
    sent: () => sent,
    local: () => countsOf([...own, ...pulled]),
    writtenAfter: (position: number) => new Set(own.slice(position).map(({ dossier }) => dossier)),
    count: (): PortalCount => ({
      cursor: portal.length,
      refused: new Set(),
      dossiers: [...countsOf(portal)].map(([id, counts]) => ({
        id,
        code: null,
        ...counts,
        cursor: portal.findLastIndex(({ dossier }) => dossier === id) + 1,
      })),
    }),
  };
}

/** The marks and both counts, taken as the use-case takes them, with whatever happens in between. */
function taken(steps: readonly (readonly Act[])[]): { local: LocalCount; portal: PortalCount } {
  const here = world();
  const [before = [], first = [], second = [], third = [], last = []] = steps;
  before.forEach(here.do);
  const sentBefore = here.sent();
  first.forEach(here.do);
  const portal = here.count();
  second.forEach(here.do);
  const from = here.cursor();
  third.forEach(here.do);
  const dossiers = here.local();
  last.forEach(here.do);
  const unsent = here.writtenAfter(sentBefore);
  return { portal, local: { dossiers, from, to: here.cursor(), unsent, held: new Set() } };
}

const history = fc.tuple(acts(25), acts(4), acts(4), acts(4), acts(4));

describe('numbers held against the portal’s', () => {
  it('differ by exactly the dossiers listed, each once', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { local, portal } = taken(steps);
        const made = reconcile(local, portal);
        for (const what of RECONCILED) {
          const by = made.differences.reduce(
            (sum, each) => sum + Number(each.local[what]) - Number(each.portal[what]),
            0,
          );
          expect(made.local[what] - made.portal[what]).toBe(by);
          expect(made.local[what]).toBe([...local.dossiers.values()].filter((each) => each[what]).length);
        }
        const ids = made.differences.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const each of made.differences) expect(each.local).not.toEqual(each.portal);
      }),
      { numRuns: 1000 },
    );
  });

  it('never stay unexplained while all that is between them is what was not sent or not fetched', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(history, (steps) => {
        const { local, portal } = taken(steps);
        for (const { id, cause } of reconcile(local, portal).differences) {
          seen.add(cause);
          expect([id, cause]).not.toEqual([id, 'unexplained']);
          expect(cause === 'unsent').toBe(local.unsent.has(id));
        }
      }),
      { numRuns: 3000, seed: 62 },
    );
    expect([...seen].sort()).toEqual(['after-cut', 'not-here', 'unsent']);
  });

  it('tie once everything was sent and fetched and nothing happens meanwhile', () => {
    fc.assert(
      fc.property(acts(40), (some) => {
        const { local, portal } = taken([[...some, line('push'), line('pull')]]);
        expect(reconcile(local, portal).differences).toEqual([]);
      }),
    );
  });
});
