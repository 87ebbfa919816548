import { cpSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readDevice } from '../../../electron/services/device.ts';

const newFolder = () => mkdtempSync(path.join(os.tmpdir(), 'device-'));

it('makes the device’s id once and keeps it; a damaged file gives another', async () => {
  const file = path.join(newFolder(), 'device.json');
  const first = await readDevice(file);
  expect(await readDevice(file)).toEqual({ id: first.id, copied: false });
  writeFileSync(file, '{"id": "mine"}');
  const second = await readDevice(file);
  expect(second.id).toMatch(/^[0-9a-f-]{36}$/u);
  expect(second.id).not.toBe(first.id);
});

it('tells a copied data folder from one that was only renamed', async () => {
  const folder = newFolder();
  const { id } = await readDevice(path.join(folder, 'device.json'));
  const copy = path.join(newFolder(), 'copy');
  cpSync(folder, copy, { recursive: true });
  const copied = await readDevice(path.join(copy, 'device.json'));
  expect(copied.copied).toBe(true);
  expect(copied.id).not.toBe(id);
  // It is a device of its own from then on, said once.
  expect(await readDevice(path.join(copy, 'device.json'))).toEqual({ id: copied.id, copied: false });
  const moved = path.join(newFolder(), 'moved');
  renameSync(folder, moved);
  expect(await readDevice(path.join(moved, 'device.json'))).toEqual({ id, copied: false });
});

it('knows another machine, and takes one that cannot tell for the same', async () => {
  const file = path.join(newFolder(), 'device.json');
  const { id } = await readDevice(file, { machine: 'a', folder: '1' });
  expect(await readDevice(file, { machine: null, folder: '1' })).toEqual({ id, copied: false });
  expect((await readDevice(file, { machine: 'b', folder: '1' })).copied).toBe(true);
});

it('keeps the id of a file from before places were noted', async () => {
  const file = path.join(newFolder(), 'device.json');
  const id = '019c0000-0000-7000-8000-000000000000';
  writeFileSync(file, JSON.stringify({ id }));
  expect(await readDevice(file, { machine: 'a', folder: '1' })).toEqual({ id, copied: false });
  expect((await readDevice(file, { machine: 'b', folder: '1' })).copied).toBe(true);
});
