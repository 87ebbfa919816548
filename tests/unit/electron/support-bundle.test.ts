import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { createDiagnostics } from '../../../electron/services/diagnostics.ts';
import { createSupportBundle } from '../../../electron/services/support-bundle.ts';
import { counterReportSchema } from '../../../shared/diagnostics.ts';
import { appError } from '../../../shared/errors.ts';
import { fail } from '../../../shared/result.ts';

function bundleInto(file: string | null) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'support-bundle-'));
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const diagnostics = createDiagnostics(folder);
  const asked: string[] = [];
  const save = createSupportBundle({
    version: '1.2.3',
    portalUrl: 'http://127.0.0.1:1',
    dataFolder: folder,
    diagnostics,
    journal: async () => fail(appError('store-failed')),
    askWhere: async ({ defaultPath }) => {
      asked.push(defaultPath ?? '');
      return file === null
        ? { canceled: true, filePath: '' }
        : { canceled: false, filePath: path.join(folder, file) };
    },
    now: () => new Date('2026-11-24T03:04:05Z'),
  });
  return { save, diagnostics, asked, folder };
}

it('is written even when database and journal can’t be read, with the last errors by reference', async () => {
  const { save, diagnostics, asked, folder } = bundleInto('bundle.json');
  const reference = diagnostics.bug('print', new Error('broken'));
  expect(await save(null)).toEqual({ ok: true, value: { where: path.join(folder, 'bundle.json') } });
  expect(asked).toEqual(['quay-mot-cua-chan-doan-may-moi-20261124-0304.json']);
  expect(JSON.parse(readFileSync(path.join(folder, 'bundle.json'), 'utf8'))).toMatchObject({
    app: { version: '1.2.3', runtime: 'stand-in' },
    journal: { error: 'store-failed' },
    counter: null,
    log: [{ kind: 'bug', reference, where: 'print', message: 'broken' }],
  });
});

it('is not written when no place is chosen', async () => {
  expect(await bundleInto(null).save(null)).toEqual({ ok: true, value: { where: null } });
});

it('leaves nothing half-written in a folder that is not there', async () => {
  const { save, folder } = bundleInto('vanished/bundle.json');
  expect(await save(null)).toMatchObject({ ok: false, error: { code: 'file-not-written' } });
  expect(existsSync(path.join(folder, 'vanished'))).toBe(false);
});

it('has no field for free text from the counter', () => {
  const secret = 'Nguyễn Văn Kín';
  for (const extra of [{ name: secret }, { counter: null, note: secret }])
    expect(counterReportSchema.safeParse(extra).success).toBe(false);
});
