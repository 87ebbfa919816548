import { expect, test } from '@playwright/test';
import { startFaults, type Fault, type FaultyPortal } from '../support/faults/proxy.ts';
import { createPortal, type Portal } from '../portal/server.ts';
import { CITIZENS, enrol, press, receive, startCounter, statusLine, type Counter } from './counter.ts';

let portal: Portal;
let faults: FaultyPortal;
let counter: Counter;

test.beforeAll(async () => {
  portal = await createPortal();
  faults = await startFaults((await portal.listen()).url);
  counter = await startCounter({ portalUrl: faults.url });
  await enrol(counter, 'HT', 4);
});
test.afterAll(async () => {
  await counter.app.close();
  await faults.close();
  await portal.close();
});

/** Each fault a push can meet, and what the status line says while it lasts. */
const FAULTS: readonly (readonly [string, Fault, RegExp])[] = [
  ['400', { kind: 'status', status: 400 }, /cổng chưa dùng được/u],
  ['401', { kind: 'status', status: 401 }, /Phiên đăng nhập đã hết/u],
  ['409', { kind: 'status', status: 409 }, /Sổ quầy khác sổ ở cổng/u],
  ['429 with Retry-After', { kind: 'status', status: 429, retryAfter: 2 }, /Cổng đang bận/u],
  ['500', { kind: 'status', status: 500 }, /Cổng gặp sự cố/u],
  ['HTML from a captive portal', { kind: 'captive-page' }, /Mạng đòi đăng nhập/u],
  ['a redirect to a login page', { kind: 'captive-redirect' }, /Mạng đòi đăng nhập/u],
  ['a cut in the middle of a reply', { kind: 'cut' }, /cổng chưa dùng được/u],
  ['a reply lost', { kind: 'drop-reply' }, /Mất kết nối|cổng chưa dùng được/u],
];

for (const [name, fault, words] of FAULTS)
  test(`${name}: says so, keeps the dossier, sends it once`, async () => {
    const before = (await portal.admin.dossiers('HT')).length;
    // Lasts until taken away: the next save wakes the sync, and one that healed at once would not be seen.
    const handle = faults.next({ ...fault, operation: 'push', times: 1000 });
    const code = await receive(counter.page, CITIZENS[0]);
    await handle.met;
    await expect(statusLine(counter.page)).toContainText(words);
    handle.remove();
    // Heals by itself, with no new local write and no key.
    await expect(statusLine(counter.page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
    await expect(statusLine(counter.page)).toContainText('Có kết nối');
    const dossiers = await portal.admin.dossiers('HT');
    expect(dossiers.length).toBe(before + 1);
    expect(dossiers.filter(({ reception }) => reception?.code === code).length).toBe(1);
  });

test('a reply that comes twice changes nothing', async () => {
  const before = (await portal.admin.dossiers('HT')).length;
  const handle = faults.next({ kind: 'twice', operation: 'push' });
  const code = await receive(counter.page, CITIZENS[1]);
  await handle.met;
  await expect(statusLine(counter.page)).toContainText('không có gì chờ gửi');
  const dossiers = await portal.admin.dossiers('HT');
  expect(dossiers.length).toBe(before + 1);
  expect(dossiers.filter(({ reception }) => reception?.code === code).length).toBe(1);
});

test('the outbox says why something waits and when it is tried next', async () => {
  await counter.app.setOffline(true);
  await receive(counter.page, CITIZENS[2]);
  await press(counter.page, 'F8');
  const row = counter.page.getByRole('main').getByText(CITIZENS[2].name).first();
  await expect(row).toBeVisible();
  await expect(counter.page.getByRole('main')).toContainText('Không tới được cổng');
  await counter.page.screenshot({ path: 'out/screens/outbox-waiting.png' });
  await counter.app.setOffline(false);
  await expect(statusLine(counter.page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  await expect(row).toBeHidden();
});
