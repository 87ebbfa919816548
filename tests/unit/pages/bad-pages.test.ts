import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { expect, it } from 'vitest';
import { imageSizeOf } from '../../../renderer/pages/image-size.ts';
import { kindOfPage } from '../../../renderer/pages/open-page.ts';
import { bindPages, pdfPageCount } from '../../../renderer/pages/pdf.ts';
import { paperPage } from '../../support/paper-page.ts';

const refused = (code: string) => ({ error: expect.objectContaining({ code }) as unknown });

async function pdfWith(change: (pdf: PDFDocument) => void | Promise<void>): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.addPage();
  pdf.addPage();
  await change(pdf);
  return pdf.save();
}

/** The head of a PNG that says it is so large; there is nothing behind it. */
function pngOf(width: number, height: number): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(33);
  head.set([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(head.buffer).setUint32(16, width);
  new DataView(head.buffer).setUint32(20, height);
  return head;
}

it('tells the size of pictures by their head', () => {
  const canvas = paperPage([{ text: 'Đơn' }], { dpi: 60 });
  const { width, height } = canvas;
  for (const bytes of [
    canvas.toBuffer('image/png'),
    canvas.toBuffer('image/jpeg'),
    canvas.toBuffer('image/webp'),
  ])
    expect(imageSizeOf(bytes)).toEqual({ width, height });
});

it('refuses 200 megapixels, an SVG called JPG, nothing, and half a picture before anything decodes them', async () => {
  await expect(kindOfPage(new Blob([pngOf(20_000, 10_000)]))).rejects.toMatchObject(
    refused('page-too-large'),
  );
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  await expect(
    kindOfPage(new File([svg], 'giấy khai sinh.jpg', { type: 'image/jpeg' })),
  ).rejects.toMatchObject(refused('attachment-type-refused'));
  await expect(kindOfPage(new Blob([]))).rejects.toMatchObject(refused('attachment-empty'));
  await expect(kindOfPage(new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0])]))).rejects.toMatchObject(
    refused('page-damaged'),
  );
});

it('refuses PDFs that are damaged, locked, or carry programs; takes a plain one whole', async () => {
  const plain = await pdfWith(() => undefined);
  expect(await pdfPageCount(plain)).toBe(2);
  const bound = await bindPages(1, async () => ({ kind: 'pdf', bytes: plain }));
  expect(await pdfPageCount(bound)).toBe(2);

  await expect(pdfPageCount(plain.subarray(0, 60))).rejects.toMatchObject(refused('page-damaged'));
  await expect(pdfPageCount(new TextEncoder().encode('%PDF-1.7\nnothing'))).rejects.toMatchObject(
    refused('page-damaged'),
  );
  const locked = await pdfWith((pdf) => pdf.encrypt({ userPassword: 'bí mật', ownerPassword: 'chủ' }));
  await expect(pdfPageCount(locked)).rejects.toMatchObject(refused('page-locked'));
  const scripted = await pdfWith((pdf) => pdf.addJavaScript('hello', 'app.alert(1)'));
  await expect(pdfPageCount(scripted)).rejects.toMatchObject(refused('page-with-program'));
  const onOpen = await pdfWith((pdf) =>
    pdf.catalog.set(
      PDFName.of('OpenAction'),
      pdf.context.obj({ Type: 'Action', S: 'Launch', F: PDFString.of('cmd.exe') }),
    ),
  );
  await expect(pdfPageCount(onOpen)).rejects.toMatchObject(refused('page-with-program'));
});
