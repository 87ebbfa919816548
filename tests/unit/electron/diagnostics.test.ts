import { appendFileSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createDiagnostics } from '../../../electron/services/diagnostics.ts';
import { impersonal } from '../../../electron/services/impersonal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'diagnostics-'));
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
const read = () => readFileSync(path.join(folder, 'counter.log'), 'utf8');

describe('the log', () => {
  it('keeps a bug under the reference it gives', () => {
    const reference = createDiagnostics(folder).bug('print', new Error('broken'));
    expect(reference).toMatch(/^[A-HJ-NP-Z2-9]{8}$/u);
    expect(JSON.parse(read())).toMatchObject({ kind: 'bug', reference, where: 'print', message: 'broken' });
  });

  it('never takes more than twice its limit, and keeps the newest', () => {
    const log = createDiagnostics(folder, 2000);
    for (let n = 0; n < 100; n += 1) log.note('test', `message ${n}`);
    expect(readdirSync(folder).sort()).toEqual(['counter.1.log', 'counter.log']);
    const sizes = readdirSync(folder).map((name) => statSync(path.join(folder, name)).size);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2000);
    expect(read()).toContain('message 99');
  });

  it('that can’t be written harms nobody', () => {
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    expect(() => createDiagnostics(path.join(file, 'nowhere')).bug('test', 'text')).not.toThrow();
  });
});

describe('what is logged', () => {
  it.each([
    ['identity 022201001234 is wrong', 'identity (number) is wrong'],
    ['call 0203 382 5588', 'call (number)'],
    ['mail lan.tran@example.vn now', 'mail (address) now'],
    [`${os.homedir()}/app.js:10:20`, '~/app.js:10:20'],
    ['no dossier of Nguyễn Văn Đạt here', 'no dossier of … … … here'],
    ['no dossier of NGUYEN VAN DAT here', 'no dossier of … here'],
    ['no dossier of Tran Thi Ngoc here', 'no dossier of … here'],
    ['Unexpected token N in "nguyen van dat" at 3', 'Unexpected token N in "…" at 3'],
    ['Unexpected token in JSON, "đường Lê Lợi" is not valid', 'Unexpected token in JSON, "…" is not valid'],
  ])('names nobody: %s', (text, hidden) => {
    expect(impersonal(text)).toBe(hidden);
  });

  it.each([
    "Cannot read properties of undefined (reading 'onChange')",
    "ENOENT: no such file or directory, open './journal/journal-000001.log'",
    'TypeError: x is not a function\n    at async Object.run (app://counter/assets/index.js:10:20)',
    'torn file=journal-000002.log bytes=40 entries=1',
  ])('keeps what helps: %s', (text) => {
    expect(impersonal(text)).toBe(text);
  });
});

describe('the latest entries', () => {
  it('come oldest first, over both files, without the one a crash cut off', () => {
    const log = createDiagnostics(folder, 400);
    for (let n = 0; n < 6; n += 1) log.note('test', `message ${n}`);
    appendFileSync(path.join(folder, 'counter.log'), '{"at":"2026-');
    expect(readdirSync(folder)).toContain('counter.1.log');
    expect(log.latest(3).map(({ message }) => message)).toEqual(['message 3', 'message 4', 'message 5']);
  });

  it('are none where there is no log', () => {
    expect(createDiagnostics(path.join(folder, 'nowhere')).latest(10)).toEqual([]);
  });
});
