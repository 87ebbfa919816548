import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import type { ReceiptNumber } from '../../../shared/domain/receipt-number.ts';
import type { Till } from '../../../shared/domain/till/till.ts';
import { services } from '../../session/services.ts';
import { useSession } from '../../session/session.ts';
import { readMeta } from '../../store/meta.ts';
import { outboxSummary, type OutboxSummary } from '../../store/outbox-view.ts';
import { newestShifts, tillReader } from '../../store/till.ts';
import type { Shift } from '../../../shared/domain/till/shift.ts';

/** The till as it stands, kept current; undefined until it is read. */
export interface TillView {
  readonly till: Till;
  readonly outbox: OutboxSummary;
  /** Receipts of the shift that the portal has not confirmed, oldest first. */
  readonly unsentReceipts: readonly ReceiptNumber[];
  /** The shift closed last; null where there is none. */
  readonly last: Shift | null;
}

export function useTill(): TillView | undefined {
  const device = useSession((session) => session.device);
  const [read] = useState(() => tillReader(services().db));
  const till = useLiveQuery(() => read(), [device]);
  const outbox = useLiveQuery(() => outboxSummary(services().db), [device]);
  const shifts = useLiveQuery(() => newestShifts(services().db), [device]);
  const acknowledged = useLiveQuery(async () => (await readMeta(services().db, 'outbox')).acknowledged, []);
  if (!till || !outbox || !shifts || acknowledged === undefined) return undefined;
  const unsentReceipts = till.entries
    .filter(({ position }) => position > acknowledged)
    .map(({ receipt }) => receipt)
    .filter((receipt) => receipt !== null);
  return { till, outbox, unsentReceipts, last: shifts.find((shift) => shift.closed !== null) ?? null };
}
