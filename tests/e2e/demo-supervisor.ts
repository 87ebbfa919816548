/**
 * The supervisor's demo (`npm run demo -- --supervisor`): four offices work a simulated day through the reference portal,
 * one of them offline until the evening. Pictures and the three exports are left in out/demo/. The last line is one JSON
 * object.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { MOMENTS, startOfficeDay, type Moment } from '../support/office-day.ts';
import { CITIZENS, enrol, press, receive, signIn, startCounter, statusLine } from './counter.ts';
import { chooseDay, exportByKeys, makeReport, sendNow } from './report-steps.ts';

const out = path.resolve(import.meta.dirname, '../../out/demo');
const WAIT = { timeout: 60_000 };
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

let step = 0;
const say = (text: string) => {
  step += 1;
  console.log(`${String(step).padStart(2)}. ${text}`);
};

const day = await startOfficeDay({ demo: true });
say(`The reference portal listens at ${day.url} with demo data; its day is Wednesday, 16 September 2026.`);
const options = { portalUrl: day.url, printer: path.join(out, 'papers') };
mkdirSync(options.printer);
const supervisor = await startCounter(options);
const vietHung = await startCounter(options);
const { page } = supervisor;
const picture = (name: string) => page.screenshot({ path: path.join(out, `${name}.png`) });
async function goTo(moment: Moment): Promise<void> {
  day.goTo(moment);
  for (const each of [supervisor, vietHung]) await each.page.clock.setSystemTime(MOMENTS[moment]);
}

await goTo('opening');
await enrol(vietHung, 'VH', 1);
await enrol(supervisor, 'HT', 5, 'kiemsoat01');
const runtime = supervisor.app.kind;
say(
  '07:35. Counters of Hà Tu, Giếng Đáy, Thống Nhất and Việt Hưng are open; Hà Tu’s supervisor is signed in.',
);
await vietHung.app.setOffline(true);
say('Việt Hưng loses its connection.');
await goTo('morning');
let received = await day.work();
const codes: string[] = [];
for (const citizen of CITIZENS.slice(0, 2)) codes.push(await receive(vietHung.page, citizen));
await goTo('afternoon');
received += await day.work();
const ended = await day.finish();
say(
  `${String(received)} dossiers are received at the portal, ${String(ended)} ended; Việt Hưng received offline: ${codes.join(', ')}`,
);

await goTo('closing');
await day.contact();
await sendNow(page);
await makeReport(page, 'Alt+1', received, /^Bưu điện Giếng Đáy: đủ đến 16:5\d$/u);
await expect(page.getByText(/Việt Hưng: đủ đến 07:35, chờ VH-1/u)).toBeVisible();
await picture('1-waiting-for-viet-hung');
say('16:55. The report is provisional: it waits for VH-1, not heard of since 07:35.');
await goTo('evening');
await vietHung.app.setOffline(false);
await press(vietHung.page, 'F8', 'F5');
await expect(statusLine(vietHung.page)).toContainText('không có gì chờ gửi', WAIT);
await day.contact(true);
await sendNow(page);
received += codes.length;
await makeReport(page, 'Alt+1', received, /^Bưu điện Việt Hưng: đủ đến 18:3\d$/u);
await picture('2-complete-in-the-evening');
say('18:30. Việt Hưng is back and has sent: nobody is waited for, but the day can still change.');
await goTo('nextMorning');
await day.contact(true);
for (const [each, who] of [
  [vietHung.page, 'giaodich01'],
  [page, 'kiemsoat01'],
] as const) {
  await press(each, 'F8', 'F5');
  await expect(statusLine(each)).toContainText('Phiên đăng nhập đã hết', WAIT);
  await press(each, 'F10');
  await signIn(each, who);
}
await sendNow(page);
await chooseDay(page, '16/09/2026');
await makeReport(page, 'Enter', received, /Số liệu đã trọn kỳ\./u);
await picture('3-final');
say('07:30 the next morning. Every counter was heard of: the day’s numbers are final.');
await press(page, 'Alt+D');
const ties = page.getByText('Khớp: từng hồ sơ');
await expect(ties).toBeVisible(WAIT);
await picture('4-ties-with-the-portal');
say('Held against the portal’s own count: every dossier is the same on both sides.');
await exportByKeys(supervisor, out);
const exports = readdirSync(out).filter((name) => /^bao-cao-.*\.(?:xlsx|csv|pdf)$/u.test(name));
say(`Exported by keyboard: ${exports.join(', ')}`);
await supervisor.app.close();
await vietHung.app.close();
await day.close();

console.log(JSON.stringify({ received, ended, final: true, ties: true, exports, runtime }));
process.exit(exports.length === 3 ? 0 : 1);
