import { useEffect, useState } from 'react';
import type { OfficeStanding } from '../../../shared/domain/report/standing.ts';
import { appError, type AppError } from '../../../shared/errors.ts';
import { useSession } from '../../session/session.ts';
import type { AskedReport } from '../../store/report/messages.ts';
import { reconcileReport, type Reconciled } from '../../use-cases/reconcile-report.ts';

interface ReconcileState {
  /** What it was made for; anything else is on its way. */
  readonly asked: AskedReport | null;
  readonly online: boolean;
  readonly offices: readonly Reconciled[];
  readonly error: AppError | null;
}

/** Reconciles offices one after the other, anew for every report (memoised by its caller) and when the connection comes. */
export function useReconcile(asked: AskedReport, offices: readonly OfficeStanding[]): ReconcileState | null {
  const [state, setState] = useState<ReconcileState | null>(null);
  const online = useSession(({ sync }) => sync.connection === 'online');
  useEffect(() => {
    const ended = new AbortController();
    void reconcileReport({ asked, offices, online, signal: ended.signal }).then(
      (made) => {
        if (!ended.signal.aborted) setState({ asked, online, offices: made, error: null });
      },
      () => {
        if (!ended.signal.aborted)
          setState({ asked, online, offices: [], error: appError('report-cancelled') });
      },
    );
    return () => ended.abort();
    // The offices come with what was asked for.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [asked, online]);
  return state?.asked === asked && state.online === online ? state : null;
}
