import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decide } from '../../shared/domain/dossier/decide.ts';
import { erasedForm, eventHash } from '../../shared/domain/dossier/erasure.ts';
import { isKnownType, readBody, type DossierEvent } from '../../shared/domain/dossier/event.ts';
import { fold } from '../../shared/domain/dossier/evolve.ts';
import { LIFE_STEPS } from '../../shared/domain/dossier/life.ts';
import { verifyChain } from '../../shared/domain/dossier/verify-chain.ts';
import { factOf } from '../../shared/domain/report/fact.ts';
import { eventLog } from '../support/arbitrary-logs.ts';
import { author, receiveCommand, write, type Written } from '../support/catalogue.ts';
import { stepCommand } from '../support/step-command.ts';

const erase = (log: readonly DossierEvent[]) => log.map((event) => erasedForm(event, isKnownType(event)));

/** What tells of a person in a log, as its events hold it. */
function personalTexts(log: readonly DossierEvent[]): readonly string[] {
  const texts: string[] = [];
  const take = (value: unknown, key: string): void => {
    if (typeof value === 'object' && value !== null)
      for (const [part, each] of Object.entries(value)) {
        // The matter, not the person: its authority stands there too.
        if (part !== 'procedure') take(each, Array.isArray(value) ? key : part);
      }
    else if (typeof value === 'string' && PERSONAL.has(key)) texts.push(value);
  };
  for (const { data, type } of log) {
    take(data, '');
    if (type === 'corrected') {
      const { field, from, to } = data as { field: string; from: unknown; to: unknown };
      if (field !== 'dueAt') texts.push(...[from, to].filter((side) => typeof side === 'string'));
    }
  }
  // A letter or two stand in many a word.
  return texts.filter((text) => text.length > 3);
}
const PERSONAL: ReadonlySet<string> = new Set(
  'name phone email birthDate street ward taxCode authority note text reason approver recipient'.split(' '),
);

it('what is left of an erased dossier tells of nobody, counts as before, and keeps every chain whole', () => {
  fc.assert(
    fc.property(eventLog(), (log) => {
      const erased = erase(log);
      const left = JSON.stringify(erased.map(({ data }) => data));
      for (const text of personalTexts(log)) expect(left).not.toContain(JSON.stringify(text).slice(1, -1));
      for (const event of erased) if (isKnownType(event)) expect(readBody(event), event.type).not.toBeNull();
      const [before, after] = [fold(log), fold(erased)];
      expect(after && factOf(after)).toEqual(before && factOf(before));
      for (const [counter, own] of Map.groupBy(erased, (event) => event.counter))
        expect(verifyChain(own, { counter })).toBeNull();
      expect(erased.map(eventHash)).toEqual(log.map(eventHash));
      expect(erase(erased)).toEqual(erased);
    }),
    { numRuns: 200 },
  );
});

it('every life a dossier can have is counted as before', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...LIFE_STEPS), fc.integer({ min: 0, max: 90 })), {
        maxLength: 25,
        size: 'max',
      }),
      (tries) => {
        let now = Date.parse('2026-07-13T02:00:00.000Z');
        let written: Written = write([receiveCommand()]);
        for (const [type, hours] of tries) {
          now += hours * 3_600_000;
          const command = stepCommand(type, written.dossier, hours);
          const by = author({ now: new Date(now).toISOString() });
          if (decide(written.dossier, command, by.now).ok) written = write([command], by, written);
        }
        const erased = erase(written.events);
        for (const event of erased) expect(readBody(event), event.type).not.toBeNull();
        const after = fold(erased);
        expect(after && factOf(after)).toEqual(factOf(written.dossier));
        expect(after?.life?.stage).toBe(written.dossier.life?.stage);
      },
    ),
    { numRuns: 200 },
  );
});
