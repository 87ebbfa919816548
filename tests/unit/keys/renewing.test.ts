import 'fake-indexeddb/auto';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { FRAME, sealedAttachmentCodec } from '../../../electron/services/attachments/codec.ts';
import { resealAttachments } from '../../../electron/services/attachments/seal.ts';
import { createAttachmentStore } from '../../../electron/services/attachments/store.ts';
import { sealedJournalCodec } from '../../../electron/services/journal/frame.ts';
import { createSealer, newDataKey, storeKeysOf, type Ring } from '../../../electron/services/keys/ring.ts';
import { CounterDatabase } from '../../../renderer/store/database.ts';
import { writeMeta } from '../../../renderer/store/meta.ts';
import { verifyProjections } from '../../../renderer/store/projections.ts';
import { resealStore } from '../../../renderer/store/reseal.ts';
import { closeJournals, journalIn, newFolder, readAll, saveOf } from '../electron/journal-support.ts';
import { DEVICE, logOf, NUMBERING, projectionsOf, receive } from '../store/counter.ts';

afterEach(closeJournals);

const OLD: Ring = [newDataKey()];
const NEW: Ring = [...OLD, newDataKey()];
/** What is left once the earlier key is forgotten. */
const LATER: Ring = [NEW[1] ?? OLD[0]];
const nothing = () => undefined;

describe('after the data key was changed', () => {
  it('every row of the database is sealed anew, cut off or not, and opens without the old key', async () => {
    const name = 'renewing';
    const before = new CounterDatabase(name, { keys: storeKeysOf(OLD) });
    await writeMeta(before, 'device', DEVICE);
    await writeMeta(before, 'numbering', NUMBERING);
    for (let i = 0; i < 40; i += 1) await receive(before, i);
    const [log, dossiers] = [await logOf(before), await projectionsOf(before)];
    before.close();

    const between = new CounterDatabase(name, { keys: storeKeysOf(NEW) });
    await receive(between, 41);
    const cut = resealStore(between, (done) => {
      if (done > 150) throw new Error('switched off');
    });
    await expect(cut).rejects.toThrow('switched off');
    // Half old, half new: it is read all the same.
    expect((await logOf(between)).slice(0, log.length)).toEqual(log);
    const seen: number[] = [];
    await resealStore(between, (done, total) => seen.push(total - done));
    expect(seen.at(-1)).toBe(0);
    between.close();

    const after = new CounterDatabase(name, { keys: storeKeysOf(LATER) });
    expect((await logOf(after)).slice(0, log.length)).toEqual(log);
    for (const [id, row] of dossiers) expect((await projectionsOf(after)).get(id)).toEqual(row);
    expect(await verifyProjections(after)).toEqual([]);
  });

  it('a row saved while it goes on is neither lost nor put back', async () => {
    const db = new CounterDatabase('renewing-beside', { keys: storeKeysOf(OLD) });
    await writeMeta(db, 'device', DEVICE);
    await writeMeta(db, 'numbering', NUMBERING);
    for (let i = 0; i < 30; i += 1) await receive(db, i);
    db.close();
    const both = new CounterDatabase('renewing-beside', { keys: storeKeysOf(NEW) });
    const work = resealStore(both, nothing);
    const received = [];
    for (let i = 30; i < 40; i += 1) received.push(await receive(both, i));
    await work;
    await resealStore(both, nothing);
    both.close();
    const after = new CounterDatabase('renewing-beside', { keys: storeKeysOf(LATER) });
    expect(await after.dossiers.count()).toBe(40);
    for (const dossier of received)
      expect((await projectionsOf(after)).get(dossier.id)).toMatchObject({ payload: dossier });
    expect(await verifyProjections(after)).toEqual([]);
  });

  it('the journal is, while entries come, and opens without the old key', async () => {
    const folder = newFolder();
    const codecOf = (ring: Ring) => sealedJournalCodec(createSealer('journal', () => ring));
    const entries = [saveOf(1, 2), saveOf(3), saveOf(4)];
    for (const entry of entries)
      await journalIn(folder, { codec: codecOf(OLD), fileLimit: 1500 }).append([entry]);
    await closeJournals();
    const journal = journalIn(folder, { codec: codecOf(NEW) });
    const more = [saveOf(5), saveOf(6)];
    const [done] = await Promise.all([
      journal.reseal(),
      ...more.flatMap((entry) => [journal.append([entry]), journal.state()]),
    ]);
    expect(done).toEqual({ ok: true, value: null });
    const left = await readAll(journalIn(folder, { codec: codecOf(LATER) }));
    expect(left).toEqual({ entries: [...entries, ...more], damaged: 0 });
    const bytes = () => readdirSync(folder).map((each) => readFileSync(path.join(folder, each), 'latin1'));
    const once = bytes();
    expect(await journal.reseal()).toEqual({ ok: true, value: null });
    expect(bytes()).toEqual(once);
  });

  it('the journal is not opened anew by whoever asks while it is written', async () => {
    const folder = newFolder();
    const codecOf = (ring: Ring) => sealedJournalCodec(createSealer('journal', () => ring));
    const positions = Array.from({ length: 400 }, (_, i) => i + 1);
    await journalIn(folder, { codec: codecOf(OLD) }).append(positions.map((position) => saveOf(position)));
    await closeJournals();
    const sealed = codecOf(NEW);
    const asked: Promise<{ readonly ok: boolean }>[] = [];
    const journal = journalIn(folder, {
      codec: {
        ...sealed,
        // Just when the first entry is written anew.
        encode(plain) {
          if (asked.length === 0) asked.push(journal.state());
          return sealed.encode(plain);
        },
      },
    });
    expect(await journal.reseal()).toEqual({ ok: true, value: null });
    expect(await Promise.all(asked)).toMatchObject([{ ok: true }]);
    const left = await readAll(journalIn(folder, { codec: codecOf(LATER) }), 500);
    expect(left).toMatchObject({ damaged: 0 });
    expect(left.entries).toHaveLength(400);
  });

  it('attached files are, frame by frame', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'attachments-'));
    const codecOf = (ring: Ring) => sealedAttachmentCodec(createSealer('attachments', () => ring));
    const storeOf = (ring: Ring) => createAttachmentStore({ folder, codec: codecOf(ring), note: nothing });
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(2 * FRAME + 11)]);
    const store = storeOf(OLD);
    const begun = await store.begin(bytes.byteLength);
    if (!begun.ok) throw new Error(begun.error.code);
    await store.write(begun.value, bytes);
    await store.finish(begun.value);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(await resealAttachments(folder, codecOf(NEW))).toBe(1);
    expect(await resealAttachments(folder, codecOf(NEW))).toBe(0);
    expect(await storeOf(LATER).verify(sha256)).toEqual({ ok: true, value: { size: bytes.byteLength } });
    expect((await storeOf(OLD).verify(sha256)).ok).toBe(false);
  });
});
