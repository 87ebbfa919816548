import { expect, test } from '@playwright/test';
import { createPortal, type Portal } from '../portal/server.ts';
import { readPdf } from '../support/read-pdf.ts';
import { CITIZENS, enrol, press, receive, startCounter, statusLine, type Counter } from './counter.ts';

let portal: Portal;
let portalUrl: string;
test.beforeEach(async () => {
  portal = await createPortal();
  portalUrl = (await portal.listen()).url;
});
test.afterEach(() => portal.close());

/** Codes at the portal by applicant, for one office; fails on a dossier that is there twice. */
async function atPortal(office: string): Promise<ReadonlyMap<string, string>> {
  const dossiers = await portal.admin.dossiers(office);
  const codes = new Map(
    dossiers.map(({ reception }) => [reception?.applicant.name ?? '', reception?.code ?? '']),
  );
  expect(codes.size).toBe(dossiers.length);
  return codes;
}

test('receives three dossiers offline by keyboard, is killed, and the portal holds each once with the code on paper', async () => {
  const counter = await startCounter({ portalUrl });
  console.log(`runtime: ${counter.app.kind}`);
  await enrol(counter, 'HT', 2);
  await counter.app.setOffline(true);

  const codes: string[] = [];
  for (const citizen of CITIZENS) codes.push(await receive(counter.page, citizen));
  await expect(statusLine(counter.page)).toContainText('chờ gửi');
  const papers = counter.papers();
  expect(papers.length).toBe(3);
  for (const [i, paper] of papers.entries()) {
    const [text = ''] = await readPdf(paper);
    expect(text).toContain(codes[i]);
    expect(text).toContain(CITIZENS[i]?.name.normalize('NFC'));
    expect(text).toContain('GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ');
  }
  await counter.app.kill();
  expect((await atPortal('HT')).size).toBe(0);

  const again = await startCounter({ portalUrl, userData: counter.app.userData });
  await expect(statusLine(again.page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  expect(await atPortal('HT')).toEqual(new Map(CITIZENS.map(({ name }, i) => [name, codes[i]])));
  await press(again.page, 'F4');
  for (const { name } of CITIZENS)
    await expect(again.page.getByRole('option').filter({ hasText: name })).toContainText('Cổng đã nhận');
  await again.app.close();
});

async function receiveAt(counter: Counter, i: 0 | 1): Promise<string> {
  const code = await receive(counter.page, CITIZENS[i]);
  await expect(statusLine(counter.page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  return code;
}

test('two counters of two offices never see each other’s citizens', async () => {
  const haTu = await startCounter({ portalUrl });
  const giengDay = await startCounter({ portalUrl });
  await enrol(haTu, 'HT', 1);
  await enrol(giengDay, 'GD', 1);
  const [first, second] = [await receiveAt(haTu, 0), await receiveAt(giengDay, 1)];
  expect(first).not.toBe(second);
  expect(await atPortal('HT')).toEqual(new Map([[CITIZENS[0].name, first]]));
  expect(await atPortal('GD')).toEqual(new Map([[CITIZENS[1].name, second]]));
  for (const [counter, own, other] of [
    [haTu, 0, 1],
    [giengDay, 1, 0],
  ] as const) {
    await press(counter.page, 'F3');
    await counter.page.keyboard.type(CITIZENS[own].phone);
    await expect(counter.page.getByRole('option').filter({ hasText: CITIZENS[own].name })).toBeVisible();
    await press(counter.page, 'Control+A');
    for (const words of [CITIZENS[other].name, CITIZENS[other].number, other === 0 ? first : second]) {
      await press(counter.page, 'Control+A');
      await counter.page.keyboard.type(words);
      await expect(counter.page.getByText(CITIZENS[other].name, { exact: true })).toBeHidden();
    }
    await press(counter.page, 'F4');
    await expect(counter.page.getByRole('option').filter({ hasText: CITIZENS[own].name })).toBeVisible();
    await expect(counter.page.getByText(CITIZENS[other].name)).toHaveCount(0);
  }
  await haTu.app.close();
  await giengDay.app.close();
});
