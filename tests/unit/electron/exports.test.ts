import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type * as NodeFiles from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { createExports } from '../../../electron/services/exports.ts';
import { newId } from '../../../shared/ids.ts';
import { IPC } from '../../../shared/ipc/contract.ts';

// What Windows says when a file to be replaced is open in another program; the real rename without it.
const refusal = vi.hoisted(() => ({ code: '' }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof NodeFiles>();
  const rename: typeof real.rename = (from, to) =>
    refusal.code === ''
      ? real.rename(from, to)
      : Promise.reject(Object.assign(new Error('open elsewhere'), { code: refusal.code }));
  return { ...real, rename };
});

const bytes = new TextEncoder().encode('số liệu');
let data: string;
let folder: string;
let notes: string[];

function exportsTo(chosen: string | null) {
  return createExports({
    settings: path.join(data, 'exports.json'),
    askOpen: async () =>
      chosen === null ? { canceled: true, filePaths: [] } : { canceled: false, filePaths: [chosen] },
    note: (message) => notes.push(message),
  });
}

beforeEach(() => {
  data = mkdtempSync(path.join(os.tmpdir(), 'exports-'));
  folder = path.join(data, 'báo cáo');
  mkdirSync(folder);
  notes = [];
});

it('writes nowhere before a folder was chosen, and keeps the one chosen over a restart', async () => {
  expect(await exportsTo(null).save('a.csv', bytes)).toMatchObject({ error: { code: 'export-folder-none' } });
  expect(await exportsTo(null).chooseFolder()).toBeNull();
  expect(await exportsTo(folder).chooseFolder()).toBe(folder);
  expect(await exportsTo(null).folder()).toBe(folder);
  const where = path.join(folder, 'bao-cao.csv');
  expect(await exportsTo(null).save('bao-cao.csv', bytes)).toEqual({
    ok: true,
    value: {
      where,
      // sha256sum of the same bytes.
      sha256: '048c022205f4c358a40c709220dfacd29ca389b79f31ecd58ea58dd79b364d75',
      size: bytes.byteLength,
    },
  });
  expect(readFileSync(where, 'utf8')).toBe('số liệu');
  expect(readdirSync(folder)).toEqual(['bao-cao.csv']);
});

it('says that the folder is gone', async () => {
  const service = exportsTo(folder);
  await service.chooseFolder();
  rmSync(folder, { recursive: true });
  expect(await service.save('bao-cao.csv', bytes)).toMatchObject({
    error: { code: 'export-folder-missing' },
  });
  writeFileSync(folder, 'a file now');
  expect(await service.save('bao-cao.csv', bytes)).toMatchObject({
    error: { code: 'export-folder-missing' },
  });
  expect(notes).toHaveLength(2);
});

it('leaves the old file whole and nothing beside it when the new one cannot take its place', async () => {
  const service = exportsTo(folder);
  await service.chooseFolder();
  // A folder of that name cannot be replaced, as on Windows a file that is open cannot.
  mkdirSync(path.join(folder, 'bao-cao.csv', 'x'), { recursive: true });
  expect((await service.save('bao-cao.csv', bytes)).ok).toBe(false);
  expect(readdirSync(folder)).toEqual(['bao-cao.csv']);
});

it.each(['EBUSY', 'EPERM', 'EACCES'])(
  'says that the file is open in another program (%s): the old one stays whole, nothing lies beside it',
  async (code) => {
    const service = exportsTo(folder);
    await service.chooseFolder();
    const where = path.join(folder, 'bao-cao.xlsx');
    writeFileSync(where, 'the one that is open');
    refusal.code = code;
    try {
      expect(await service.save('bao-cao.xlsx', bytes)).toMatchObject({
        error: { code: 'export-file-open' },
      });
    } finally {
      refusal.code = '';
    }
    expect(readdirSync(folder)).toEqual(['bao-cao.xlsx']);
    expect(readFileSync(where, 'utf8')).toBe('the one that is open');
    expect((await service.save('bao-cao.xlsx', bytes)).ok).toBe(true);
  },
);

it('says that the disk is full, with nothing half-written', async (context) => {
  // A file system without room: /dev/full takes nothing, a folder of it does not exist; only root can mount one.
  const full = path.join(data, 'full');
  mkdirSync(full);
  const { spawnSync } = await import('node:child_process');
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', full]).status === 0;
  if (!mounted) context.skip('NOT RUN full disk: no file system could be mounted here');
  try {
    const service = exportsTo(full);
    await service.chooseFolder();
    expect(await service.save('a.csv', new Uint8Array(1_000_000))).toMatchObject({
      error: { code: 'export-disk-full' },
    });
    expect(readdirSync(full)).toEqual([]);
  } finally {
    spawnSync('umount', [full]);
  }
});

it('says that a file cannot be replaced where nothing may be written', async (context) => {
  if (process.getuid?.() === 0) {
    context.skip('NOT RUN read-only folder: root may write everywhere');
  }
  const service = exportsTo(folder);
  await service.chooseFolder();
  chmodSync(folder, 0o555);
  expect(await service.save('bao-cao.csv', bytes)).toMatchObject({ error: { code: 'export-file-open' } });
});

it('takes names only that no path can hide in', () => {
  const takes = (name: string) => IPC['exports:save'].request.safeParse({ id: newId(), name }).success;
  expect(takes('bao-cao-HT-20261101-20261130.xlsx')).toBe(true);
  for (const name of [
    '../a.csv',
    'a/b.csv',
    'a.b.csv',
    'a.exe',
    '.csv',
    'a.csv\u0000',
    'a'.repeat(81) + '.csv',
  ])
    expect([name, takes(name)]).toEqual([name, false]);
});
