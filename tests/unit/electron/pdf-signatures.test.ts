import { beforeAll, describe, expect, it } from 'vitest';
import { checkPdfSignatures, readAuthorities } from '../../../electron/services/results/pdf-signatures.ts';
import { CAN_SIGN, makeSigner, plainPdf, signedPdf, type Signer } from '../../support/signed-pdf.ts';
import { createRandom } from '../../portal/seed/random.ts';

const TEXT = 'Giay chung nhan dang ky ho kinh doanh so 22A8012345';
const bytes = (pdf: Buffer) => new Uint8Array(pdf);

describe.skipIf(!CAN_SIGN)('signatures of a PDF, made by OpenSSL', () => {
  let root: Signer;
  let between: Signer;
  let signer: Signer;
  let stranger: Signer;
  const check = (pdf: Buffer, authorities = root.certificate) =>
    checkPdfSignatures(bytes(pdf), readAuthorities(authorities));

  beforeAll(() => {
    root = makeSigner('CA thử nghiệm');
    between = makeSigner('CA cấp dưới thử nghiệm', root, true);
    signer = makeSigner('Nguyễn Văn Ký', between);
    stranger = makeSigner('Người Lạ');
  });

  it('are valid by a chain to an authority that is trusted, and name who signed, where and when', async () => {
    const checked = await check(signedPdf(TEXT, [signer]));
    expect(checked).toMatchObject({
      standing: 'valid',
      signatures: [{ standing: 'valid', signer: 'Nguyễn Văn Ký', organisation: 'UBND thành phố Hạ Long' }],
    });
    expect(Math.abs(Date.parse(checked.signatures[0]?.at ?? '') - Date.now())).toBeLessThan(600_000);
  });

  it.each([
    ['the signer named by key', ['-keyid']],
    ['SHA-512', ['-md', 'sha512']],
  ])('are valid with %s', async (_what, options) => {
    expect((await check(signedPdf(TEXT, [signer], options))).standing).toBe('valid');
  });

  it('of two people, the second signing the first one’s file, are both valid', async () => {
    const second = makeSigner('Trần Thị Đóng Dấu', between);
    const checked = await check(signedPdf(TEXT, [signer, second]));
    expect(checked.standing).toBe('valid');
    expect(checked.signatures.map((each) => each.signer)).toEqual(['Nguyễn Văn Ký', 'Trần Thị Đóng Dấu']);
  });

  it.each([
    ['nobody trusted', () => [signedPdf(TEXT, [signer]), ''] as const],
    ['another authority trusted', () => [signedPdf(TEXT, [signer]), stranger.certificate] as const],
    ['a certificate of their own making', () => [signedPdf(TEXT, [stranger]), root.certificate] as const],
    ['the certificate left out', () => [signedPdf(TEXT, [signer], ['-nocerts']), root.certificate] as const],
    ['SHA-1', () => [signedPdf(TEXT, [signer], ['-md', 'sha1']), root.certificate] as const],
    ['RSA-PSS, which is not checked', () => [signedPdf(TEXT, [signer], ['-keyopt', 'rsa_padding_mode:pss', '-nocerts']), root.certificate] as const], // prettier-ignore
    [
      'one stranger beside a known signer',
      () => [signedPdf(TEXT, [signer, stranger]), root.certificate] as const,
    ],
  ])('are an unknown signer’s: %s', async (_what, make) => {
    const [pdf, authorities] = make();
    expect((await check(pdf, authorities)).standing).toBe('unknown-signer');
  });

  it('none at all is unsigned', async () => {
    expect(await check(plainPdf(TEXT))).toEqual({ standing: 'unsigned', signatures: [] });
  });

  it('a byte changed anywhere in what is signed is an alteration, wherever it is', async () => {
    const pdf = signedPdf(TEXT, [signer]);
    const place = pdf.indexOf('/Contents <') + '/Contents '.length;
    const end = pdf.indexOf('>', place);
    const random = createRandom('pdf-bytes');
    for (let i = 0; i < 200; i++) {
      const at = random.below(pdf.length);
      if (at >= place && at <= end) continue;
      const changed = Buffer.from(pdf);
      changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
      const { standing } = await check(changed);
      // A byte of `/ByteRange` itself can only hide the signature: that is said to be none.
      expect([at, ['altered', 'unsigned'].includes(standing)]).toEqual([at, true]);
    }
  });

  it.each([
    [
      'something added after the signature',
      (pdf: Buffer) => Buffer.concat([pdf, Buffer.from('5 0 obj\n<<>>\nendobj\n')]),
    ],
    [
      'a signature over less than the file',
      (pdf: Buffer) =>
        Buffer.from(
          pdf
            .toString('latin1')
            .replace(
              /\/ByteRange \[0 (\d+) (\d+) (\d+)/u,
              (_all, b: string, c: string, d: string) =>
                `/ByteRange [0 ${b} ${c} ${String(Number(d) - 9).padStart(d.length)}`,
            ),
          'latin1',
        ),
    ],
    [
      'a hole larger than the signature',
      (pdf: Buffer) =>
        Buffer.from(
          pdf
            .toString('latin1')
            .replace(
              /\/ByteRange \[0 (\d+)/u,
              (_all, b: string) => `/ByteRange [0 ${String(Number(b) - 9).padStart(b.length)}`,
            ),
          'latin1',
        ),
    ],
    [
      'a signature that is none',
      (pdf: Buffer) =>
        Buffer.from(pdf.toString('latin1').replace('/Contents <30', '/Contents <31'), 'latin1'),
    ],
    [
      'another file’s signature',
      (pdf: Buffer) => {
        const other = signedPdf('Giay chung nhan dang ky ho kinh doanh so 22A8099999', [signer]).toString(
          'latin1',
        );
        return Buffer.from(
          pdf.toString('latin1').replace(/<[0-9a-f]{100,}>/u, /<[0-9a-f]{100,}>/u.exec(other)?.[0] ?? ''),
          'latin1',
        );
      },
    ],
  ])('altered: %s', async (_what, change) => {
    expect((await check(change(signedPdf(TEXT, [signer])))).standing).toBe('altered');
  });

  it('of 2,000 damaged files: every one told of, none throws, none passes as valid', async () => {
    const pdf = signedPdf(TEXT, [signer]);
    const place = pdf.indexOf('/Contents <') + '/Contents '.length;
    const end = pdf.indexOf('>', place);
    const random = createRandom('damaged-pdf');
    for (let i = 0; i < 2000; i++) {
      const changed = Buffer.from(
        pdf.subarray(0, random.chance(0.3) ? random.below(pdf.length) : pdf.length),
      );
      for (let k = 0; k <= random.below(4) && changed.length > 0; k++)
        changed[random.below(changed.length)] = random.below(256);
      if (changed.equals(pdf)) continue;
      const { standing } = await check(changed);
      // The signature's own place is not signed: what is in it besides may change without harm, and nothing else.
      if (standing === 'valid') {
        expect(changed.subarray(0, place)).toEqual(pdf.subarray(0, place));
        expect(changed.subarray(end)).toEqual(pdf.subarray(end));
      }
    }
  });
});

it('what makes signed PDFs is here', (context) => {
  if (!CAN_SIGN) context.skip('NOT RUN: no openssl here, so no PDF could be signed');
});
