import { connect } from 'node:net';
import { electronBinary } from '../standin/electron-binary.mjs';
import { runNode } from './run.mjs';

const HOST = 'github.com';
const REACH_MS = 4000;
const DOWNLOAD_MS = 10 * 60_000;

/**
 * Electron's binary: installed already, or fetched by Electron's own installer when its host can be reached.
 * @returns {Promise<string | null>}
 */
export async function obtainElectron() {
  const installed = electronBinary();
  if (installed !== null) return installed;
  if (!(await mayReach())) return null;
  console.log('Fetching Electron …');
  const code = await runNode('node_modules/electron/install.js', [], { timeout: DOWNLOAD_MS }).catch(() => 1);
  return code === 0 ? electronBinary() : null;
}

/** With a mirror or a proxy only the attempt itself can tell; without, a connection must come up quickly. */
async function mayReach() {
  const names = [
    'ELECTRON_MIRROR',
    'electron_mirror',
    'npm_config_electron_mirror',
    'HTTPS_PROXY',
    'https_proxy',
  ];
  if (names.some((name) => process.env[name])) return true;
  return new Promise((resolve) => {
    const socket = connect({ host: HOST, port: 443 });
    const end = (/** @type {boolean} */ reached) => {
      socket.destroy();
      resolve(reached);
    };
    socket.setTimeout(REACH_MS, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
