import { clean } from '../../renderer/pages/clean.ts';
import { distance, readFields, templateFor } from '../../renderer/pages/reading/read-fields.ts';
import type { Reader } from '../../renderer/pages/reading/reader.ts';
import { textOf } from '../../renderer/pages/reading/words.ts';
import { harmed, paperPage, type Face, type Harm } from '../support/paper-page.ts';
import { randomFrom } from '../support/seeded.ts';
import { paperOf } from './papers.ts';

/** One paper read once. */
export interface Measured {
  /** Letters wrong and letters there; marks count. */
  readonly wrong: number;
  readonly letters: number;
  readonly fieldsRight: number;
  readonly fields: number;
  readonly milliseconds: number;
}

const NO_HARM: Harm = { turn: 0, blur: 0, noise: 0, shadow: 0, edge: 0 };

/** How a paper of a seed comes into the machine: the hard half is turned, blurred, noisy and shadowed. */
function conditionsOf(seed: number, hard: boolean): { dpi: number; face: Face; harm: Harm } {
  const random = randomFrom(seed * 104_729 + 5);
  const dpi = [150, 200, 300][Math.floor(random() * 3)] ?? 200;
  const face: Face = random() < 0.7 ? 'tinos' : 'be-vietnam-pro';
  const harm = {
    turn: (random() - 0.5) * 8,
    blur: dpi >= 200 ? 1 + Math.floor(random() * 2) : 1,
    noise: 10 + random() * 30,
    shadow: random() * 0.5,
    edge: Math.floor(random() * 40),
  };
  return { dpi, face, harm: hard ? harm : NO_HARM };
}

/** Reads the paper of a seed, cleaned before or as it came. */
export function measure(reader: Reader, seed: number, hard: boolean, cleaning: boolean): Measured {
  const paper = paperOf(seed);
  const { dpi, face, harm } = conditionsOf(seed, hard);
  const came = harmed(paperPage(paper.lines, { dpi, face }), harm, seed);
  const begun = performance.now();
  const page = cleaning ? clean(came).page : came;
  const lines = reader.read(page);
  const found = readFields(lines, templateFor(lines), page);
  const milliseconds = performance.now() - begun;
  const expected = plain(paper.lines.map(({ text }) => text).join('\n'));
  const wanted = Object.entries(paper.fields);
  const right = wanted.filter(([field, value]) => found.find((each) => each.field === field)?.read === value);
  return {
    wrong: Math.min(distance(expected, plain(textOf(lines))), expected.length),
    letters: expected.length,
    fieldsRight: right.length,
    fields: wanted.length,
    milliseconds,
  };
}

const plain = (text: string) => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
