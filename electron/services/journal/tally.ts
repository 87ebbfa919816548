import { eventHash } from '../../../shared/domain/dossier/erasure.ts';
import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import type { JournalEntry, JournalNote, JournalState } from '../../../shared/journal.ts';
import { joinRanges, type Range } from '../../../shared/ranges.ts';

interface Holding {
  held: readonly Range[];
  last: DossierEvent;
}

/** Keeps count of what the journal holds, entry by entry. */
export interface Tally {
  add(entry: JournalEntry): void;
  note(note: JournalNote): void;
  state(): JournalState;
}

export function createTally(): Tally {
  const counters = new Map<string, Holding>();
  const notes: JournalNote[] = [];
  let entries = 0;
  let device: JournalState['device'] = null;
  let catalogueVersion = 0;

  function addEvent(event: DossierEvent): void {
    const { counter, position } = event;
    const known = counters.get(counter);
    if (!known) return void counters.set(counter, { held: [[position, position]], last: event });
    const end = known.held.at(-1);
    // Nearly always the next position: no need to sort anything.
    known.held =
      end && position === end[1] + 1
        ? known.held.with(-1, [end[0], position])
        : joinRanges([...known.held, [position, position]]);
    if (position >= known.last.position) known.last = event;
  }

  return {
    add(entry) {
      entries += 1;
      if (entry.kind === 'events') for (const event of entry.events) addEvent(event);
      else if (entry.kind === 'device') device = entry.state;
      else if (entry.kind === 'catalogue')
        catalogueVersion = Math.max(catalogueVersion, entry.catalogue.version);
      // What changed is worth something only after what it changes.
      else if (entry.patch.from === catalogueVersion) catalogueVersion = entry.patch.version;
    },
    note: (note) => void notes.push(note),
    state: () => ({
      counters: [...counters].map(([counter, { held, last }]) => ({
        counter,
        held,
        hash: eventHash(last),
      })),
      entries,
      device,
      catalogueVersion,
      notes: [...notes],
    }),
  };
}
