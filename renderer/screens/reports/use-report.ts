import type { MadeReport } from '../../../shared/domain/report/made.ts';
import { useCallback, useEffect, useState } from 'react';
import { appError, type AppError } from '../../../shared/errors.ts';
import { services } from '../../session/services.ts';
import type { AskedReport, Progress } from '../../store/report/messages.ts';
import { ReportCancelled } from '../../store/report/report-client.ts';

interface ReportState {
  /** The last report made; stays while the next one is. */
  readonly made: MadeReport | null;
  /** What `made` was asked for. */
  readonly asked: AskedReport | null;
  readonly progress: Progress | null;
  readonly error: AppError | null;
}

/** Makes the report asked for (memoised by its caller) and tells how far it is. */
export function useReport(asked: AskedReport | null) {
  const [state, setState] = useState<ReportState>({ made: null, asked: null, progress: null, error: null });
  useEffect(() => {
    if (!asked) return;
    let wanted = true;
    const set = (change: Partial<ReportState>) => {
      if (wanted) setState((before) => ({ ...before, ...change }));
    };
    set({ progress: { done: 0, total: 0 }, error: null });
    services()
      .reports.report(asked, (progress) => set({ progress }))
      .then(
        (made) => set({ made, asked, progress: null }),
        (problem: unknown) =>
          set({
            progress: null,
            error: appError(problem instanceof ReportCancelled ? 'report-cancelled' : 'store-failed'),
          }),
      );
    return () => {
      wanted = false;
    };
  }, [asked]);
  return { ...state, cancel: useCallback(() => services().reports.cancel(), []) };
}
