import { useLiveQuery } from 'dexie-react-hooks';
import { services } from '../../session/services.ts';
import { useSession } from '../../session/session.ts';
import { outboxSummary } from '../../store/outbox.ts';

const NOTHING = { unsent: 0, oldestAt: null, held: 0 } as const;

/** What waits to be sent, live. */
export function useOutboxSummary(): Awaited<ReturnType<typeof outboxSummary>> {
  const device = useSession((session) => session.device);
  return useLiveQuery(() => outboxSummary(services().db), [device]) ?? NOTHING;
}
