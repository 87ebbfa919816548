import { obtainElectron } from './electron.mjs';
import { inRoot, UserError } from './paths.mjs';
import { runNode } from './run.mjs';

/**
 * Makes the installer for this system into release/ with electron-builder.
 * @param {readonly string[]} args for electron-builder, e.g. `--dir`
 * @returns {Promise<number>} the exit status
 */
export async function makeInstaller(args) {
  if ((await obtainElectron()) === null) {
    throw new UserError(
      'Electron’s binary is not here and can’t be fetched: no installer was made. Try again with a connection to github.com, or set ELECTRON_MIRROR.',
    );
  }
  const options = [
    '--config',
    'electron-builder.yml',
    `-c.electronDist=${inRoot('node_modules/electron/dist')}`,
    '--publish',
    'never',
  ];
  return runNode('node_modules/electron-builder/cli.js', [...options, ...args]);
}
