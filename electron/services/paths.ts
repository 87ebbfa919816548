import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { App } from 'electron';

/** The data folder's name. It never changes between versions, whatever the product is called. */
const DATA_FOLDER = 'quay-mot-cua';

/** Fixes where this counter's data lives, before anything reads it. `--user-data-dir=…` chooses another place. */
export function settleDataFolder(app: Pick<App, 'commandLine' | 'getPath' | 'setPath'>): string {
  const asked = app.commandLine.getSwitchValue('user-data-dir');
  const folder = asked ? path.resolve(asked) : path.join(app.getPath('appData'), DATA_FOLDER);
  mkdirSync(folder, { recursive: true });
  app.setPath('userData', folder);
  return folder;
}
