import fc from 'fast-check';
import { sealEvents, type Author, type ChainHead } from '../../shared/domain/dossier/chain.ts';
import { decide, type Command } from '../../shared/domain/dossier/decide.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { fold } from '../../shared/domain/dossier/evolve.ts';
import { instant, laterCommand, validReception } from './arbitraries.ts';
import { author, FIRST, NOW, OFFICE } from './catalogue.ts';

/** Fixed UUIDs, so that a failing example can be run again. */
export function sequentialIds(): () => string {
  let last = 0;
  return () => `01980000-0000-7000-8000-${String((last += 1)).padStart(12, '0')}`;
}

interface Step {
  readonly counter: number;
  readonly command: Command | 'sync' | 'newer-app';
  readonly clock: string;
}

const step = (): fc.Arbitrary<Step> =>
  fc.record({
    counter: fc.integer({ min: 0, max: 2 }),
    command: fc.oneof(
      { weight: 5, arbitrary: laterCommand() },
      { weight: 2, arbitrary: fc.constant('sync' as const) },
      { weight: 1, arbitrary: fc.constant('newer-app' as const) },
    ),
    clock: instant(),
  });

interface Log {
  known: readonly DossierEvent[];
  head: ChainHead;
  readonly by: Author;
}

function act(log: Log, dossierId: string, { command, clock }: Step, all: readonly DossierEvent[]): void {
  if (command === 'sync') {
    log.known = all;
    return;
  }
  const dossier = fold(log.known);
  const lastSeq = dossier?.lastSeq ?? 0;
  const newer = [{ type: 'scannedByRobot', data: { nested: [1, null, 'đ'] } }] as unknown as Parameters<
    typeof sealEvents
  >[0];
  const decided = command === 'newer-app' ? newer : decide(dossier, command, clock);
  const bodies = 'ok' in decided ? (decided.ok ? decided.value : []) : decided;
  const sealed = sealEvents(bodies, { id: dossierId, lastSeq }, log.head, { ...log.by, now: clock });
  log.known = [...log.known, ...sealed.events];
  log.head = sealed.head;
}

/**
 * All events of one dossier that three counters of an office worked on, each seeing the others' work only after a sync,
 * with clocks that agree on nothing and events of a newer app between. The first was written by counter HT-1.
 */
export const eventLog = (): fc.Arbitrary<readonly DossierEvent[]> =>
  fc.tuple(validReception(), fc.array(step(), { maxLength: 14 })).map(([reception, steps]) => {
    const newId = sequentialIds();
    const dossierId = newId();
    const logs = [1, 2, 3].map((number): Log => ({
      known: [],
      head: FIRST,
      by: author({ newId, counter: `${OFFICE.id}-${String(number)}` }),
    }));
    const everything = () => [
      ...new Map(logs.flatMap(({ known }) => known).map((event) => [event.id, event])).values(),
    ];
    logs.forEach((log, counter) =>
      act(log, dossierId, { counter, command: counter === 0 ? reception : 'sync', clock: NOW }, everything()),
    );
    for (const each of steps) {
      const log = logs[each.counter];
      if (log) act(log, dossierId, each, everything());
    }
    return everything();
  });
