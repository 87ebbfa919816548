import { readFileSync } from 'node:fs';
import path from 'node:path';
import { paperPage } from './paper-page.ts';
import { pdfOf } from './signed-pdf.ts';

/** What stands on every page, beside its number. */
export const RESULT_TEXT = 'Giay chung nhan so 22A8012345, trang';

const A4 = [595, 842] as const;
const LANDSCAPE = [842, 595] as const;

const stream = (dict: string, data: string) =>
  `<< ${dict} /Length ${String(data.length)} >>\nstream\n${data}\nendstream`;

/** A certificate in Vietnamese, as it comes from a scanner. */
function scan(): string {
  return paperPage(
    [
      { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', bold: true, centre: true },
      { text: 'Độc lập – Tự do – Hạnh phúc', centre: true },
      { text: '' },
      { text: 'GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH', size: 16, bold: true, centre: true },
      { text: '' },
      { text: 'Chủ hộ kinh doanh: Nguyễn Văn Đạt, sinh ngày 02/09/1990' },
      { text: 'Địa điểm: tổ 5, khu 3, phường Hà Tu, thành phố Hạ Long, tỉnh Quảng Ninh' },
      { text: 'Ngành, nghề: bán lẻ lương thực, thực phẩm' },
    ],
    { dpi: 150 },
  )
    .toBuffer('image/jpeg')
    .toString('latin1');
}

/** A dark picture on white, JPEG 2000 by OpenJPEG's own tools: pdf.js brings a decoder, which the app has to serve. */
const stampPicture = () =>
  readFileSync(path.join(import.meta.dirname, 'fixtures/results/stamp.jp2')).toString('latin1');

/**
 * A result as nobody should send one: it starts a script, opens a site, and its stamp is an annotation that would open
 * another when pressed. The first page is a scan, the second lies on its side and has what needs more than pdf.js's own code (a
 * JPEG 2000, a standard font that is not carried, a signature field); the third is turned to the right; more follow.
 * Without its picture (`picture` is nonsense) the first page looks like another paper.
 */
export function resultPdf(pages = 3, picture = scan()): Buffer {
  const site = '<< /S /URI /URI (http://127.0.0.1:9/lien-ket) >>';
  const stamp = 'q 1 0 0 RG 6 w 10 10 130 80 re S BT /F1 20 Tf 22 42 Td (DA KY SO) Tj ET Q';
  const first = 10;
  const kids = Array.from({ length: pages }, (_, i) => `${String(first + i * 2)} 0 R`).join(' ');
  const shared = '/Resources << /Font << /F1 3 0 R /F2 7 0 R >> /XObject << /Scan 4 0 R /Stamp 8 0 R >> >>';
  const pageObjects = Array.from({ length: pages }, (_, i) => {
    const [width, height] = i === 1 ? LANDSCAPE : A4;
    const text = `BT /F1 18 Tf 72 ${String(height - 400)} Td (${RESULT_TEXT} ${String(i + 1)}) Tj ET`;
    const drawn = [
      `q 595 0 0 842 0 0 cm /Scan Do Q ${text}`,
      `q 200 0 0 100 72 400 cm /Stamp Do Q BT /F2 60 Tf 400 420 Td (abc) Tj ET ${text}`,
    ];
    const more = ['/Annots [6 0 R]', '/Annots [9 0 R]', '/Rotate 90'];
    const box = `/MediaBox [0 0 ${String(width)} ${String(height)}]`;
    const content = `/Contents ${String(first + i * 2 + 1)} 0 R`;
    return [
      `<< /Type /Page /Parent 2 0 R ${box} ${content} ${shared} ${more[i] ?? ''} >>`,
      stream('', drawn[i] ?? text),
    ];
  });
  return pdfOf([
    `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [9 0 R] >> /OpenAction << /S /JavaScript /JS (app.alert('chay')) /Next ${site} >> >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${String(pages)} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    stream(
      '/Type /XObject /Subtype /Image /Width 1241 /Height 1754 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode',
      picture,
    ),
    stream('/Type /XObject /Subtype /Form /BBox [0 0 150 100] /Resources << /Font << /F1 3 0 R >> >>', stamp),
    `<< /Type /Annot /Subtype /Stamp /Rect [370 120 520 220] /F 4 /AP << /N 5 0 R >> /A ${site} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>',
    stream('/Type /XObject /Subtype /Image /Width 200 /Height 100 /Filter /JPXDecode', stampPicture()),
    '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Sig1) /F 132 /Rect [600 60 750 160] /AP << /N 5 0 R >> >>',
    ...pageObjects.flat(),
  ]);
}
