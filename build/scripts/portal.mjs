import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { inRoot, node24, root, UserError } from './paths.mjs';

const USUAL_PORT = 8899;

/**
 * Starts the reference portal with demo data on this machine.
 * @returns {Promise<{ readonly url: string, readonly stop: () => Promise<void> }>}
 */
export async function startPortal() {
  const port = (await isFree(USUAL_PORT)) ? USUAL_PORT : 0;
  const args = [
    inRoot('tests/portal/main.ts'),
    '--port',
    String(port),
    '--demo',
    '--data',
    inRoot('out/portal'),
  ];
  const child = spawn(node24(), args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise((resolve) => child.once('close', resolve));
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise((resolve, reject) => {
    child.once('error', reject);
    void exited.then((code) =>
      reject(new UserError(`The reference portal ended at once (exit status ${code}).`)),
    );
    lines.on('line', (line) => {
      const found = urlOf(line);
      if (found) resolve(found);
    });
  });
  return {
    url,
    async stop() {
      child.kill();
      await exited;
    },
  };
}

/**
 * The portal says where it is in one JSON line.
 * @param {string} line @returns {string | null}
 */
function urlOf(line) {
  try {
    return JSON.parse(line).url ?? null;
  } catch {
    return null;
  }
}

/** @param {number} port @returns {Promise<boolean>} */
function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
