import { expect, test } from '@playwright/test';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createPortal } from '../portal/server.ts';
import { CITIZENS, enrol, press, receive, startCounter } from './counter.ts';

/** A text as it could lie in a file: UTF-8, UTF-16 and the three ways base64 can cut it. */
function traces(text: string): readonly Buffer[] {
  const shifted = [0, 1, 2].map((pad) => {
    const whole = Buffer.concat([Buffer.alloc(pad), Buffer.from(text)]).toString('base64');
    return Buffer.from(whole.slice(pad === 0 ? 0 : 4, -4));
  });
  return [Buffer.from(text), Buffer.from(text, 'utf16le'), ...shifted];
}

test('the file for support says how the counter stands and names nobody, and neither does the log', async () => {
  const portal = await createPortal();
  const { url } = await portal.listen();
  const counter = await startCounter({ portalUrl: url });
  const { page, app } = counter;
  await enrol(counter, 'HT', 2);
  await app.setOffline(true);
  for (const citizen of CITIZENS) await receive(page, citizen);
  // A bug that carries what a clerk typed, as a careless message would.
  await page.evaluate((citizens) => {
    for (const { name, number, phone } of citizens)
      setTimeout(() => {
        throw new Error(`no place for ${name}, ${number}, "${name.toLowerCase()}", ${phone}`);
      });
  }, CITIZENS);
  const log = () => {
    const folder = path.join(app.userData, 'logs');
    return Buffer.concat(readdirSync(folder).map((name) => readFileSync(path.join(folder, name))));
  };
  await expect.poll(() => log().toString().split('"where":"window"').length - 1).toBe(CITIZENS.length);

  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'support-')), 'bundle.json');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await press(page, 'F10', 'Alt+5');
  const save = page.getByRole('button', { name: 'Ghi tệp chẩn đoán…' });
  await expect(async () => {
    await press(page, 'Tab');
    await expect(save).toBeFocused({ timeout: 500 });
  }).toPass();
  await press(page, 'Enter');
  await expect(page.getByText(`Đã ghi: ${file}`)).toBeVisible();
  await page.screenshot({ path: 'out/screens/diagnostics.png' });

  const bundle = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  expect(bundle).toMatchObject({
    app: { runtime: app.kind },
    journal: { counters: [{ counter: 'HT-2' }] },
    counter: {
      counter: 'HT-2',
      role: 'clerk',
      database: { rows: { dossiers: CITIZENS.length } },
      sync: { connection: 'offline' },
    },
  });
  const bugs = (bundle['log'] as { reference?: string }[]).filter((entry) => entry.reference);
  expect(bugs.length).toBeGreaterThanOrEqual(CITIZENS.length);
  const written = Buffer.concat([readFileSync(file), log()]);
  const personal = CITIZENS.flatMap(({ name, number, phone }) => [
    ...[name, name.normalize('NFD'), name.toLowerCase(), name.toUpperCase()],
    ...[number, phone],
  ]);
  const found = personal.filter((text) => traces(text).some((trace) => written.includes(trace)));
  expect(found).toEqual([]);
  await app.close();
  await portal.close();
});
