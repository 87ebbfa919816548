/** A sheet of paper, in millimetres. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
}

const MM_PER_POINT = 25.4 / 72;
/** The long side of A0: what says it is longer is scaled down to it. */
const LONGEST = 1189;

/** The sheet a page of so many points is printed on: its own size, its own way round. */
export function sheetOf({ width, height }: { readonly width: number; readonly height: number }): Sheet {
  const scale = MM_PER_POINT * Math.min(1, LONGEST / (Math.max(width, height) * MM_PER_POINT));
  const mm = (points: number) => Math.round(points * scale * 100) / 100;
  return { width: mm(width), height: mm(height) };
}

/** Half a centimetre: a page of some other format is still meant for the paper it nearly is. */
const NEARLY = 5;

/** The paper a printer is asked for: the smallest that takes every sheet, A4 for all that is larger. */
export function paperFor(sheets: readonly Sheet[]): {
  readonly paper: 'A4' | 'A5' | 'A6';
  readonly landscape: boolean;
} {
  const short = Math.max(...sheets.map(({ width, height }) => Math.min(width, height))) - NEARLY;
  const long = Math.max(...sheets.map(({ width, height }) => Math.max(width, height))) - NEARLY;
  const paper = short <= 105 && long <= 148 ? 'A6' : short <= 148 && long <= 210 ? 'A5' : 'A4';
  return { paper, landscape: sheets.every(({ width, height }) => width > height) };
}
