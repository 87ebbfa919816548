import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readDeviceId } from '../../../electron/services/device.ts';

it('makes the device’s id once and keeps it; a damaged file gives another', async () => {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'device-')), 'device.json');
  const first = await readDeviceId(file);
  expect(await readDeviceId(file)).toBe(first);
  writeFileSync(file, '{"id": "mine"}');
  const second = await readDeviceId(file);
  expect(second).toMatch(/^[0-9a-f-]{36}$/u);
  expect(second).not.toBe(first);
});
