import fc from 'fast-check';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { MARKER, restoreBackup, settleRestore, STAGING } from '../../../electron/services/backup/restore.ts';
import { counter, machine, newFolder, PASSPHRASE, SHA, type Machine } from './backup-support.ts';

const DRAFT = {
  id: 'd1',
  startedAt: '2026-07-01T00:00:00Z',
  updatedAt: '2026-07-01T00:00:00Z',
  entry: { name: 'Đạt' },
};

async function backedUp(): Promise<{ readonly from: Machine; readonly file: string }> {
  const from = await counter();
  expect(await from.service.setUp(PASSPHRASE)).toEqual({ ok: true, value: null });
  const made = await from.service.create([DRAFT]);
  if (!made.ok) throw new Error(made.error.code);
  expect(from.steps).toEqual(['writing', 'checking']);
  return { from, file: made.value.where ?? '' };
}

/** Everything in a folder, as paths with their bytes. */
function contentOf(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return Object.fromEntries(
    names.map((each) => {
      const file = path.join(each.parentPath, each.name);
      return [path.relative(folder, file), readFileSync(file).toString('base64')];
    }),
  );
}

const quiet = { onProgress: () => undefined, signal: new AbortController().signal };

describe('a backup', () => {
  let from: Machine;
  let file: string;
  beforeAll(async () => {
    ({ from, file } = await backedUp());
  });

  it('comes back whole on another machine, and is refused where a counter already is', async () => {
    const fresh = machine();
    const restored = await fresh.service.restore(file, PASSPHRASE.normalize('NFD'));
    expect(restored).toMatchObject({ ok: true, value: { counter: 'HT-1', events: 2, drafts: 1 } });
    const [before, after] = [contentOf(from.data), contentOf(fresh.data)];
    for (const name of ['journal/journal-000001.log', `attachments/ab/${SHA}`])
      expect(after[name]).toBe(before[name]);
    expect(JSON.parse(readFileSync(path.join(fresh.data, 'restored-drafts.json'), 'utf8'))).toEqual([DRAFT]);
    expect(existsSync(path.join(fresh.data, STAGING))).toBe(false);
    expect(await fresh.service.restore(file, PASSPHRASE)).toMatchObject({
      ok: false,
      error: { code: 'restore-not-empty' },
    });
  });

  it('names nobody outside what is encrypted', () => {
    const bytes = readFileSync(file);
    expect(bytes.includes(Buffer.from('Đạt'))).toBe(false);
    expect(bytes.subarray(0, 400).toString('latin1')).toContain('HT-1');
  });

  it('says what is wrong, and changes nothing', async () => {
    const damaged = (change: (bytes: Buffer) => Buffer, name: string) => {
      const other = path.join(newFolder('bad'), name);
      writeFileSync(other, change(Buffer.from(readFileSync(file))));
      return other;
    };
    const newer = damaged(
      (bytes) => Buffer.from(bytes.toString('latin1').replace('"format":2', '"format":3'), 'latin1'),
      'newer',
    );
    const foreign = damaged(() => Buffer.from('PK\u0003\u0004 something else'), 'foreign');
    for (const [other, passphrase, code] of [
      [file, 'another passphrase', 'backup-passphrase-wrong'],
      [newer, PASSPHRASE, 'backup-newer'],
      [foreign, PASSPHRASE, 'backup-foreign'],
      [path.join(newFolder('gone'), 'none.backup'), PASSPHRASE, 'backup-folder'],
    ] as const) {
      const { data, service } = machine();
      const before = Object.keys(contentOf(data));
      expect(await service.restore(other, passphrase)).toMatchObject({ ok: false, error: { code } });
      expect(Object.keys(contentOf(data))).toEqual(before);
      expect(existsSync(path.join(data, STAGING))).toBe(false);
    }
  });

  it('cut off or changed anywhere is never taken for whole', { timeout: 120_000 }, async () => {
    const whole = readFileSync(file);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.byteLength - 1), fc.boolean(), async (at, cut) => {
        const folder = newFolder('cut');
        const bytes = cut ? whole.subarray(0, at) : Buffer.from(whole);
        if (!cut) bytes[at] = (bytes[at] ?? 0) ^ 1;
        const other = path.join(folder, 'x.backup');
        writeFileSync(other, bytes);
        const data = path.join(folder, 'data');
        mkdirSync(data);
        const restored = await restoreBackup({
          file: other,
          passphrase: PASSPHRASE,
          dataFolder: data,
          ...quiet,
        });
        expect(restored.ok).toBe(false);
        expect(readdirSync(data)).toEqual([]);
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 12 },
    );
  });

  it('is put in place or not at all, wherever the swap is cut off', async () => {
    const wanted = machine();
    await wanted.service.restore(file, PASSPHRASE);
    const names = Object.keys(contentOf(wanted.data));
    const staged = newFolder('staged');
    const moves = [
      ['journal', 'journal'],
      ['attachments', 'attachments'],
      ['restored-drafts.json', 'drafts.json'],
    ] as const;
    for (let done = 0; done <= moves.length; done += 1) {
      const data = path.join(staged, String(done));
      mkdirSync(path.join(data, STAGING), { recursive: true });
      writeFileSync(path.join(data, MARKER), '{"version":1,"counter":"HT-1"}');
      moves.forEach(([name, inStaging], i) =>
        cpSync(
          path.join(wanted.data, name),
          i < done ? path.join(data, name) : path.join(data, STAGING, inStaging),
          { recursive: true },
        ),
      );
      expect(await settleRestore(data)).toBe('finished');
      expect(Object.keys(contentOf(data)).sort()).toEqual(names.sort());
      expect(await settleRestore(data)).toBe('none');
    }
  });

  it(
    'killed while it is unpacked, is undone or finished at the next start',
    { timeout: 120_000 },
    async () => {
      const script = path.resolve(import.meta.dirname, '../../support/restore-process.ts');
      for (const wait of [0, 40, 150, 400]) {
        const data = newFolder('killed');
        const child = spawn(process.execPath, [script, 'restore', data, file, PASSPHRASE]);
        await once(child.stdout, 'data');
        const gone = once(child, 'exit');
        // Not a wait for something: the moment of the kill.
        await new Promise((resolve) => setTimeout(resolve, wait));
        child.kill('SIGKILL');
        await gone;
        await settleRestore(data);
        const left = readdirSync(data).sort();
        expect([[], ['attachments', 'journal', 'restored-drafts.json']]).toContainEqual(left);
      }
    },
  );
});
