import { foldText, normaliseLine } from '../../../shared/domain/text.ts';
import {
  TEMPLATES,
  type FieldKind,
  type ReadingTemplate,
  type TemplateField,
} from '../../../shared/domain/reading/templates.ts';
import { DOUBT, ringFace } from './misread.ts';
import { rightName } from './names.ts';
import { partedAtColons, type ReadLine, type ReadWord } from './words.ts';

/** Below this a value is marked as doubtful. */
export const SURE = 85;

/** A value the machine found; nothing of it is kept until the clerk confirms it. */
export interface FoundField {
  readonly field: string;
  readonly read: string | null;
  /** 0 to 100; 0 when nothing was found. */
  readonly confidence: number;
  /** Thousandths of the page; null when nothing was found. */
  readonly box: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  } | null;
}

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** The template whose title stands on the page; the general one when none does. */
export function templateFor(lines: readonly ReadLine[]): ReadingTemplate {
  const found = TEMPLATES.find(
    ({ title }) => title !== null && lines.slice(0, 15).some((line) => after(line, title) !== null),
  );
  return found ?? (TEMPLATES.find(({ title }) => title === null) as ReadingTemplate);
}

/** The values of a template's fields on a page. */
export function readFields(
  lines: readonly ReadLine[],
  template: ReadingTemplate,
  page: PageSize,
): readonly FoundField[] {
  const parted = lines.map(partedAtColons);
  return template.fields.map((field) => readField(parted, field, template, page));
}

function readField(
  lines: readonly ReadLine[],
  { field, kind, labels }: TemplateField,
  template: ReadingTemplate,
  page: PageSize,
): FoundField {
  // The longest label first: “Họ và tên mẹ” is not a “Họ và tên”.
  for (const line of lines)
    for (const label of labels.toSorted((a, b) => b.length - a.length)) {
      const at = after(line, label);
      if (at === null || belongsToLonger(line, at.start, label, template)) continue;
      const words = untilNextLabel(line, at.end, template);
      const seen = tidy(words, kind);
      if (seen === '') continue;
      const read = kind === 'name' && ringFace(lines) ? rightName(seen) : seen;
      const confidence = Math.min(sureness(words, read, kind), read === seen ? 100 : DOUBT);
      return { field, read, confidence, box: boxOf(words, page) };
    }
  return { field, read: null, confidence: 0, box: null };
}

const bare = (text: string) => foldText(text).replace(/[^\p{L}\p{N}]+/gu, '');

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Letters that are taken for each other are one for finding labels: an “a” without serifs is read as “o”. */
const shape = (text: string) => bare(text).replace(/[o0]/gu, 'a').replace(/[l1|]/gu, 'i');

/**
 * Where a label's words stand in a line, one letter in four misread at most; null when they don't. Behind other words a
 * label is only one with its colon, or to the letter: “Hồng Gai, tỉnh” is no “Giới tính”.
 */
function after(line: ReadLine, label: string, from = 0): Span | null {
  const parts = label.split(' ');
  for (let start = from; start < line.length; start++)
    // Words may have run together (“Ngàysinh”), or one have been parted.
    for (const end of [0, -1, 1, -2].map((more) => start + parts.length + more)) {
      if (end <= start || end > line.length) continue;
      const there = line.slice(start, end).map(({ text }) => text);
      const colon = there.at(-1)?.endsWith(':') || line[end]?.text.startsWith(':');
      if (start === 0 || colon ? isLabel(parts, there) : bare(there.join('')) === bare(label))
        return { start, end };
    }
  return null;
}

function isLabel(parts: readonly string[], there: readonly string[]): boolean {
  return parts.length === there.length
    ? parts.every((word, i) => alike(shape(word), shape(there[i] ?? '')))
    : shape(parts.join('')) === shape(there.join(''));
}

function belongsToLonger(line: ReadLine, start: number, label: string, { fields }: ReadingTemplate): boolean {
  return fields.some(({ labels }) =>
    labels.some((other) => other.length > label.length && after(line, other, start)?.start === start),
  );
}

function alike(wanted: string, seen: string): boolean {
  if (wanted === seen) return true;
  const allowed = Math.floor(wanted.length / 4);
  return allowed > 0 && Math.abs(wanted.length - seen.length) <= allowed && distance(wanted, seen) <= allowed;
}

/** How many letters differ (Levenshtein). */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Words that begin another field on the same line end the value, also those no template asks for. */
const OTHERS = ['Giới tính', 'Dân tộc', 'Quốc tịch', 'Ngày cấp', 'Nơi cấp'];

function untilNextLabel(line: ReadLine, from: number, { fields }: ReadingTemplate): ReadLine {
  const starts = [...fields.flatMap(({ labels }) => labels), ...OTHERS]
    .map((label) => after(line, label, from + 1)?.start)
    .filter((start) => start !== undefined);
  return line.slice(from, Math.min(line.length, ...starts));
}

/** Letters that digits are read as, in words that have digits besides. */
const AS_DIGIT: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Q: '0',
  D: '0',
  l: '1',
  I: '1',
  '|': '1',
  B: '8',
};
const digits = (text: string) =>
  text.replace(/\S*\d\S*/gu, (word) => word.replace(/[OoQDlI|B]/gu, (letter) => AS_DIGIT[letter] ?? letter));

const DATE = /(\d{1,2})\s*[/⁄.\-]\s*(\d{1,2})\s*[/⁄.\-]\s*(\d{4})/u;

function tidy(words: ReadLine, kind: FieldKind): string {
  const text = normaliseLine(words.map((word) => word.text).join(' '))
    .replace(/^[\s:;.,…\-–]+/u, '')
    .replace(/[\s:;.,…\-–_]+$/u, '');
  switch (kind) {
    case 'date': {
      const [, day = '', month = '', year = ''] = DATE.exec(digits(text)) ?? [];
      return year === '' ? text : `${day.padStart(2, '0')}/${month.padStart(2, '0')}/${year}`;
    }
    case 'identity':
      return (/\d[\d\s.]{7,16}\d/u.exec(digits(text))?.[0] ?? text).replace(/[\s.]/gu, '');
    case 'name':
      return text.replace(/[^\p{L}\p{M}\s'’.-]/gu, '').trim();
    case 'line':
      return text;
  }
}

/** As sure as of its least sure word; what cannot be right is not sure at all. */
function sureness(words: ReadLine, value: string, kind: FieldKind): number {
  const least = Math.round(Math.min(...words.map(({ confidence }) => confidence)));
  return fits(value, kind) ? Math.max(0, Math.min(100, least)) : Math.min(40, Math.max(0, least));
}

function fits(value: string, kind: FieldKind): boolean {
  if (kind === 'identity') return /^(?:\d{9}|\d{12})$/u.test(value);
  if (kind !== 'date') return true;
  const [day = 0, month = 0] = value.split('/').map(Number);
  return DATE.test(value) && day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

function boxOf(words: readonly ReadWord[], { width, height }: PageSize): FoundField['box'] {
  const left = Math.min(...words.map(({ x }) => x));
  const top = Math.min(...words.map(({ y }) => y));
  const right = Math.max(...words.map((word) => word.x + word.width));
  const bottom = Math.max(...words.map((word) => word.y + word.height));
  const part = (value: number, whole: number) =>
    Math.max(0, Math.min(1000, Math.round((1000 * value) / whole)));
  return {
    x: part(left, width),
    y: part(top, height),
    width: part(right - left, width),
    height: part(bottom - top, height),
  };
}
