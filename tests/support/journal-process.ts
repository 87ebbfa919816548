/**
 * Writes to a journal in a process of its own, so that a test can SIGKILL it anywhere:
 *
 *   node tests/support/journal-process.ts <folder>
 *
 * Prints `at <position>` when it begins, then each position once its save is confirmed. Saves come in groups, some of them
 * while others are being flushed, and files are short, so that most kills meet a write, a flush or a change of file.
 */
import { writeSync } from 'node:fs';
import { createJournal } from '../../electron/services/journal/journal.ts';
import { saveOf } from '../unit/electron/journal-support.ts';

const say = (line: string) => writeSync(1, `${line}\n`);
const journal = createJournal({ folder: process.argv[2] ?? '', fileLimit: 30_000, note: () => undefined });
const state = await journal.state();
if (!state.ok) throw new Error(state.error.code);
let position = state.value.counters[0]?.held.at(-1)?.[1] ?? 0;
say(`at ${String(position)}`);

async function save(size: number): Promise<void> {
  const positions = Array.from({ length: size }, () => (position += 1));
  const kept = await journal.append([saveOf(...positions)]);
  if (!kept.ok) throw new Error(kept.error.code);
  for (const each of positions) say(String(each));
}

for (let group = 1; ; group = (group % 5) + 1)
  await Promise.all(Array.from({ length: group }, (_, i) => save(1 + (i % 3))));
