import os from 'node:os';
import type { Configuration } from '../services/configuration.ts';
import type { IpcHandlers } from './register.ts';

/** What this machine and build are. */
export function appHandlers(
  version: string,
  deviceId: string,
  { portalUrl, demo }: Configuration,
  encrypted: () => boolean,
): Pick<IpcHandlers, 'app:about'> {
  return {
    'app:about': () => ({
      version,
      // The stand-in runs the main process on plain Node.
      runtime: 'electron' in process.versions ? 'electron' : 'stand-in',
      portalUrl,
      demo,
      deviceName: os.hostname().slice(0, 100) || 'counter',
      deviceId,
      encrypted: encrypted(),
    }),
  };
}
