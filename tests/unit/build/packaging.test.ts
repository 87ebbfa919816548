import { listPackage, extractFile } from '@electron/asar';
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const BUILDS = ['dist/electron/main.js', 'dist/preload/preload.cjs', 'dist/renderer/index.html'];
/** Where Electron's binary keeps its fuses: the sentinel, the layout's version, how many there are, one character each. */
const FUSE_WIRE = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101100011'),
]);

let work: string;
let app: string;

/** A folder that looks like Electron's to electron-builder; the executable holds nothing but the fuses. */
function makeStubElectron(folder: string): void {
  for (const inner of ['locales', 'resources']) mkdirSync(path.join(folder, inner), { recursive: true });
  const executable = path.join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
  writeFileSync(executable, Buffer.concat([Buffer.from('stub'), FUSE_WIRE]));
  chmodSync(executable, 0o755);
  writeFileSync(path.join(folder, 'version'), '45.4.1');
  for (const language of ['vi', 'en-US', 'fr', 'de'])
    writeFileSync(path.join(folder, `locales/${language}.pak`), '');
}

const supported = process.platform === 'linux';
const reason = 'packs with a stub of Electron for Linux';

describe('the package', () => {
  beforeAll(async () => {
    if (!supported) return;
    const missing = BUILDS.filter((file) => !existsSync(path.join(root, file)));
    if (missing.length > 0) throw new Error(`Run "npm run build" first: ${missing.join(', ')} is not there.`);
    work = mkdtempSync(path.join(os.tmpdir(), 'packaging-'));
    makeStubElectron(path.join(work, 'electron'));
    const args = ['--dir', '--config', 'electron-builder.yml', '--publish', 'never'];
    const overrides = [
      `-c.electronDist=${path.join(work, 'electron')}`,
      `-c.directories.output=${path.join(work, 'release')}`,
    ];
    const cli = path.join(root, 'node_modules/electron-builder/cli.js');
    await promisify(execFile)(process.execPath, [cli, ...args, ...overrides], {
      cwd: root,
      env: { ...process.env, CI: '1' },
    });
    app = path.join(work, 'release/linux-unpacked');
    console.log(
      'Packaging: checked configuration, layout and fuses with a stub of Electron; no installer was made.',
    );
  }, 120_000);
  afterAll(() => {
    if (work) rmSync(work, { recursive: true, force: true });
  });

  it('holds the three builds and package.json, and nothing else', ({ skip }) => {
    if (!supported) skip(reason);
    const asar = path.join(app, 'resources/app.asar');
    const files = listPackage(asar, { isPack: false }).map((name) => name.replaceAll('\\', '/').slice(1));
    expect(files).toEqual(expect.arrayContaining([...BUILDS, 'package.json']));
    const others = files.filter(
      (name) => name !== 'package.json' && !/^dist(?:\/(?:electron|preload|renderer)(?:\/.*)?)?$/u.test(name),
    );
    expect(others).toEqual([]);
    expect(files.filter((name) => name.endsWith('.map'))).toEqual([]);
    const manifest = JSON.parse(extractFile(asar, 'package.json').toString()) as Record<string, unknown>;
    expect(manifest).toMatchObject({ name: 'quay-mot-cua', main: 'dist/electron/main.js', type: 'module' });
    expect(manifest).not.toHaveProperty('scripts');
    expect(manifest).not.toHaveProperty('devDependencies');
  });

  it('has the fuses blown', async ({ skip }) => {
    if (!supported) skip(reason);
    const wire = await getCurrentFuseWire(path.join(app, 'quay-mot-cua'));
    expect(wire.version).toBe(FuseVersion.V1);
    const state = (option: FuseV1Options) => String.fromCharCode(wire[option] ?? 0) === '1';
    expect({
      runAsNode: state(FuseV1Options.RunAsNode),
      cookies: state(FuseV1Options.EnableCookieEncryption),
      nodeOptions: state(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: state(FuseV1Options.EnableNodeCliInspectArguments),
      integrity: state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: state(FuseV1Options.OnlyLoadAppFromAsar),
      file: state(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      cookies: true,
      nodeOptions: false,
      inspect: false,
      integrity: true,
      onlyAsar: true,
      file: false,
    });
  });

  it('brings only the languages the counter speaks', ({ skip }) => {
    if (!supported) skip(reason);
    expect(readdirSync(path.join(app, 'locales')).sort()).toEqual(['en-US.pak', 'fr.pak', 'vi.pak']);
  });
});
