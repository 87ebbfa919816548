import 'fake-indexeddb/auto';
import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMAT } from '../../electron/services/journal/frame.ts';
import { createJournal } from '../../electron/services/journal/journal.ts';
import { CounterDatabase } from '../../renderer/store/database.ts';
import { readMeta } from '../../renderer/store/meta.ts';
import { verifyProjections } from '../../renderer/store/projections.ts';
import { currentCatalogue } from '../../renderer/store/queries.ts';
import { restoreFromJournal } from '../../renderer/store/recovery/restore.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { plainJournalCodec } from '../../electron/services/journal/frame.ts';
import { testJournalCodec } from '../support/keys.ts';
import { frozenJournal, frozenJournals, frozenStore } from './frozen.ts';

const contentOf = (folder: string) =>
  readdirSync(folder)
    .sort()
    .map((name) => [name, readFileSync(path.join(folder, name), 'latin1')]);

function copyOf(format: number): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'journal-'));
  cpSync(frozenJournal(format), folder, { recursive: true });
  return folder;
}

/** What the counter of the fixture had written, from the database beside it. */
const written = frozenStore(1)
  .rows['events']?.map((row) => row['payload'] as DossierEvent)
  .filter((event) => event.counter === 'HT-1');

/** As the format was written: reading with it changes nothing. */
const codecOf = (format: number) => (format === 1 ? plainJournalCodec : testJournalCodec);

describe('a fixture', () => {
  it('is there for every format up to this one', () => {
    expect(frozenJournals).toEqual(Array.from({ length: FORMAT }, (_, i) => i + 1));
  });
});

describe.each(frozenJournals)('a journal of format %i', (format) => {
  it('is read whole, every event to the byte, and reading changes nothing', async () => {
    const folder = copyOf(format);
    const journal = createJournal({ folder, codec: codecOf(format), note: () => undefined });
    const state = await journal.state();
    const batch = await journal.read(null, 10_000);
    await journal.close();
    if (!state.ok || !batch.ok) throw new Error('not read');
    expect(state.value.notes).toEqual([]);
    expect(batch.value).toMatchObject({ damaged: 0, next: null });
    const events = batch.value.entries.flatMap((entry) => (entry.kind === 'events' ? entry.events : []));
    expect(JSON.stringify(events)).toBe(JSON.stringify(written));
    expect(contentOf(folder)).toEqual(contentOf(frozenJournal(format)));
  });

  it('rebuilds a counter that goes on where it was', async () => {
    const journal = createJournal({ folder: copyOf(format), codec: testJournalCodec, note: () => undefined });
    const state = await journal.state();
    if (!state.ok) throw new Error(state.error.code);
    const db = new CounterDatabase(`from-journal-${String(format)}`);
    const restored = await restoreFromJournal(db, journal, state.value, { onProgress: () => undefined });
    await journal.close();
    expect(restored).toEqual({ ok: true, value: { dossiers: 20, damaged: 0, missing: 0 } });
    expect(await verifyProjections(db)).toEqual([]);
    expect(await readMeta(db, 'device')).toMatchObject({ counter: 'HT-1' });
    expect((await readMeta(db, 'chain')).position).toBe(written?.length);
    expect(await readMeta(db, 'language')).toBe('fr');
    expect((await readMeta(db, 'numbering')).leases[0]?.next).toBe(21);
    expect((await currentCatalogue(db))?.version).toBe(1);
    db.close();
  });
});
