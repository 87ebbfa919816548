import type { Report } from '../../../shared/domain/report/report.ts';
import { vietnameseReports } from '../../i18n/i18n.ts';
import { chartPlan } from './chart-plan.ts';
import type { ReportDocument } from './report-document.ts';

/** The picture's box in its own units; it is drawn twice as large, so that it stays sharp on paper. */
const WIDTH = 960;
const MARGIN = 24;
const BASE = 300;
const SCALE = 2;
const LINE = 18;
/** Dark on white, filled and hollow: told apart on a black and white printer too. */
const INK = '#1b2733';
const ACCENT = '#0b4f8a';

type Ink = OffscreenCanvasRenderingContext2D;

/** The chart of a report as a PNG: what it is of, how complete, and the numbers at the columns. In Vietnamese, as all files. */
export async function chartPicture(
  report: Report,
  document: Pick<ReportDocument, 'title' | 'office' | 'period' | 'notes'>,
): Promise<Uint8Array<ArrayBuffer>> {
  const inner = WIDTH - 2 * MARGIN;
  const probe = inkOf(new OffscreenCanvas(1, 1));
  probe.font = fontOf(12);
  const notes = document.notes.flatMap((note) => wrapped(probe, note, inner));
  const plan = chartPlan(report.days, inner, BASE);
  const top = MARGIN + 4 * LINE + 12;
  const height = top + plan.height + 12 + notes.length * LINE + MARGIN;
  const canvas = new OffscreenCanvas(WIDTH * SCALE, height * SCALE);
  const ink = inkOf(canvas);
  ink.scale(SCALE, SCALE);
  ink.fillStyle = '#ffffff';
  ink.fillRect(0, 0, WIDTH, height);
  ink.translate(MARGIN, MARGIN);
  drawHead(ink, document);
  ink.translate(0, top - MARGIN);
  drawColumns(ink, plan);
  write(ink, notes, plan.height + 12 + LINE, 12);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}

function inkOf(canvas: OffscreenCanvas): Ink {
  const ink = canvas.getContext('2d');
  if (!ink) throw new Error('This machine draws no pictures.');
  return ink;
}

function fontOf(size: number, weight = 400): string {
  const family = getComputedStyle(globalThis.document.documentElement).getPropertyValue('--font');
  return `${String(weight)} ${String(size)}px ${family}`;
}

/** Lines one under the other, the first one's foot at `y`. */
function write(ink: Ink, lines: readonly string[], y: number, size: number, weight?: number): void {
  ink.font = fontOf(size, weight);
  ink.fillStyle = INK;
  ink.textAlign = 'left';
  for (const [i, line] of lines.entries()) ink.fillText(line, 0, y + i * LINE);
}

function wrapped(ink: Ink, text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && ink.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

function drawHead(
  ink: Ink,
  { title, office, period }: Pick<ReportDocument, 'title' | 'office' | 'period'>,
): void {
  const t = vietnameseReports();
  write(ink, [title], 16, 17, 600);
  write(ink, [`${office} · ${period}`], 16 + LINE + 2, 13);
  const y = 16 + 3 * LINE;
  ink.font = fontOf(12, 600);
  ink.fillText(t('chart.title'), 0, y);
  let x = ink.measureText(t('chart.title')).width + 20;
  ink.font = fontOf(12);
  for (const kind of ['received', 'resolved'] as const) {
    column(ink, kind, { x, y: y - 10, width: 11, height: 11 });
    ink.fillStyle = INK;
    ink.fillText(t(`chart.${kind}`), x + 17, y);
    x += 17 + ink.measureText(t(`chart.${kind}`)).width + 20;
  }
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function column(ink: Ink, kind: 'received' | 'resolved', { x, y, width, height }: Box): void {
  if (height <= 0) return;
  ink.strokeStyle = ACCENT;
  ink.lineWidth = 1.2;
  ink.fillStyle = kind === 'received' ? ACCENT : '#ffffff';
  ink.fillRect(x, y, width, height);
  ink.strokeRect(x + 0.6, y + 0.6, width - 1.2, Math.max(0, height - 0.6));
}

function drawColumns(ink: Ink, { width, base, places }: ReturnType<typeof chartPlan>): void {
  ink.font = fontOf(11);
  for (const { received, resolved, name } of places) {
    for (const [kind, place] of [
      ['received', received],
      ['resolved', resolved],
    ] as const) {
      column(ink, kind, place);
      ink.fillStyle = INK;
      ink.textAlign = 'center';
      if (place.value > 0) ink.fillText(String(place.value), place.x + place.width / 2, place.y - 3);
    }
    if (name) ink.fillText(name.text, name.x, name.y);
  }
  ink.strokeStyle = INK;
  ink.lineWidth = 1;
  ink.beginPath();
  ink.moveTo(0, base);
  ink.lineTo(width, base);
  ink.stroke();
}
