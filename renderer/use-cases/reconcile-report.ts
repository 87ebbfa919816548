import type { OfficeStanding } from '../../shared/domain/report/standing.ts';
import { services } from '../session/services.ts';
import { useSession } from '../session/session.ts';
import type { AskedReport } from '../store/report/messages.ts';
import { createPortalCall } from '../sync/portal-client.ts';
import { reconcileOffice, type OfficeReconciled } from './reconcile-office.ts';

export interface Reconciled extends OfficeReconciled {
  readonly office: Pick<OfficeStanding, 'id' | 'nameVi'>;
}

interface ReconcileRequest {
  readonly asked: AskedReport;
  readonly offices: readonly OfficeStanding[];
  /** Whether the portal is asked; this machine's numbers are made anyway. */
  readonly online: boolean;
  readonly signal: AbortSignal;
}

/** Reconciles offices one after the other; those done so far when it is cancelled. */
export async function reconcileReport(request: ReconcileRequest): Promise<readonly Reconciled[]> {
  const { asked, offices, online, signal } = request;
  const { db, desktop, oversight, reports } = services();
  const own = useSession.getState().device?.office.id;
  const call = createPortalCall((operation, input) =>
    desktop.invoke('portal:call', { operation, input: input as never }),
  );
  const made: Reconciled[] = [];
  for (const { id, nameVi } of offices) {
    if (signal.aborted) return made;
    const held = id === own ? db : (oversight.offices().find((each) => each.id === id)?.db ?? null);
    const options = { office: id, db: held, reports, call: online ? call : null, asked, signal };
    made.push({ office: { id, nameVi }, ...(await reconcileOffice(options)) });
  }
  return made;
}
