import type { OpenDialogOptions, OpenDialogReturnValue } from 'electron';
import { draftsSchema } from '../../shared/backup.ts';
import { dropRestoredDrafts, restoredDrafts } from '../services/backup/restore.ts';
import type { Protection } from '../services/backup/protection.ts';
import type { BackupService } from '../services/backup/service.ts';
import type { IpcHandlers } from './register.ts';

type Channels = Extract<keyof IpcHandlers, `backup:${string}`>;
type AskOpen = (options: OpenDialogOptions) => Promise<OpenDialogReturnValue>;

/** Backup and restore. Where to write and what to read is chosen in the system's own dialog, never by the page. */
export function backupHandlers(
  backup: BackupService,
  dataFolder: string,
  protection: Protection,
  askOpen: AskOpen,
): Pick<IpcHandlers, Channels> {
  /** The file chosen last for a restore; the page never names one. */
  let chosen: string | null = null;
  return {
    'backup:state': () => backup.state(),
    'backup:set-up': async ({ passphrase }) => {
      const done = await backup.setUp(passphrase);
      return done.ok ? { ok: true, value: {} } : done;
    },
    'backup:choose-folder': async () => {
      const { canceled, filePaths } = await askOpen({ properties: ['openDirectory', 'createDirectory'] });
      if (!canceled && filePaths[0]) await backup.setFolder(filePaths[0]);
      return backup.state();
    },
    'backup:set-nightly': async ({ at }) => {
      await backup.setNightly(at);
      return backup.state();
    },
    'backup:create': ({ drafts }) => backup.create(drafts),
    'backup:cancel': () => {
      backup.cancel();
      return {};
    },
    'backup:choose-file': async () => {
      const { canceled, filePaths } = await askOpen({
        properties: ['openFile'],
        filters: [{ name: 'Backup', extensions: ['backup'] }],
      });
      if (!canceled && filePaths[0]) chosen = filePaths[0];
      return { file: chosen };
    },
    'backup:restore': async ({ passphrase }) =>
      chosen === null ? { ok: false, error: { code: 'backup-foreign' } } : backup.restore(chosen, passphrase),
    'backup:drafts': async () => {
      const drafts = draftsSchema.safeParse(await restoredDrafts(dataFolder, protection));
      return { drafts: drafts.success ? drafts.data : [] };
    },
    'backup:drafts-taken': async () => {
      await dropRestoredDrafts(dataFolder);
      return {};
    },
  };
}
