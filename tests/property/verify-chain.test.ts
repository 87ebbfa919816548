import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHAIN_START, hashOf, sealEvents } from '../../shared/domain/dossier/chain.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { verifyChain, type Witness } from '../../shared/domain/dossier/verify-chain.ts';
import { newId } from '../../shared/ids.ts';
import { author } from '../support/catalogue.ts';

const RUNS = Number(process.env['TAMPER_RUNS'] ?? 300);
const LOG = { counter: 'HT-1' };

/** A counter's log of notes, as it was written. */
function logOf(length: number, counter = 'HT-1', head = { position: 0, hash: CHAIN_START }) {
  const bodies = Array.from(
    { length },
    (_, i) => ({ type: 'noteAdded', data: { text: `ghi ${String(i)}` } }) as const,
  );
  return sealEvents(bodies, { id: newId(), lastSeq: head.position }, head, author({ counter }));
}

type Tampering = 'change' | 'unlink' | 'remove' | 'insert' | 'swap' | 'cut' | 'rewrite';
interface Tampered {
  readonly events: readonly DossierEvent[];
  readonly kind: string;
  readonly position: number;
}

/** A log after one alteration at index `at`, and what is to be said of it. */
const TAMPER: Readonly<
  Record<Tampering, (log: readonly DossierEvent[], at: number, other: number) => Tampered>
> = {
  change: (log, at) => ({
    events: log.map((event, i) => (i === at ? { ...event, data: { text: 'khác' } } : event)),
    kind: 'changed',
    position: at + 1,
  }),
  unlink: (log, at) => ({
    events: log.map((event, i) => (i === at ? { ...event, prev: 'e'.repeat(64) } : event)),
    kind: 'changed',
    position: at + 1,
  }),
  remove: (log, at) => ({ events: log.filter((_, i) => i !== at), kind: 'removed', position: at + 1 }),
  insert: (log, at) => ({
    events: log.flatMap((event, i) => (i === at ? [{ ...event, id: newId() }, event] : [event])),
    kind: 'inserted',
    position: at + 1,
  }),
  swap: (log, at, other) => ({
    events: log.map((event, i) => {
      if (i === at) return { ...event, position: other + 1 };
      return i === other ? { ...event, position: at + 1 } : event;
    }),
    kind: 'reordered',
    position: Math.min(at, other) + 1,
  }),
  cut: (log, at) => ({ events: log.slice(0, at), kind: 'removed', position: at + 1 }),
  // Everything after it made anew, so that it hangs together: only who saw it before can tell.
  rewrite: (log, at) => {
    let prev = CHAIN_START;
    const events = log.map((event, i) => {
      const made = { ...event, prev, ...(i === at ? { data: { text: 'khác' } } : {}) };
      prev = hashOf(made);
      return made;
    });
    return { events, kind: 'rewritten', position: -1 };
  },
};

describe('a counter’s log', () => {
  it('is found whole in any order, each event any number of times', () => {
    const { events, head } = logOf(12);
    fc.assert(
      fc.property(fc.shuffledSubarray([...events, ...events], { minLength: 24 }), (shuffled) => {
        expect(verifyChain(shuffled, LOG, [head])).toBeNull();
      }),
      { numRuns: 50 },
    );
    expect(verifyChain(events.slice(4), LOG, [head], 5)).toBeNull();
    expect(verifyChain([], LOG)).toBeNull();
  });

  it(`${String(RUNS)} random alterations are each found where they are`, { timeout: 300_000 }, () => {
    const kinds = Object.keys(TAMPER) as readonly Tampering[];
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 25 }).chain((length) =>
          fc.record({
            length: fc.constant(length),
            at: fc.nat({ max: length - 1 }),
            step: fc.integer({ min: 1, max: length - 1 }),
            witnessAt: fc.nat({ max: length - 1 }),
            tampering: fc.constantFrom(...kinds),
          }),
        ),
        ({ length, at, step, witnessAt, tampering }) => {
          const { events, head } = logOf(length);
          const inner: Witness = { position: witnessAt + 1, hash: hashOf(events[witnessAt]) };
          const made = TAMPER[tampering](events, at, (at + step) % length);
          const fault = verifyChain(made.events, LOG, [inner, head]);
          seen.set(tampering, (seen.get(tampering) ?? 0) + 1);
          if (tampering !== 'rewrite') {
            expect(fault).toMatchObject({ counter: 'HT-1', position: made.position, kind: made.kind });
            return;
          }
          // Somewhere after the last place that a witness vouches for, and not after the event itself.
          const vouched = inner.position <= at ? inner.position : 0;
          expect([vouched + 1, length]).toContain(fault?.position);
          expect(['rewritten', 'changed']).toContain(fault?.kind);
        },
      ),
      { numRuns: RUNS },
    );
    expect(seen.size).toBe(kinds.length);
    console.log(
      `FIGURE ${String(RUNS)} alterations of a log, all found: ${JSON.stringify(Object.fromEntries(seen))}`,
    );
  });

  it('goes on under the next name after it was taken over; what the old machine wrote since is not of it', () => {
    const first = logOf(4);
    const after = { position: 3, hash: hashOf(first.events[2]) };
    const second = logOf(3, 'HT-1.2', after);
    const log = { counter: 'HT-1.2', inherited: [{ counter: 'HT-1', to: 3 }] };
    expect(verifyChain([...first.events, ...second.events], log, [second.head])).toBeNull();
    const changed = second.events.map((event, i) => (i === 0 ? { ...event, data: { text: 'khác' } } : event));
    expect(verifyChain([...first.events, ...changed], log, [second.head])).toMatchObject({
      kind: 'changed',
      counter: 'HT-1.2',
      position: 4,
    });
  });
});
