import type { Journal } from '../services/journal/journal.ts';
import type { Space } from '../services/journal/space.ts';
import type { IpcHandlers } from './register.ts';

type Channels = 'journal:append' | 'journal:erase' | 'journal:state' | 'journal:read' | 'journal:space';

/** The journal beside the renderer's database, and the room left for both. */
export function journalHandlers(journal: Journal, space: () => Promise<Space>): Pick<IpcHandlers, Channels> {
  return {
    'journal:append': async ({ entries }) => {
      const kept = await journal.append(entries);
      return kept.ok ? { ok: true, value: {} } : kept;
    },
    'journal:erase': async ({ events }) => journal.erase(events),
    'journal:state': () => journal.state(),
    'journal:read': ({ cursor, limit }) => journal.read(cursor, limit),
    'journal:space': space,
  };
}
