/** A word as the machine read it. Places are pixels of the page. */
export interface ReadWord {
  readonly text: string;
  /** 0 to 100. */
  readonly confidence: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** What the engine saw, where `putRight` put another word. */
  readonly seen?: string;
}

/** The words of a line, left to right. */
export type ReadLine = readonly ReadWord[];

/** The lines of Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
export function linesOf(tsv: string): readonly ReadLine[] {
  const lines = new Map<string, ReadWord[]>();
  for (const row of tsv.split('\n')) {
    const cells = row.split('\t');
    const text = (cells[11] ?? '').trim();
    if (cells[0] !== '5' || text === '') continue;
    const [x = 0, y = 0, width = 0, height = 0, confidence = 0] = cells.slice(6, 11).map(Number);
    const key = cells.slice(1, 5).join('.');
    const word = { text: text.normalize('NFC'), confidence, x, y, width, height };
    lines.set(key, [...(lines.get(key) ?? []), word]);
  }
  return [...lines.values()].sort((a, b) => (a[0]?.y ?? 0) - (b[0]?.y ?? 0));
}

/** Words run together with a label (“tính:Nam”) parted behind the colon, each with its share of the place. */
export function partedAtColons(line: ReadLine): ReadLine {
  return line.flatMap((word) => {
    const at = /^\P{N}*\p{L}:(?=[\p{L}\p{N}])/u.exec(word.text)?.[0].length;
    if (at === undefined) return [word];
    const width = Math.round((word.width * at) / word.text.length);
    return [
      { ...word, text: word.text.slice(0, at), width },
      { ...word, text: word.text.slice(at), x: word.x + width, width: word.width - width },
    ];
  });
}

export const textOf = (lines: readonly ReadLine[]) =>
  lines.map((line) => line.map(({ text }) => text).join(' ')).join('\n');
