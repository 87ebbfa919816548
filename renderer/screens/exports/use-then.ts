import { useEffect, useState } from 'react';
import { appError, type AppError } from '../../../shared/errors.ts';
import { services } from '../../session/services.ts';
import type { RecordedExport } from '../../store/report/exports.ts';
import type { ReportThen } from '../../store/report/history.ts';
import type { Progress } from '../../store/report/messages.ts';

interface ThenState {
  readonly then: ReportThen | null;
  readonly progress: Progress | null;
  readonly error: AppError | null;
}

/** Makes an exported report again as it was, once; tells how far it is. */
export function useThen({ exported }: RecordedExport): ThenState {
  const [state, setState] = useState<ThenState>({ then: null, progress: null, error: null });
  useEffect(() => {
    let wanted = true;
    const set = (next: ThenState) => {
      if (wanted) setState(next);
    };
    services()
      .reports.then(exported, (progress) => set({ then: null, progress, error: null }))
      .then(
        (then) => set({ then, progress: null, error: null }),
        () => set({ then: null, progress: null, error: appError('store-failed') }),
      );
    return () => {
      wanted = false;
    };
  }, [exported]);
  return state;
}
