/*
 * Writes the fixtures of the version whose code lies around this file: `store-<version>.json` and `journal-<format>/`.
 * Run once a version, before the next one begins; from a checkout of that version with this file and
 * fixture-content.ts put into its tests/migrations:
 *   node tests/migrations/make-fixture.ts
 */
import 'fake-indexeddb/auto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FORMAT } from '../../electron/services/journal/frame.ts';
import { createJournal } from '../../electron/services/journal/journal.ts';
import { appendTogether } from '../../renderer/store/append-together.ts';
import { CounterDatabase } from '../../renderer/store/database.ts';
import { saveDraft } from '../../renderer/store/drafts.ts';
import { verifyProjections } from '../../renderer/store/projections.ts';
import { completeJournal } from '../../renderer/store/recovery/complete.ts';
import { EVENT_DATA } from '../../shared/domain/dossier/event.ts';
import { newId } from '../../shared/ids.ts';
import type { JournalEntry } from '../../shared/journal.ts';
import { ok } from '../../shared/result.ts';
import { testJournalCodec } from '../support/keys.ts';
import { author } from '../support/catalogue.ts';
import { instant, logOf } from '../unit/store/counter.ts';
import { fill } from './fixture-content.ts';

const here = import.meta.dirname;

async function exported(db: CounterDatabase) {
  const idb = db.backendDB();
  const names = [...idb.objectStoreNames].sort();
  const transaction = idb.transaction(names);
  const stores = Object.fromEntries(
    names.map((name) => {
      const store = transaction.objectStore(name);
      const indexes = [...store.indexNames].map((index) => {
        const { keyPath, multiEntry, unique } = store.index(index);
        return { name: index, keyPath, multiEntry, unique };
      });
      return [name, { keyPath: store.keyPath, indexes }];
    }),
  );
  const rows: Record<string, readonly unknown[]> = {};
  for (const name of names) rows[name] = await db.table(name).toArray();
  return { version: db.verno, native: idb.version, stores, rows };
}

/** One row a line: small, and a line is what changes if ever one does. */
function textOf({ rows, ...head }: Awaited<ReturnType<typeof exported>>): string {
  const tables = Object.entries(rows).map(
    ([name, list]) => `${JSON.stringify(name)}: [\n${list.map((row) => JSON.stringify(row)).join(',\n')}\n]`,
  );
  return `${JSON.stringify(head).slice(0, -1)},\n"rows": {\n${tables.join(',\n')}\n}}\n`;
}

const db = new CounterDatabase('fixture');
await db.open();
await fill(db);
await saveDraft(db, {
  id: 'd1',
  startedAt: instant(70),
  updatedAt: instant(71),
  entry: { name: 'Nguye\u0302\u0303n \uD83D\uDE00', empty: '', none: null, list: [1, 2] },
});
await saveDraft(db, { id: 'd2', startedAt: instant(72), updatedAt: instant(73), entry: 'chưa xong' });
const shift = await appendTogether(db, {
  author: author({ now: instant(74) }),
  streamIds: [newId()],
  decide: () =>
    ok({
      writes: [
        {
          streamId: newId(),
          bodies: [{ type: 'shiftOpened', data: { counted: [], expected: 0, difference: null } }],
        },
      ],
    }),
});
if (!shift.ok) throw new Error('no shift');
if ((await verifyProjections(db)).length > 0) throw new Error('projections are not the fold of their events');
const types = new Set((await logOf(db)).map((event) => event.type));
const lacking = Object.keys(EVENT_DATA).filter((type) => !types.has(type));
// Types that came later say nothing about the layout; they are named, so that the content can be made to follow.
if (lacking.length > 0) console.error(`no event of type ${lacking.join(', ')}`);

const content = await exported(db);
const text = textOf(content);
if (JSON.stringify(JSON.parse(text)) !== JSON.stringify(content)) throw new Error('does not survive JSON');
writeFileSync(path.join(here, `store-${String(content.version)}.json`), text);

const folder = path.join(here, `journal-${String(FORMAT)}`);
if (existsSync(folder)) {
  console.log(
    `version ${String(content.version)} is written; the journal of format ${String(FORMAT)} is frozen`,
  );
  process.exit();
}
mkdirSync(folder);
const journal = createJournal({ folder, codec: testJournalCodec, fileLimit: 64 * 1024, note: console.error });
const entries = (list: readonly JournalEntry[]) => journal.append(list);
const kept = await completeJournal(db, { ...journal, append: entries });
if (!kept.ok) throw new Error(kept.error.code);
await journal.close();
console.log(
  `version ${String(content.version)}: ${String(content.rows['events']?.length)} events, ${String(content.rows['dossiers']?.length)} dossiers; journal of ${String(kept.value.added)} events`,
);
