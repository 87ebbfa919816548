import { useLiveQuery } from 'dexie-react-hooks';
import { services } from '../../session/services.ts';
import { useSession } from '../../session/session.ts';
import { outboxSummary } from '../../store/outbox-view.ts';

/** What waits to be sent, live; null until it is known, so that nothing untrue is said meanwhile. */
export function useOutboxSummary(): Awaited<ReturnType<typeof outboxSummary>> | null {
  const device = useSession((session) => session.device);
  return useLiveQuery(() => outboxSummary(services().db), [device]) ?? null;
}
