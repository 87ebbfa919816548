/**
 * The scripted demo (`npm run demo`): the main job on the built app, step by step, with pictures and papers in out/demo/.
 * `--keep` also leaves the user-data folder in out/demo/user-data. The last line is one JSON object.
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { createPortal } from '../portal/server.ts';
import { CITIZENS, enrol, press, receive, startCounter, statusLine } from './counter.ts';

const out = path.resolve(import.meta.dirname, '../../out/demo');
const userData = path.join(out, 'user-data');
const keep = process.argv.includes('--keep');

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

let step = 0;
const say = (text: string) => {
  step += 1;
  console.log(`${String(step).padStart(2)}. ${text}`);
};

const portal = await createPortal({ demo: true });
const { url } = await portal.listen();
say(`The reference portal listens at ${url} with demo data.`);
const options = { portalUrl: url, userData, printer: out };
let counter = await startCounter(options);
const picture = (name: string) => counter.page.screenshot({ path: path.join(out, `${name}.png`) });
say(`The app is open on ${counter.app.kind === 'electron' ? 'Electron' : 'the stand-in (Chromium)'}.`);
await enrol(counter, 'HT', 2);
await picture('1-enrolled');
say('The counter is enrolled to Bưu điện Hà Tu, and a clerk is signed in.');
await counter.app.setOffline(true);
say('The connection is cut.');
const codes: string[] = [];
for (const citizen of CITIZENS) {
  codes.push(await receive(counter.page, citizen));
  say(`Received and printed offline: ${String(codes.at(-1))}`);
}
await press(counter.page, 'F8');
await expect(counter.page.getByRole('option').first()).toBeVisible();
await picture('2-outbox-offline');
const printed = counter.papers().length;
await counter.app.kill();
say('The app and its browser are killed (SIGKILL).');
counter = await startCounter(options);
say('The app is open again, with the connection back.');
await expect(statusLine(counter.page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
await press(counter.page, 'F4');
const rows = counter.page.getByRole('option');
for (const { name } of CITIZENS)
  await expect(rows.filter({ hasText: name })).toContainText('Cổng đã nhận', { timeout: 30_000 });
await picture('3-accepted');
const dossiers = await portal.admin.dossiers('HT');
const atPortal = codes.filter(
  (code) => dossiers.filter(({ reception }) => reception?.code === code).length === 1,
);
const accepted = dossiers.filter(
  ({ reception, acceptance }) => acceptance && codes.includes(reception?.code ?? ''),
);
say('The portal has sent its acceptance; the counter shows it.');
const runtime = counter.app.kind;
await counter.app.close();
await portal.close();
if (keep) say(`The user-data folder is kept in ${path.relative(process.cwd(), userData)}.`);
else rmSync(userData, { recursive: true, force: true });

const result = {
  received: codes.length,
  printed,
  accepted: accepted.length,
  portal: atPortal.length,
  runtime,
};
console.log(JSON.stringify(result));
const whole = [result.received, printed, result.accepted, result.portal].every(
  (count) => count === CITIZENS.length,
);
process.exit(whole ? 0 : 1);
