import { expect, test, type Page } from '@playwright/test';
import path from 'node:path';
import { dayOf } from '../../shared/clock.ts';
import { addWorkingDays } from '../../shared/domain/calendar.ts';
import { stageOf } from '../../shared/domain/dossier/state.ts';
import { formatDay } from '../../renderer/i18n/when.ts';
import { makeCatalogue } from '../portal/seed/make-catalogue.ts';
import { createPortal, type Portal } from '../portal/server.ts';
import { CITIZENS, enrol, press, receive, startCounter, statusLine, type Counter } from './counter.ts';

const { calendar } = makeCatalogue();
let portal: Portal;
let counter: Counter;
let page: Page;

test.beforeAll(async () => {
  portal = await createPortal();
  counter = await startCounter({ portalUrl: (await portal.listen()).url });
  page = counter.page;
  await enrol(counter, 'HT', 4, 'kiemsoat01');
});
test.afterAll(async () => {
  await counter.app.close();
  await portal.close();
});

const picture = (name: string) =>
  page.screenshot({ path: path.resolve(import.meta.dirname, `../../out/calendar/${name}.png`) });
const main = () => page.getByRole('main');

/** Gives the open screen a file, as the system's dialog would. */
const give = (name: string, text: string) =>
  page.getByTestId('calendar-input').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

test('a supervisor imports a calendar, sees the two appointments it moves, confirms, and the portal knows', async () => {
  await counter.app.setOffline(true);
  const codes = [await receive(page, CITIZENS[1]), await receive(page, CITIZENS[2])];
  const holiday = addWorkingDays(calendar, dayOf(new Date().toISOString()), 1);

  await press(page, 'Alt+L');
  await expect(main()).toContainText('Không giấy hẹn nào phải dời');
  await expect(main()).toContainText('danh mục bản 1 của cổng');
  await picture('in-force');

  await give(
    'sai.csv',
    `date,kind,name\n2026-02-30,nghỉ,A\n${holiday},làm bù,B\n${holiday},nghỉ,\n2031-01-01,nghỉ,C\n`,
  );
  for (const said of [
    'Dòng 2: không có ngày “2026-02-30”',
    `Dòng 3: làm bù ngày ${holiday}`,
    `Dòng 4: ngày ${holiday} đã có ở dòng 3`,
    'Dòng 4: thiếu tên ngày',
    'Dòng 5: ngày 2031-01-01 nằm ngoài',
  ])
    await expect(page.getByRole('alert')).toContainText(said);
  await picture('faults');

  await give('lich-2026.csv', `date,kind,name\n${holiday},nghỉ,Ngày Văn hóa Việt Nam\n`);
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(main()).toContainText('2 giấy hẹn phải dời');
  for (const code of codes) await expect(main()).toContainText(code);
  await expect(main()).toContainText('Ngày Văn hóa Việt Nam');
  await picture('preview');
  // Left again, nothing has changed.
  await press(page, 'Escape');
  await expect(main()).toContainText('danh mục bản 1 của cổng');

  await give('lich-2026.csv', `date,kind,name\n${holiday},nghỉ,Ngày Văn hóa Việt Nam\n`);
  await expect(page.getByRole('button', { name: 'Áp dụng lịch và dời 2 giấy hẹn' })).toBeVisible();
  await press(page, 'Control+Enter');
  await expect(main()).toContainText('Đã dời 2 giấy hẹn.');
  await expect(main()).toContainText('2 giấy hẹn đã dời theo lịch này');
  await expect(main()).toContainText('tệp lich-2026.csv');
  await picture('moved');

  // The letters: one key, and each is on its dossier; a second time there is nothing left to print.
  const papers = counter.papers().length;
  await press(page, 'Alt+P');
  await expect(main()).toContainText('Giấy cho mọi hồ sơ này đã in.');
  expect(counter.papers()).toHaveLength(papers + 2);
  await picture('letters');

  await page.getByRole('listbox', { name: '2 giấy hẹn đã dời theo lịch này' }).focus();
  await press(page, 'Enter');
  const timeline = page.getByRole('group', { name: 'Diễn biến' });
  await expect(timeline).toContainText(/Theo lịch làm việc 2022-2027\.1\+[0-9a-f]{8}/u);
  await expect(timeline).toContainText(`nghỉ ${formatDay(holiday)} (Ngày Văn hóa Việt Nam)`);
  await picture('dossier');

  await counter.app.setOffline(false);
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  const known = (await portal.admin.dossiers('HT')).filter(({ reception }) =>
    codes.includes(reception?.code ?? ''),
  );
  expect(known).toHaveLength(2);
  for (const { reception, life, ...dossier } of known) {
    expect(stageOf({ life, ...dossier, reception } as Parameters<typeof stageOf>[0])).toBe('received');
    expect(life?.steps.map(({ type }) => type)).toEqual(['rescheduled']);
    const before = dayOf(reception?.deadline.dueAt ?? '');
    expect(dayOf(reception?.dueAt ?? '')).toBe(addWorkingDays(calendar, before, 1));
  }

  // What is received from now on is promised by the imported calendar, and says so.
  await receive(page, CITIZENS[1]);
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  const versions = (await portal.admin.dossiers('HT')).map(
    ({ reception }) => reception?.deadline.calendarVersion,
  );
  expect(versions.filter((version) => version?.startsWith('2022-2027.1+'))).toHaveLength(1);
});

test('once the portal publishes another calendar, that one counts, and the screen says so', async () => {
  const catalogue = await portal.admin.catalogue();
  await portal.admin.setCatalogue({
    ...catalogue,
    version: catalogue.version + 1,
    calendar: { ...catalogue.calendar, version: '2022-2027.2' },
  });
  await press(page, 'F8', 'Alt+L');
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(main()).toContainText('đã thôi dùng', { timeout: 60_000 });
  await expect(main()).toContainText('2022-2027.2');
});
