import {
  beginText,
  endText,
  PDFHexString,
  PDFName,
  setCharacterSqueeze,
  setFontAndSize,
  setTextMatrix,
  setTextRenderingMode,
  showText,
  TextRenderingMode,
  type PDFDocument,
  type PDFPage,
  type PDFRef,
} from '@cantoo/pdf-lib';

/** A word where it stands on its page, in parts of the page's width and height from its upper left corner. */
export interface PlacedWord {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Width of every letter of the font below, in thousandths of its size. */
const LETTER = 500;
const TO_UNICODE = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
1 beginbfrange
<0000> <FFFF> <0000>
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;

/**
 * A font that draws nothing and whose codes are the letters themselves (ISO 32000-2, 9.7.6 and 9.10.3): text to be found and
 * copied, over a picture that shows it. Nothing of a real face has to be carried in every file.
 */
export function unseenFont({ context }: PDFDocument): PDFRef {
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: 'Unseen',
      Flags: 4,
      FontBBox: [0, 0, LETTER, 1000],
      ItalicAngle: 0,
      Ascent: 1000,
      Descent: 0,
      CapHeight: 1000,
      StemV: 80,
    }),
  );
  const letters = context.obj({
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: 'Unseen',
    CIDSystemInfo: {
      Registry: PDFHexString.fromText('Adobe'),
      Ordering: PDFHexString.fromText('Identity'),
      Supplement: 0,
    },
    FontDescriptor: descriptor,
    DW: LETTER,
  });
  return context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: 'Unseen',
      Encoding: 'Identity-H',
      DescendantFonts: [context.register(letters)],
      ToUnicode: context.register(context.flateStream(TO_UNICODE)),
    }),
  );
}

/** Lays words unseen over a page, each over its picture. */
export function layText(page: PDFPage, font: PDFRef, words: readonly PlacedWord[]): void {
  const name = PDFName.of('Unseen');
  page.node.setFontDictionary(name, font);
  const { width, height } = page.getSize();
  page.pushOperators(beginText(), setTextRenderingMode(TextRenderingMode.Invisible));
  for (const word of words) {
    const codes = hexOf(word.text);
    const size = word.height * height;
    if (codes === '' || !(size > 0)) continue;
    const natural = (codes.length / 4) * (LETTER / 1000) * size;
    page.pushOperators(
      setFontAndSize(name, size),
      setCharacterSqueeze((100 * word.width * width) / natural),
      setTextMatrix(1, 0, 0, 1, word.x * width, (1 - word.y - word.height) * height),
      // The space keeps neighbours apart for who copies the line.
      showText(PDFHexString.of(`${codes}0020`)),
    );
  }
  page.pushOperators(endText());
}

/** UTF-16 codes in hexadecimal; letters beyond them are left out. */
function hexOf(text: string): string {
  return Array.from(text.normalize('NFC'), (letter) => letter.charCodeAt(0))
    .filter((code) => code > 0x20 && (code < 0xd800 || code > 0xdfff))
    .map((code) => code.toString(16).padStart(4, '0'))
    .join('');
}
