/*
 * Kills the app in the middle of bringing a database of version 1 to the present version.
 *
 *   MIGRATION_ROWS   dossiers in the database (1,000); the full size is 100,000
 *   MIGRATION_KILLS  points at which all processes are killed (2); the full number is 50
 *   SEED             repeats a run; printed by every run
 *
 * After each kill the database is read past the app: it must be of the old version, untouched, or of the new, complete.
 * When a kill came too late, the database of version 1 is put back for the next one.
 */
import { expect, test } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { LATEST } from '../../renderer/store/schema/versions.ts';
import { buildScript } from '../bench/bundle.ts';
import { randomFrom } from '../bench/page/names.ts';
import { frozenStore } from '../migrations/frozen.ts';
import { launchApp } from '../support/launch-app.ts';
import { pageKeys } from '../support/page-keys.ts';
import { inBareWindow, replaceFolder, untilMigrated } from './migration-support.ts';

const ROWS = Number(process.env['MIGRATION_ROWS'] ?? 1000);
const KILLS = Number(process.env['MIGRATION_KILLS'] ?? 2);
/** What no migration may change. Settings are not among them here: the app that opens afterwards writes some. */
const KEPT = ['events', 'drafts', 'held', 'catalogue'];
const ENV = { COUNTER_PORTAL: 'http://127.0.0.1:1' };

const newFolder = () => mkdtempSync(path.join(os.tmpdir(), 'quay-mot-cua-migration-'));

test(`a migration of ${String(ROWS)} dossiers killed at ${String(KILLS)} points leaves one whole version, and is finished by the next start`, async () => {
  // A start, a migration and a look at everything each.
  test.setTimeout(180_000 + KILLS * (30_000 + ROWS) + ROWS * 5);
  const seed = Number(process.env['SEED'] ?? Date.now() % 100_000);
  console.log(`seed ${String(seed)}`);
  const random = randomFrom(seed);
  const frozen = frozenStore(1);
  const [scripts, userData, pristine] = [newFolder(), newFolder(), newFolder()];
  const script = await buildScript('version-1', scripts);

  const { before, digest } = await inBareWindow(userData, script, async (call) => {
    await call('fillVersion1', frozen, ROWS);
    return { before: await call('inspectStore'), digest: await call('digestOf', KEPT, null) };
  });
  expect(before).toMatchObject({ version: frozen.native, dossiers: ROWS, dated: 0 });
  replaceFolder(pristine, userData);

  let inside = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const app = await launchApp({ userData, env: ENV });
    const seen = await untilMigrated(app.page, random(), random() * 40);
    await app.kill();
    const after = await inBareWindow(userData, script, (call) => call('inspectStore'));
    const point = seen.progress === null ? 'too late' : `at ${(seen.progress * 100).toFixed(0)} %`;
    console.log(`kill ${String(kill + 1)} ${point}: version ${String(after.version / 10)} found`);
    if (seen.progress !== null) {
      inside += 1;
      expect(seen.text).toContain('Chuyển dữ liệu sang phiên bản mới');
    }
    if (after.version === frozen.native) {
      expect(after).toEqual(before);
      continue;
    }
    expect(after).toMatchObject({ version: 10 * LATEST, dossiers: ROWS, dated: ROWS, events: before.events });
    replaceFolder(userData, pristine);
  }
  if (KILLS > 0) expect(inside).toBeGreaterThan(0);

  const started = Date.now();
  const app = await launchApp({ userData, env: ENV });
  app.page.setDefaultTimeout(600_000);
  await app.page.locator('nav').waitFor();
  console.log(`the next start was done after ${String(Date.now() - started)} ms`);
  console.log(
    `FIGURE kills while migrating: ${String(KILLS)} with ${String(ROWS)} dossiers, one version each time, seed ${String(seed)}`,
  );
  const keys = await pageKeys(app.page);
  await app.close();
  await inBareWindow(userData, script, async (call) => {
    expect(await call('inspectStore')).toMatchObject({
      version: 10 * LATEST,
      dossiers: ROWS,
      dated: ROWS,
      events: before.events,
    });
    expect(await call('digestOf', KEPT, keys)).toBe(digest);
    expect((await call('checkStore', keys)).wrong).toBe(0);
  });
  for (const folder of [scripts, userData, pristine]) rmSync(folder, { recursive: true, force: true });
});
