import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeBackupDisk } from '../../../electron/services/backup/disk.ts';
import { KEPT } from '../../../electron/services/backup/folder.ts';
import { isDue } from '../../../electron/services/backup/settings.ts';
import { counter, machine, newFolder, PASSPHRASE } from './backup-support.ts';

describe('making a backup', () => {
  it('needs a passphrase that is long enough, a folder that is there, and a counter', async () => {
    const made = await counter();
    expect(await made.service.create([])).toMatchObject({ error: { code: 'backup-not-set-up' } });
    expect(await made.service.setUp('short')).toMatchObject({ error: { code: 'backup-passphrase-short' } });
    await made.service.setUp(PASSPHRASE);
    rmSync(made.usb, { recursive: true });
    expect(await made.service.create([])).toMatchObject({ error: { code: 'backup-folder' } });
    expect(existsSync(made.usb)).toBe(false);
    expect((await made.service.state()).last).toMatchObject({ error: 'backup-folder', where: null });
    const nobody = machine();
    await nobody.service.setUp(PASSPHRASE);
    await nobody.service.setFolder(newFolder('usb'));
    expect(await nobody.service.create([])).toMatchObject({ error: { code: 'counter-not-enrolled' } });
  });

  it.each([
    ['ENOSPC', 'backup-disk-full'],
    ['EIO', 'backup-folder'],
  ] as const)('leaves nothing when the disk fails with %s', async (failure, code) => {
    let room = 100_000;
    const made = await counter({
      ...nodeBackupDisk,
      create: async (name) => {
        const target = await nodeBackupDisk.create(name);
        return {
          ...target,
          write: async (bytes) => {
            room -= bytes.byteLength;
            if (room < 0) throw Object.assign(new Error('the disk failed'), { code: failure });
            await target.write(bytes);
          },
        };
      },
    });
    await made.service.setUp(PASSPHRASE);
    expect(await made.service.create([])).toMatchObject({ ok: false, error: { code } });
    expect(readdirSync(made.usb)).toEqual([]);
  });

  it('finds out that a stick did not keep what was written', async () => {
    const made = await counter({
      ...nodeBackupDisk,
      create: async (name) => {
        const target = await nodeBackupDisk.create(name);
        let n = 0;
        return {
          ...target,
          write: (bytes) => target.write((n += 1) === 3 ? new Uint8Array(bytes.byteLength) : bytes),
        };
      },
    });
    await made.service.setUp(PASSPHRASE);
    expect(await made.service.create([])).toMatchObject({ error: { code: 'backup-failed' } });
    expect(readdirSync(made.usb)).toEqual([]);
  });

  it('stops when asked, and leaves nothing', async () => {
    const made = await counter();
    await made.service.setUp(PASSPHRASE);
    const running = made.service.create([]);
    expect(await made.service.create([])).toMatchObject({ error: { code: 'backup-busy' } });
    made.service.cancel();
    expect(await running).toMatchObject({ error: { code: 'backup-cancelled' } });
    expect(readdirSync(made.usb)).toEqual([]);
  });

  it('keeps the newest fourteen of a counter, and what else lies there', { timeout: 60_000 }, async () => {
    const made = await counter();
    await made.service.setUp(PASSPHRASE);
    writeFileSync(path.join(made.usb, 'quay-mot-cua-HT-2-20200101-1800.backup'), 'of another counter');
    writeFileSync(path.join(made.usb, 'letters.txt'), '');
    for (let day = 1; day <= KEPT; day += 1)
      writeFileSync(
        path.join(made.usb, `quay-mot-cua-HT-1-202001${String(day).padStart(2, '0')}-1800.backup`),
        '',
      );
    expect((await made.service.create([])).ok).toBe(true);
    const left = readdirSync(made.usb);
    expect(left.filter((name) => name.startsWith('quay-mot-cua-HT-1-')).length).toBe(KEPT);
    expect(left).not.toContain('quay-mot-cua-HT-1-20200101-1800.backup');
    expect(left).toEqual(expect.arrayContaining(['letters.txt', 'quay-mot-cua-HT-2-20200101-1800.backup']));
  });
});

describe('the nightly copy', () => {
  const base = {
    version: 1 as const,
    key: { recipient: 'age1x', sealed: 'AA==' },
    folder: '/usb',
    nightlyAt: '18:00',
    last: null,
    lastGood: null,
  };
  const outcome = (at: string, error: 'backup-folder' | null = null) => ({
    at,
    error,
    where: null,
    size: 1,
    events: 1,
  });
  // 18:00 in Hạ Long is 11:00 UTC.
  it.each([
    ['after its time', {}, '2026-07-02T11:00:00Z', true],
    [
      'missed while the machine was off',
      { lastGood: outcome('2026-07-01T10:00:00Z') },
      '2026-07-02T01:00:00Z',
      true,
    ],
    ['made already', { lastGood: outcome('2026-07-02T11:00:30Z') }, '2026-07-02T12:00:00Z', false],
    ['before its time', { lastGood: outcome('2026-07-01T11:00:30Z') }, '2026-07-02T10:59:00Z', false],
    [
      'just failed',
      { last: outcome('2026-07-02T11:00:00Z', 'backup-folder') },
      '2026-07-02T11:05:00Z',
      false,
    ],
    [
      'failed a while ago',
      { last: outcome('2026-07-02T11:00:00Z', 'backup-folder') },
      '2026-07-02T11:10:00Z',
      true,
    ],
    ['without a folder', { folder: null }, '2026-07-02T12:00:00Z', false],
    ['turned off', { nightlyAt: null }, '2026-07-02T12:00:00Z', false],
  ] as const)('%s', (_name, change, now, due) => {
    expect(isDue({ ...base, ...change }, now)).toBe(due);
  });
});
