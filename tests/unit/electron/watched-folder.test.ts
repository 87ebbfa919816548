import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { FILE_PART } from '../../../shared/ipc/file-part.ts';
import {
  createWatchedFolder,
  KEPT_FOLDER,
  LISTED,
} from '../../../electron/services/scanning/watched-folder.ts';

let folder: string;
let watched: ReturnType<typeof createWatchedFolder>;
let now: number;

beforeEach(async () => {
  const data = mkdtempSync(path.join(os.tmpdir(), 'scans-'));
  folder = path.join(data, 'máy quét');
  mkdirSync(folder);
  now = Date.now();
  watched = createWatchedFolder({
    settings: path.join(data, 'scanning.json'),
    askOpen: async () => ({ canceled: false, filePaths: [folder] }),
    note: () => undefined,
    now: () => now,
  });
});

function put(name: string, seconds: number, content = name): void {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  utimesSync(file, now / 1000 - seconds, now / 1000 - seconds);
}

it('says that no folder was chosen, or that it is gone', async () => {
  expect(await watched.list()).toMatchObject({ error: { code: 'scan-folder-none' } });
  await watched.chooseFolder();
  rmSync(folder, { recursive: true });
  expect(await watched.list()).toMatchObject({ error: { code: 'scan-folder-missing' } });
});

it('lists pages oldest first and nothing else: no links, no programs, nothing that is still being written', async () => {
  await watched.chooseFolder();
  put('trang 10.jpg', 20);
  put('trang 9.jpg', 20);
  put('trang 1.PNG', 30);
  put('dang-ghi.jpg', 0);
  put('virus.exe', 30);
  put('rỗng.jpg', 30, '');
  symlinkSync('/etc/passwd', path.join(folder, 'passwd.jpg'));
  const list = await watched.list();
  expect(list.ok && list.value.files.map(({ name }) => name)).toEqual([
    'trang 1.PNG',
    'trang 9.jpg',
    'trang 10.jpg',
  ]);
});

it('reads a file in parts, never outside the folder, and puts it aside without writing over another', async () => {
  await watched.chooseFolder();
  const large = 'x'.repeat(FILE_PART + 5);
  put('a.jpg', 10, large);
  const first = await watched.read('a.jpg', 0);
  const second = await watched.read('a.jpg', FILE_PART);
  expect([first, second].map((part) => part.ok && [part.value.bytes.byteLength, part.value.end])).toEqual([
    [FILE_PART, false],
    [5, true],
  ]);
  expect(await watched.read('../scanning.json', 0)).toMatchObject({ error: { code: 'scan-folder-missing' } });
  await watched.putAside(['a.jpg']);
  put('a.jpg', 10, 'another');
  await watched.putAside(['a.jpg', 'gone.jpg']);
  expect(readdirSync(path.join(folder, KEPT_FOLDER)).sort()).toEqual(['a (2).jpg', 'a.jpg']);
  expect(readFileSync(path.join(folder, KEPT_FOLDER, 'a.jpg'), 'utf8')).toBe(large);
});

it('shows the first of ten thousand files and how many there are', async () => {
  await watched.chooseFolder();
  for (let i = 0; i < 10_000; i++) writeFileSync(path.join(folder, `${String(i).padStart(5, '0')}.jpg`), 'x');
  now += 10_000;
  const list = await watched.list();
  expect(list).toMatchObject({ ok: true, value: { count: 10_000 } });
  expect(list.ok && list.value.files.length).toBe(LISTED);
});
