import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { erasedForm } from '../../../shared/domain/dossier/erasure.ts';
import { isKnownType } from '../../../shared/domain/dossier/event.ts';
import { journalEntrySchema } from '../../../shared/journal.ts';
import { frame, linesOf, type JournalCodec } from './frame.ts';
import { rewriteFile } from './rewrite.ts';
import { contentOf, journalFiles } from './scan.ts';

/**
 * Takes what tells of people out of events, wherever the journal has them; what is left of them stays in its place, with
 * its hash. Only files that hold one are written anew. Gives how many events it changed; run again it changes none.
 * Failures reject with Node's own errors; then it is to be run again.
 */
export async function eraseInFiles(
  folder: string,
  codec: JournalCodec,
  ids: ReadonlySet<string>,
): Promise<number> {
  let changed = 0;
  for (const name of journalFiles(await readdir(folder))) {
    const file = path.join(folder, name);
    if (!(await holdsOne(file, codec, ids))) continue;
    await rewriteFile(file, {
      header: () => null,
      entry: (line) => {
        const erased = erasedEntry(line, codec, ids);
        changed += erased?.changed ?? 0;
        return erased && frame(codec.encode(Buffer.from(JSON.stringify(erased.entry))));
      },
    });
  }
  return changed;
}

async function holdsOne(file: string, codec: JournalCodec, ids: ReadonlySet<string>): Promise<boolean> {
  for await (const { bytes, closed } of linesOf(createReadStream(file, { highWaterMark: 1 << 18 })))
    if (closed && erasedEntry(bytes, codec, ids)) return true;
  return false;
}

/** An entry with those events erased; null where there is nothing to erase, or nothing can be read. */
function erasedEntry(line: Buffer, codec: JournalCodec, ids: ReadonlySet<string>) {
  const read = journalEntrySchema.safeParse(contentOf(line, codec));
  if (!read.success || read.data.kind !== 'events') return null;
  let changed = 0;
  const events = read.data.events.map((event) => {
    if (event.erased !== undefined || !ids.has(event.id)) return event;
    changed += 1;
    return erasedForm(event, isKnownType(event));
  });
  return changed > 0 ? { entry: { kind: 'events', events }, changed } : null;
}
