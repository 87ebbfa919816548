import type { Diagnostics } from '../services/diagnostics.ts';
import type { IpcHandlers } from './register.ts';

/** The renderer's bugs, into the same log as main's. */
export function diagnosticsHandlers(diagnostics: Diagnostics): Pick<IpcHandlers, 'diagnostics:report'> {
  return {
    'diagnostics:report': (report) => {
      diagnostics.report(report);
      return {};
    },
  };
}
