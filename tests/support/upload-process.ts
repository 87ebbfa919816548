/**
 * Attaches files and brings them to a portal in a process of its own, with the app's real store and uploader, so that a
 * test can SIGKILL it anywhere:
 *
 *   node tests/support/upload-process.ts <folder> <portal URL> <device token> <session token> <seed> [<sha256>,…]
 *     without end: takes files of 2 to 4 MB in, each while the one before goes up. Named are those known to be there.
 *   node tests/support/upload-process.ts <folder> <portal URL> <device token> <session token>
 *     brings all to the portal that is in the folder, and ends.
 *
 * Prints `begin`, and a line before or after each thing a test must know of: `kept <sha256> <bytes>` once a file is
 * confirmed, `part <sha256> <bytes>` before bytes of it are sent, `there <sha256>` once the portal has all of it.
 */
import { writeSync } from 'node:fs';
import path from 'node:path';
import { createUploader } from '../../electron/services/attachments/uploader.ts';
import { createRandom } from '../portal/seed/random.ts';
import { filesBelow, pdfOf, sha256Of, storeIn, take } from '../unit/electron/attachment-support.ts';

const MB = 1024 * 1024;
const [folder = '', baseUrl = '', device = '', session = '', seed, known = ''] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);
const store = storeIn(folder);
let onItsWay = '';
const uploader = createUploader({
  baseUrl,
  store,
  tokens: () => ({ device, session }),
  fetch: (address, init) => {
    if (init.body instanceof Uint8Array) say(`part ${onItsWay} ${String(init.body.byteLength)}`);
    return fetch(address, init);
  },
  onProgress: () => undefined,
});

async function bring(sha256: string): Promise<void> {
  onItsWay = sha256;
  const brought = await uploader.upload(sha256);
  if (!brought.ok) throw new Error(brought.error.code);
  say(`there ${sha256}`);
}

async function keep(bytes: Buffer): Promise<string> {
  const sha256 = sha256Of(bytes);
  const kept = await take(store, bytes, 64 * 1024);
  if (!kept.ok || kept.value.sha256 !== sha256) throw new Error('not kept');
  return sha256;
}

/** Takes a file in; then, as long as another goes up, the same one for other dossiers, so that it is replaced all the time. */
async function keepDuring(bytes: Buffer, going: Promise<void>): Promise<string> {
  const state = { gone: false };
  const end = going.finally(() => (state.gone = true));
  const sha256 = await keep(bytes);
  say(`kept ${sha256} ${String(bytes.length)}`);
  while (!state.gone) await keep(bytes);
  await end;
  return sha256;
}

say('begin');
await store.sweep();
const left = filesBelow(folder).map((file) => path.basename(file));
let waiting = left.filter((sha256) => !known.split(',').includes(sha256));
if (seed === undefined) for (const sha256 of waiting) await bring(sha256);
else
  for (const random = createRandom(seed); ;) {
    const [next, ...others] = waiting;
    const going = next === undefined ? Promise.resolve() : bring(next);
    waiting = [...others, await keepDuring(pdfOf(2 * MB + random.below(2 * MB)), going)];
  }
