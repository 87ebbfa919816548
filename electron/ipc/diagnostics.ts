import type { Diagnostics } from '../services/diagnostics.ts';
import type { createSupportBundle } from '../services/support-bundle.ts';
import type { IpcHandlers } from './register.ts';

type Channels = 'diagnostics:report' | 'diagnostics:save-bundle';

/** The renderer's bugs, into the same log as main's; and what support is handed. */
export function diagnosticsHandlers(
  diagnostics: Diagnostics,
  saveBundle: ReturnType<typeof createSupportBundle>,
): Pick<IpcHandlers, Channels> {
  return {
    'diagnostics:report': (report) => {
      diagnostics.report(report);
      return {};
    },
    'diagnostics:save-bundle': ({ counter }) => saveBundle(counter),
  };
}
