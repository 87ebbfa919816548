/* Electronic results: looked at before they are handed over, by keyboard on the built app. */
import { expect, test } from '@playwright/test';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createPortal } from '../portal/server.ts';
import { CAN_SIGN, makeSigner, signedPdf } from '../support/signed-pdf.ts';
import { CITIZENS, enrol, press, receive, startCounter, statusLine } from './counter.ts';
import { openStep, recordStep } from './steps.ts';

const TEXT = 'Giay chung nhan dang ky ho kinh doanh so 22A8012345';

test('a valid result goes out, an altered one stays, a stranger’s needs the clerk’s word', async () => {
  test.skip(!CAN_SIGN, 'NOT RUN: no openssl here, so no PDF could be signed');
  test.setTimeout(300_000);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ket-qua-'));
  const root = makeSigner('CA thử nghiệm');
  const signer = makeSigner('Nguyễn Văn Ký', root);
  writeFileSync(path.join(folder, 'signers.pem'), root.certificate);
  const portal = await createPortal();
  const counter = await startCounter({
    portalUrl: (await portal.listen()).url,
    env: { COUNTER_SIGNERS: path.join(folder, 'signers.pem') },
  });
  const { page, app } = counter;
  const results = page.getByTestId('results');
  try {
    await enrol(counter, 'HT', 1);
    const codes: string[] = [];
    for (const citizen of CITIZENS) codes.push(await receive(page, citizen));
    const good = signedPdf(TEXT, [signer]);
    const altered = Buffer.from(good.toString('latin1').replace('22A8012345', '22A8099999'), 'latin1');
    const pdfs = [good, altered, signedPdf(TEXT, [makeSigner('Người Lạ')])];
    const idOf = async (code: string | undefined) =>
      (await portal.admin.dossiers('HT')).find(({ reception }) => reception?.code === code)?.id ?? '';
    for (const [i, code] of codes.entries()) {
      await expect.poll(() => idOf(code)).not.toBe('');
      await portal.admin.issueResult(await idOf(code), `ket-qua-${String(i + 1)}.pdf`, pdfs[i] ?? good);
    }
    const open = (code: string | undefined) =>
      expect(async () => {
        await press(page, 'F8', 'F5', 'F3');
        await page.getByRole('searchbox').fill(code ?? '');
        await press(page, 'Enter');
        await expect(page.getByTestId('stage')).toContainText('chờ trả', { timeout: 3000 });
      }).toPass({ timeout: 60_000 });
    const seenPapers = async () => {
      await page.getByRole('checkbox', { name: 'Đã xem giấy tờ' }).focus();
      await press(page, 'Space');
    };

    await open(codes[0]);
    await expect(results).toContainText('✓ chữ ký hợp lệ');
    await expect(results).toContainText('Nguyễn Văn Ký · UBND thành phố Hạ Long');
    await openStep(page, 'Trả kết quả');
    await expect(page.getByRole('form')).toContainText('✓ ket-qua-1.pdf: chữ ký hợp lệ');
    await seenPapers();
    await page.screenshot({ path: 'out/screens/result-valid.png' });
    await recordStep(page, 'đã trả kết quả');
    await expect(page.getByRole('group', { name: 'Diễn biến' })).toContainText('Chữ ký số: chữ ký hợp lệ');

    await open(codes[1]);
    await expect(results).toContainText('✗ đã bị sửa sau khi ký');
    await openStep(page, 'Trả kết quả');
    await seenPapers();
    await press(page, 'Control+Enter');
    await expect(page.getByRole('form')).toContainText(
      'ket-qua-2.pdf đã bị sửa sau khi ký nên không được trả',
    );
    await expect(page.getByTestId('stage')).toContainText('chờ trả');
    await page.screenshot({ path: 'out/screens/result-altered.png' });
    await press(page, 'Escape');
    // Nor by post.
    await openStep(page, 'Gửi bưu điện');
    await page.getByLabel('Mã bưu gửi').fill('RA473124829VN');
    await press(page, 'Control+Enter');
    await expect(page.getByRole('form')).toContainText(
      'ket-qua-2.pdf đã bị sửa sau khi ký nên không được trả',
    );
    await expect(page.getByTestId('stage')).toContainText('chờ trả');
    await page.screenshot({ path: 'out/screens/result-altered-post.png' });
    await press(page, 'Escape');

    await open(codes[2]);
    await expect(results).toContainText('? không xác minh được người ký');
    await openStep(page, 'Trả kết quả');
    await seenPapers();
    await press(page, 'Control+Enter');
    await expect(page.getByRole('form')).toContainText('Chữ ký số của ket-qua-3.pdf không xác minh được');
    await page.getByRole('checkbox', { name: 'Tôi đã đối chiếu' }).focus();
    await press(page, 'Space');
    await page.screenshot({ path: 'out/screens/result-stranger.png' });
    await recordStep(page, 'đã trả kết quả');
    await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
    const told = (await portal.admin.dossiers('HT')).map(({ life }) =>
      life?.steps.flatMap((step) => (step.type === 'resultHandedOver' ? (step.data.checks ?? []) : [])),
    );
    expect(told.flat().map((check) => [check?.standing, check?.confirmed])).toEqual(
      expect.arrayContaining([
        ['valid', false],
        ['unknown-signer', true],
      ]),
    );
  } finally {
    await app.close();
    await portal.close();
  }
});
