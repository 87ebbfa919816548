import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from '../../shared/domain/dossier/chain.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { fold } from '../../shared/domain/dossier/evolve.ts';
import { supersededIds } from '../../shared/domain/dossier/superseded.ts';

const COUNTERS = ['HT-1', 'HT-2'] as const;
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Logs of one dossier in which counters note things and give up notes and give-ups of their own. */
const logArbitrary = fc
  .array(
    fc.record({
      counter: fc.constantFrom(...COUNTERS),
      gives: fc.option(fc.nat(20), { freq: 2, nil: null }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((steps) => {
    const events: DossierEvent[] = [];
    for (const [i, { counter, gives }] of steps.entries()) {
      const own = events.filter((event) => event.counter === counter);
      const target = gives === null ? undefined : own[gives % Math.max(1, own.length)];
      events.push({
        id: id(i + 1),
        dossierId: id(999),
        seq: i + 1,
        type: target ? 'setAside' : 'noteAdded',
        version: 1,
        at: { instant: '2026-08-17T01:00:00.000Z', zone: 'Asia/Ho_Chi_Minh' },
        by: { id: 'a', name: 'A' },
        office: 'HT',
        counter,
        position: own.length + 1,
        data: target
          ? { eventId: target.id, position: target.position, content: null, reason: 'x' }
          : { text: `ghi chú ${String(i)}` },
        prev: '0'.repeat(64),
      });
    }
    return events;
  });

it('what is set aside leaves the same dossier in any order, and the same where it never arrived', () => {
  fc.assert(
    fc.property(logArbitrary, fc.infiniteStream(fc.nat()), (log, salt) => {
      const shuffled = log
        .map((event) => ({ event, key: salt.next().value ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ event }) => event);
      const superseded = supersededIds(log);
      const without = log.filter((event) => !superseded.has(event.id));
      expect(canonicalJson(fold(shuffled))).toBe(canonicalJson(fold(log)));
      expect(canonicalJson(fold(without))).toBe(canonicalJson(fold(log)));
    }),
  );
});

it('a give-up that is itself given up brings its event back', () => {
  fc.assert(
    fc.property(logArbitrary, (log) => {
      const superseded = supersededIds(log);
      for (const event of log) {
        const by = log.filter(
          (each) =>
            each.type === 'setAside' &&
            !superseded.has(each.id) &&
            (each.data as { eventId: string }).eventId === event.id,
        );
        expect(superseded.has(event.id)).toBe(by.length > 0);
      }
    }),
  );
});
