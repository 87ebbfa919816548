import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson, hashOf } from '../../shared/domain/dossier/chain.ts';
import { decide, nextPrint } from '../../shared/domain/dossier/decide.ts';
import {
  compareEvents,
  dossierEventSchema,
  readBody,
  type DossierEvent,
} from '../../shared/domain/dossier/event.ts';
import { evolve, fold } from '../../shared/domain/dossier/evolve.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import { partySchema } from '../../shared/domain/party.ts';
import { NOW } from '../support/catalogue.ts';
import { laterCommand, validReception } from '../support/arbitraries.ts';
import { eventLog } from '../support/arbitrary-logs.ts';

const runs = (numRuns: number) => ({ numRuns });
const overTheWire = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function expectValid(dossier: Dossier): void {
  expect(dossier.status === 'drafted').toBe(dossier.reception === null);
  expect(dossier.status === 'accepted').toBe(dossier.reception !== null && dossier.acceptance !== null);
  if (dossier.reception)
    expect(partySchema.safeParse(dossier.reception.applicant).error?.issues ?? []).toEqual([]);
  if (dossier.prints.length === 0) expect(dossier.receiptOutdated).toBe(false);
  expect(nextPrint(dossier, null).print).toBe(dossier.prints.length + 1);
}

it('folds any prefix of any log to a valid dossier', () => {
  fc.assert(
    fc.property(eventLog(), (log) => {
      const sorted = [...log].sort(compareEvents);
      sorted.forEach((_, i) => {
        const dossier = fold(sorted.slice(0, i + 1));
        expect(dossier?.events).toBe(i + 1);
        if (dossier) expectValid(dossier);
      });
    }),
    runs(150),
  );
});

it('folds to the same dossier in whatever order, and however often, events arrive', () => {
  const shuffled = eventLog().chain((log) =>
    fc.tuple(
      fc.constant(log),
      fc.shuffledSubarray([...log], { minLength: log.length }),
      fc.subarray([...log]),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([log, other, again]) => {
      expect(fold([...other, ...overTheWire(again)])).toEqual(fold(log));
    }),
    runs(150),
  );
});

it('goes on from a folded prefix as from the whole log', () => {
  fc.assert(
    fc.property(eventLog(), fc.nat(20), (log, cut) => {
      const sorted = [...log].sort(compareEvents);
      const before = fold(sorted.slice(0, cut));
      expect(sorted.slice(cut).reduce<Dossier | null>(evolve, before)).toEqual(fold(log));
    }),
    runs(100),
  );
});

it('never throws on events of known types with any data', () => {
  const types = fc.constantFrom(
    'drafted',
    'received',
    'documentChecked',
    'feeTaken',
    'receiptPrinted',
    'corrected',
    'noteAdded',
    'accepted',
    '__proto__',
    'constructor',
  );
  fc.assert(
    fc.property(
      eventLog(),
      types,
      fc.oneof(
        fc.jsonValue(),
        fc.record({
          field: fc.constantFrom('applicant.name', 'dueAt', 'delivery'),
          from: fc.jsonValue(),
          to: fc.jsonValue(),
          reason: fc.string(),
          approver: fc.string(),
        }),
      ),
      (log, type, data) => {
        const last = log.at(-1);
        if (!last) return;
        const strange = {
          ...last,
          id: '01980000-0000-7000-8000-999999999999',
          seq: last.seq + 1,
          type,
          data,
        } as DossierEvent;
        const dossier = fold([...log, strange]);
        expect(dossier?.events).toBe(log.length + 1);
        if (dossier && readBody(strange) === null) expect(dossier.unknownTypes).toContain(type);
      },
    ),
    runs(150),
  );
});

it('orders events totally', () => {
  const event = fc.record({
    seq: fc.integer({ min: 1, max: 3 }),
    counter: fc.constantFrom('HT-1', 'HT-2', 'HT-10', 'portal'),
    position: fc.integer({ min: 1, max: 3 }),
    id: fc.constantFrom('a', 'b'),
  }) as unknown as fc.Arbitrary<DossierEvent>;
  fc.assert(
    fc.property(event, event, event, (a, b, c) => {
      expect(Math.sign(compareEvents(a, b))).toBe(0 - Math.sign(compareEvents(b, a)));
      if (compareEvents(a, b) <= 0 && compareEvents(b, c) <= 0)
        expect(compareEvents(a, c)).toBeLessThanOrEqual(0);
      expect(compareEvents(a, b) === 0).toBe(canonicalJson(a) === canonicalJson(b));
    }),
    runs(2000),
  );
});

it('takes every valid reception, and reads back every event it decided', () => {
  fc.assert(
    fc.property(validReception(), (command) => {
      const decided = decide(null, command, NOW);
      expect(decided.ok ? [] : decided.error).toEqual([]);
    }),
    runs(150),
  );
  fc.assert(
    fc.property(eventLog(), (log) => {
      for (const event of log) {
        const sent = overTheWire(event);
        expect(sent).toEqual(event);
        expect(dossierEventSchema.parse(sent)).toEqual(event);
        expect(hashOf(sent)).toBe(hashOf(event));
        expect(readBody(sent)).toEqual(
          event.type === 'scannedByRobot' ? null : { type: event.type, data: event.data },
        );
      }
    }),
    runs(150),
  );
});

it('gives each counter a chain without gaps', () => {
  fc.assert(
    fc.property(eventLog(), (log) => {
      for (const counter of ['HT-1', 'HT-2', 'HT-3']) {
        const own = log.filter((event) => event.counter === counter).sort((a, b) => a.position - b.position);
        expect(own.map((event) => event.position)).toEqual(own.map((_, i) => i + 1));
        expect(own.slice(1).map((event) => event.prev)).toEqual(own.slice(0, -1).map(hashOf));
      }
    }),
    runs(100),
  );
});

it('refuses with errors that each name a field once, or decides at least one event', () => {
  fc.assert(
    fc.property(eventLog(), laterCommand(), (log, command) => {
      const decided = decide(fold(log), command, NOW);
      if (decided.ok) expect(decided.value.length).toBeGreaterThan(0);
      else {
        expect(decided.error.length).toBeGreaterThan(0);
        expect(new Set(decided.error.map((error) => error.field)).size).toBe(decided.error.length);
      }
    }),
    runs(150),
  );
});
