import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { askFiles } from '../portal/attachments/upload-support.ts';
import type { Credentials } from '../portal/client.ts';
import { filesBelow, sha256Of, storeIn } from '../unit/electron/attachment-support.ts';
import { killAfterLine } from './killed-child.ts';

/** What a kill met. */
export interface UploadKill {
  /** Bytes of a file were on their way to the portal. */
  readonly upload: boolean;
  /** A file was half taken in. */
  readonly intake: boolean;
  /** Bytes that were sent for nothing and go again. */
  readonly twice: number;
}

/** Uploading processes, one after another in one folder. Each check that fails throws. */
export interface KilledUploads {
  /** Starts one and SIGKILLs it so many milliseconds after its nth line; then looks at what is left. */
  readonly kill: (line: number, ms: number, seed: string) => Promise<UploadKill>;
  /** Lets one run to its end; then all that was ever confirmed must be here and at the portal. */
  readonly finish: () => Promise<{ readonly files: number; readonly bytes: number; readonly sent: number }>;
}

/** What the processes said of one file. */
interface Told {
  sent: number;
  twice: number;
  confirmed: boolean;
  there: boolean;
}

const SCRIPT = path.join(import.meta.dirname, 'upload-process.ts');

export function killedUploads(folder: string, url: string, credentials: Credentials): KilledUploads {
  const told = new Map<string, Told>();
  const incoming = path.join(folder, 'incoming');
  mkdirSync(incoming);
  const ask = (sha256: string, method: string) => askFiles(url, credentials, `/${sha256}`, { method });

  async function run(line: number, ms: number, ...more: readonly string[]) {
    const args = [folder, url, credentials.counter ?? '', credentials.session ?? '', ...more];
    const { lines, killed } = await killAfterLine(line, SCRIPT, args, ms);
    /** The file whose bytes were sent last, unless the portal had it by then. */
    let onItsWay: string | null = null;
    for (const said of lines.slice(1)) {
      const [what, sha256 = '', bytes] = said.split(' ');
      const of = told.get(sha256) ?? { sent: 0, twice: 0, confirmed: false, there: false };
      told.set(sha256, of);
      if (what === 'kept') of.confirmed = true;
      if (what === 'part') of.sent += Number(bytes);
      if (what === 'there') of.there = true;
      if (what !== 'kept') onItsWay = what === 'part' ? sha256 : null;
    }
    return { killed, onItsWay };
  }

  /** Every file that counts as one is whole, and no confirmed one is missing. Gives their names. */
  async function wholeFiles(): Promise<readonly string[]> {
    const store = storeIn(folder);
    const names = filesBelow(folder)
      .filter((file) => path.dirname(file) !== 'incoming')
      .map((file) => path.basename(file));
    for (const name of names) expect(await store.verify(name)).toMatchObject({ ok: true });
    expect([...told].filter(([name, { confirmed }]) => confirmed && !names.includes(name))).toEqual([]);
    return names;
  }

  /** How much of a file goes twice after a kill: what was sent since the last, less what the portal has more of it. */
  async function lostOf(sha256: string): Promise<number> {
    const head = await ask(sha256, 'HEAD');
    const offset = Number(head.headers.get('upload-offset') ?? 0);
    const whole = head.status === 200 && offset === Number(head.headers.get('upload-length'));
    // Half a file does not count as one at the portal either.
    expect((await ask(sha256, 'GET')).status).toBe(whole ? 200 : 404);
    const of = told.get(sha256) ?? { sent: 0, twice: 0 };
    const lost = of.sent - of.twice - offset;
    of.twice += lost;
    return lost;
  }

  return {
    async kill(line, ms, seed) {
      const known = [...told].filter(([, { there }]) => there).map(([sha256]) => sha256);
      const { killed, onItsWay } = await run(line, ms, seed, known.join(','));
      expect(killed).toBe(true);
      await wholeFiles();
      return {
        upload: onItsWay !== null,
        intake: filesBelow(incoming).length > 0,
        twice: onItsWay === null ? 0 : await lostOf(onItsWay),
      };
    },
    async finish() {
      expect(await run(1, 600_000)).toEqual({ killed: false, onItsWay: null });
      const names = await wholeFiles();
      expect(filesBelow(incoming)).toEqual([]);
      let bytes = 0;
      for (const name of names) {
        const got = Buffer.from(await (await ask(name, 'GET')).arrayBuffer());
        expect(sha256Of(got)).toBe(name);
        const { sent = 0, twice = 0 } = told.get(name) ?? {};
        expect(sent - twice).toBe(got.length);
        bytes += got.length;
      }
      const sent = [...told.values()].reduce((sum, of) => sum + of.sent, 0);
      return { files: names.length, bytes, sent };
    },
  };
}
