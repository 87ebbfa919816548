import { obtainElectron } from './electron.mjs';
import { inRoot, node24, root } from './paths.mjs';
import { startPortal } from './portal.mjs';
import { run, runNode } from './run.mjs';

/**
 * Opens the app against a reference portal with demo data, and stops the portal when the app closes. Without a display
 * the scripted demo runs instead.
 * @param {readonly string[]} args for the app, or for the demo
 * @returns {Promise<number>} the exit status
 */
export async function startApp(args) {
  if (!hasDisplay()) {
    console.log(
      'There is no display (DISPLAY and WAYLAND_DISPLAY are not set): running the scripted demo instead.',
    );
    return runDemo(args);
  }
  const electron = await obtainElectron();
  const portal = await startPortal();
  const stopOnSignal = () => undefined; // the app gets the signal too and closes; then the portal is stopped below
  process.on('SIGINT', stopOnSignal);
  try {
    console.log(`The reference portal with demo data is at ${portal.url}`);
    // A folder of its own: a real counter's data on this machine stays untouched.
    const appArgs = [`--user-data-dir=${inRoot('out/user-data')}`, ...args];
    const env = { COUNTER_PORTAL: portal.url, COUNTER_DEMO: '1' };
    if (electron !== null) return await run(electron, [...rootSwitches(), root, ...appArgs], { env });
    console.log('Electron’s binary is not here and can’t be fetched: opening on the stand-in (Chromium).');
    const standin = [inRoot('build/standin/launch.ts'), inRoot('dist/electron/main.js'), ...appArgs];
    return await run(node24(), standin, { env: { ...env, STANDIN_HEADED: '1' } });
  } finally {
    process.off('SIGINT', stopOnSignal);
    await portal.stop();
  }
}

/**
 * The scripted demo: of a counter, or with `--supervisor` of the day of four offices.
 * @param {readonly string[]} args
 */
export function runDemo(args) {
  const isSupervisors = args.includes('--supervisor');
  return runNode(isSupervisors ? 'tests/e2e/demo-supervisor.ts' : 'tests/e2e/demo.ts', args);
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/** Electron refuses to run as root with its sandbox; only a developer's container does that. */
function rootSwitches() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
