import type { Desktop } from '../../shared/ipc/contract.ts';
import { createUploads, type Uploads } from '../sync/uploads.ts';
import { reportBug } from './report-bug.ts';
import { resultOf } from './reply.ts';
import { useSession } from './session.ts';
import { startTimer } from './start-timer.ts';

/** Uploads by main, with the progress of the one under way in the session. `onNews`: see `createUploads`. */
export function createMainUploads(desktop: Desktop, onNews: () => void): Uploads {
  return createUploads({
    send: async (sha256) => {
      const sent = resultOf(await desktop.invoke('attachments:upload', { sha256 }));
      useSession.setState({ upload: null });
      return sent.ok ? { ok: true, value: null } : sent;
    },
    cancel: () => void desktop.invoke('attachments:stop', {}),
    startTimer,
    onNews,
    onBug: (bug) => reportBug(desktop, 'uploads', bug),
  });
}
