import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { ask, placeOf, startCounter } from './client.ts';
import { createRandom } from './seed/random.ts';

const MAIN = path.join(import.meta.dirname, 'main.ts');
const HT = placeOf('HT');
const DEVICE = '0191a5a0-0000-7000-8000-000000000001';

async function startMain(
  args: readonly string[],
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = fork(MAIN, [...args], {
    execArgv: [],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, DATABASE_URL: undefined },
  });
  if (!child.stdout) throw new Error('no output to read');
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([text]) => String(text)),
    once(child, 'exit').then(([code]) =>
      Promise.reject(new Error(`ended with ${String(code)} before it was ready`)),
    ),
  ]);
  return { child, url: (JSON.parse(line) as { url: string }).url };
}

test(
  'it says where it is, ends when its parent lets go, and has kept its data',
  { timeout: 180_000 },
  async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'portal-'));
    try {
      const first = await startMain(['--data', path.join(folder, 'data')]);
      expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u);
      const counter = await startCounter(first.url, HT, 1, DEVICE);
      await counter.lease();
      await counter.push(counter.receive(createRandom('main')));
      const exit = once(first.child, 'exit');
      first.child.disconnect();
      expect((await exit)[0]).toBe(0);

      const second = await startMain(['--data', path.join(folder, 'data')]);
      const again = await startCounter(second.url, HT, 1, DEVICE);
      expect((await again.pullAll('1')).filter((event) => event.counter === again.id)).toEqual(counter.log);
      expect((await ask(second.url, 'position', {}, again.credentials)).acknowledged).toBe(
        counter.log.length,
      );
      const end = once(second.child, 'exit');
      if (process.platform === 'win32') second.child.disconnect();
      else second.child.kill('SIGTERM');
      expect((await end)[0]).toBe(0);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);
