import type * as Electron from 'electron';
import type { CDPSession } from 'playwright-core';

/** Paper sizes in inches, portrait, as Electron names them. */
const paper: Readonly<Record<string, readonly [width: number, height: number]>> = {
  A0: [33.1, 46.8],
  A1: [23.4, 33.1],
  A2: [16.54, 23.4],
  A3: [11.7, 16.54],
  A4: [8.27, 11.7],
  A5: [5.83, 8.27],
  A6: [4.13, 5.83],
  Legal: [8.5, 14],
  Letter: [8.5, 11],
  Tabloid: [11, 17],
  Ledger: [17, 11],
};
/** Electron's default margin: 1 cm. */
const margin = 0.4;

function sizeOf(pageSize: Electron.PrintToPDFOptions['pageSize'] = 'Letter'): readonly [number, number] {
  if (typeof pageSize !== 'string') return [pageSize.width, pageSize.height];
  const found = paper[pageSize];
  if (!found) throw new Error(`Invalid pageSize ${pageSize}`);
  return found;
}

/** webContents.printToPDF with Electron's defaults (Letter, 1 cm margins, no backgrounds). */
export async function printToPDF(cdp: CDPSession, options: Electron.PrintToPDFOptions): Promise<Buffer> {
  const [paperWidth, paperHeight] = sizeOf(options.pageSize);
  const margins = options.margins ?? {};
  const { data } = await cdp.send('Page.printToPDF', {
    paperWidth,
    paperHeight,
    landscape: options.landscape ?? false,
    printBackground: options.printBackground ?? false,
    preferCSSPageSize: options.preferCSSPageSize ?? false,
    displayHeaderFooter: options.displayHeaderFooter ?? false,
    headerTemplate: options.headerTemplate ?? '',
    footerTemplate: options.footerTemplate ?? '',
    scale: options.scale ?? 1,
    pageRanges: options.pageRanges ?? '',
    generateTaggedPDF: options.generateTaggedPDF ?? false,
    generateDocumentOutline: options.generateDocumentOutline ?? false,
    marginTop: margins.top ?? margin,
    marginBottom: margins.bottom ?? margin,
    marginLeft: margins.left ?? margin,
    marginRight: margins.right ?? margin,
  });
  return Buffer.from(data, 'base64');
}
