import {
  concatTransformationMatrix,
  drawObject,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  popGraphicsState,
  pushGraphicsState,
  type PDFPage,
  type PDFRef,
} from '@cantoo/pdf-lib';
import { PageRefused } from './recipe.ts';
import { layText, unseenFont, type PlacedWord } from './text-layer.ts';

interface Picture {
  readonly width: number;
  readonly height: number;
  /** What was read on it, so that the paper can be searched. */
  readonly words?: readonly PlacedWord[];
}

/** A page ready to be bound: black and white bits, a JPEG, or a PDF whose pages go in as they are. */
export type FinishedPage =
  | (Picture & { readonly kind: 'bits'; readonly bits: Uint8Array })
  | (Picture & { readonly kind: 'jpeg'; readonly bytes: Uint8Array })
  | { readonly kind: 'pdf'; readonly bytes: Uint8Array };

/** A4 in points. */
const A4 = { short: 595.28, long: 841.89 };

/** One PDF of pages in their order, each taken in when its turn comes, so that only the finished ones are held. */
export async function bindPages(
  count: number,
  pageAt: (index: number) => Promise<FinishedPage>,
): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = await PDFDocument.create();
  pdf.setProducer('Quay Mot Cua');
  pdf.setCreator('Quay Mot Cua');
  let font: PDFRef | null = null;
  for (let i = 0; i < count; i++) {
    const page = await pageAt(i);
    if (page.kind === 'pdf') {
      await addPdf(pdf, page.bytes);
      continue;
    }
    const sheet = await addPicture(pdf, page);
    if (page.words && page.words.length > 0) layText(sheet, (font ??= unseenFont(pdf)), page.words);
  }
  return new Uint8Array(await pdf.save());
}

async function addPicture(pdf: PDFDocument, page: Exclude<FinishedPage, { kind: 'pdf' }>): Promise<PDFPage> {
  const wide = page.width > page.height;
  const scale = Math.min((wide ? A4.long : A4.short) / page.width, (wide ? A4.short : A4.long) / page.height);
  const width = page.width * scale;
  const height = page.height * scale;
  const sheet = pdf.addPage([width, height]);
  if (page.kind === 'jpeg') {
    sheet.drawImage(await pdf.embedJpg(page.bytes), { x: 0, y: 0, width, height });
    return sheet;
  }
  const image = pdf.context.flateStream(page.bits, {
    Type: 'XObject',
    Subtype: 'Image',
    Width: page.width,
    Height: page.height,
    ColorSpace: 'DeviceGray',
    BitsPerComponent: 1,
  });
  const name = PDFName.of('Page');
  sheet.node.setXObject(name, pdf.context.register(image));
  sheet.pushOperators(
    pushGraphicsState(),
    concatTransformationMatrix(width, 0, 0, height, 0, 0),
    drawObject(name),
    popGraphicsState(),
  );
  return sheet;
}

async function addPdf(pdf: PDFDocument, bytes: Uint8Array): Promise<void> {
  const source = await openPdf(bytes);
  for (const page of await pdf.copyPages(source, source.getPageIndices())) pdf.addPage(page);
}

/** How many pages a PDF has. Refused: `page-damaged`, `page-locked`, `page-with-program`. */
export async function pdfPageCount(bytes: Uint8Array): Promise<number> {
  return (await openPdf(bytes)).getPageCount();
}

async function openPdf(bytes: Uint8Array): Promise<PDFDocument> {
  const pdf = await PDFDocument.load(bytes, {
    throwOnInvalidObject: true,
    updateMetadata: false,
    ignoreEncryption: true,
  }).catch(() => null);
  // What is locked often can't be read at all: its trailer says so.
  if (!pdf) throw new PageRefused(saysLocked(bytes) ? 'page-locked' : 'page-damaged');
  if (pdf.isEncrypted) throw new PageRefused('page-locked');
  if (carriesProgram(pdf)) throw new PageRefused('page-with-program');
  try {
    if (pdf.getPageCount() > 0) return pdf;
  } catch {
    // A tree of pages that leads nowhere.
  }
  throw new PageRefused('page-damaged');
}

function saysLocked(bytes: Uint8Array): boolean {
  const word = Array.from('/Encrypt', (letter) => letter.charCodeAt(0));
  return bytes.some((_, at) => word.every((byte, i) => bytes[at + i] === byte));
}

const PROGRAMS = new Set(['/JavaScript', '/Launch', '/Rendition', '/RichMedia']);

/** Whether anything in it is a program, or starts one; looked for in every object, however it is reached. */
function carriesProgram(pdf: PDFDocument): boolean {
  return pdf.context.enumerateIndirectObjects().some(([, object]) => holdsProgram(object, 0));
}

function holdsProgram(object: unknown, depth: number): boolean {
  if (depth > 20) return false;
  const dict = object instanceof PDFDict ? object : (object as { readonly dict?: unknown } | null)?.dict;
  if (dict instanceof PDFDict)
    return dict.entries().some(([key, value]) => {
      const name = key.toString();
      if (name === '/JS' || name === '/JavaScript') return true;
      if ((name === '/S' || name === '/Subtype') && PROGRAMS.has(String(value))) return true;
      return holdsProgram(value, depth + 1);
    });
  return object instanceof PDFArray && object.asArray().some((each) => holdsProgram(each, depth + 1));
}
