import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createSane } from '../../../electron/services/scanning/sane.ts';

const folder = () => mkdtempSync(path.join(os.tmpdir(), 'sane-'));
/** `scanimage` itself hangs now and then when its test backend answers an error (2 in 300): then it is ended. */
const PAGE_TIMEOUT = 5000;
const saneWith = (program: string) =>
  createSane(
    program,
    () => undefined,
    () => 7,
    PAGE_TIMEOUT,
  );

/** A program in scanimage's place. */
function program(script: string): string {
  const file = path.join(folder(), 'scanimage');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

it('says that there is no scanner, also where scanimage is not installed', async () => {
  const none = { error: { code: 'scanner-none' } };
  expect(await saneWith('/nowhere/scanimage').scanTo(folder())).toMatchObject(none);
  expect(await saneWith(program('exit 0')).scanTo(folder())).toMatchObject(none);
});

it('leaves nothing of a page when the scanner is unplugged in the middle', async () => {
  const where = folder();
  const unplugged = program('case "$1" in -f) echo test:0;; *) printf half; exit 7;; esac');
  expect(await saneWith(unplugged).scanTo(where)).toMatchObject({ error: { code: 'scanner-failed' } });
  expect(readdirSync(where)).toEqual([]);
});

it('comes to an end with the program, also where its driver leaves a helper behind that holds the output open', async () => {
  const helper = program('case "$1" in -f) echo test:0;; *) sleep 600 & exit 7;; esac');
  expect(await saneWith(helper).scanTo(folder())).toMatchObject({ error: { code: 'scanner-failed' } });
});

it('is stopped when told to, also a scanner that hears nothing', async () => {
  const where = folder();
  const begun = path.join(where, 'begun');
  const deaf = program(`case "$1" in -f) echo test:0;; *) trap '' TERM; touch '${begun}'; sleep 600;; esac`);
  const stop = new AbortController();
  const scanned = saneWith(deaf).scanTo(folder(), stop.signal);
  await expect.poll(() => existsSync(begun)).toBe(true);
  stop.abort();
  expect(await scanned).toMatchObject({ error: { code: 'scan-cancelled' } });
});

it('never writes over a page, and passes no name of a device that could be an option', async () => {
  const where = folder();
  const works = program('case "$1" in -f) echo "bad name; rm"; echo test:0;; *) printf "%s" "$*";; esac');
  expect(await saneWith(works).scanTo(where)).toEqual({ ok: true, value: 'quet-7.png' });
  expect(readFileSync(path.join(where, 'quet-7.png'), 'utf8')).toBe(
    '--device-name=test:0 --format=png --resolution=200 --mode=Gray',
  );
  expect(await saneWith(works).scanTo(where)).toMatchObject({ error: { code: 'scanner-failed' } });
});

/** The real `scanimage` with SANE's own test backend alone, set as told; null where it is not installed. */
function testBackend(settings: string): string | null {
  const where = folder();
  writeFileSync(path.join(where, 'dll.conf'), 'test\n');
  writeFileSync(path.join(where, 'test.conf'), `number_of_devices 1\n${settings}\n`);
  const scanimage = program(`SANE_CONFIG_DIR='${where}' exec scanimage "$@"`);
  try {
    return execFileSync(scanimage, ['-f', '%d%n']).toString().includes('test:0') ? scanimage : null;
  } catch {
    return null;
  }
}
const NOT_RUN = 'NOT RUN: scanimage is not installed (apt-get install sane-utils)';

it('scans a page of SANE’s own test backend', async (context) => {
  const scanimage = testBackend('test-picture "Color pattern"');
  if (scanimage === null) return context.skip(NOT_RUN);
  const where = folder();
  expect(await saneWith(scanimage).scanTo(where)).toEqual({ ok: true, value: 'quet-7.png' });
  const png = readFileSync(path.join(where, 'quet-7.png'));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  // 80 × 100 mm, the backend's own page, at 200 dpi.
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([629, 787]);
});

it.for(['SANE_STATUS_IO_ERROR', 'SANE_STATUS_JAMMED', 'SANE_STATUS_COVER_OPEN', 'SANE_STATUS_NO_MEM'])(
  'a scanner that answers %s leaves no page, and is said',
  async (status, context) => {
    const scanimage = testBackend(`read-status-code "${status}"`);
    if (scanimage === null) return context.skip(NOT_RUN);
    const where = folder();
    expect(await saneWith(scanimage).scanTo(where)).toMatchObject({ error: { code: 'scanner-failed' } });
    expect(readdirSync(where)).toEqual([]);
  },
);
