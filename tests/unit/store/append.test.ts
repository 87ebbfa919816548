import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { describe, expect, it } from 'vitest';
import { append } from '../../../renderer/store/append.ts';
import { draftById, saveDraft } from '../../../renderer/store/drafts.ts';
import { readMeta } from '../../../renderer/store/meta.ts';
import { verifyProjections } from '../../../renderer/store/projections.ts';
import { dossierById } from '../../../renderer/store/queries.ts';
import { CHAIN_START, hashOf } from '../../../shared/domain/dossier/chain.ts';
import { newId } from '../../../shared/ids.ts';
import { receiveCommand, receptionEntry } from '../../support/catalogue.ts';
import {
  appending,
  counterDatabase,
  instant,
  logOf,
  NUMBERING,
  projectionsOf,
  receive,
  save,
} from './counter.ts';

const draftOf = (id: string) => ({
  id,
  startedAt: instant(0),
  updatedAt: instant(1),
  entry: { name: 'Nguyễn' },
});

async function everything(db: Awaited<ReturnType<typeof counterDatabase>>) {
  return Promise.all([
    logOf(db),
    projectionsOf(db),
    db.findable.toArray(),
    db.meta.toArray(),
    db.drafts.toArray(),
  ]);
}

describe('append', () => {
  it('keeps events, projection, chain, numbers and the end of the draft together', async () => {
    const db = await counterDatabase();
    const id = newId();
    await saveDraft(db, draftOf(id));
    const saved = await append(db, { ...appending(receiveCommand(), instant(2), id), removeDraft: id });
    expect(saved.ok && saved.value.reception?.code).toBe('000.00.19.H49-260713-0001');
    expect((await logOf(db)).map((event) => event.type)).toEqual(['drafted', 'documentChecked', 'received']);
    expect((await dossierById(db, id))?.sync).toBe('saved');
    expect(await draftById(db, id)).toBeNull();
    expect((await readMeta(db, 'numbering')).leases[0]?.next).toBe(2);
    expect((await readMeta(db, 'chain')).position).toBe(3);
    expect(await verifyProjections(db)).toEqual([]);
  });

  it('links each event to the one before, across dossiers', async () => {
    const db = await counterDatabase();
    await receive(db, 0);
    const second = await receive(db, 1, { paid: 'cash' });
    await save(db, { type: 'addNote', text: 'Gọi lại buổi chiều' }, instant(2), second.id);
    const log = await logOf(db);
    expect(log.map((event) => event.position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(log.map((event) => event.prev)).toEqual([CHAIN_START, ...log.slice(0, -1).map(hashOf)]);
    expect(await readMeta(db, 'chain')).toEqual({ position: 8, hash: hashOf(log.at(-1)) });
  });

  it.each(['events', 'dossiers', 'findable', 'meta', 'drafts'] as const)(
    'writes nothing when writing to %s fails',
    async (table) => {
      const db = await counterDatabase();
      await receive(db, 0);
      const id = newId();
      await saveDraft(db, draftOf(id));
      const before = await everything(db);
      const fault = () => {
        throw new Dexie.UnknownError('disk');
      };
      if (table === 'drafts') db.drafts.hook('deleting', fault);
      else {
        db[table].hook('creating', fault);
        db[table].hook('updating', fault);
      }
      const saved = await append(db, { ...appending(receiveCommand(), instant(2), id), removeDraft: id });
      expect(saved.ok ? [] : saved.error.map((error) => error.code)).toEqual(['store-failed']);
      expect(await everything(db)).toEqual(before);
    },
  );

  it('says when the disk is full', async () => {
    const db = await counterDatabase();
    db.dossiers.hook('creating', () => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const saved = await append(db, appending(receiveCommand(), instant(0), newId()));
    expect(saved.ok ? [] : saved.error.map((error) => error.code)).toEqual(['store-full']);
    expect(await logOf(db)).toEqual([]);
  });

  it('writes nothing, and keeps the draft, when the decision refuses', async () => {
    const db = await counterDatabase();
    const id = newId();
    await saveDraft(db, draftOf(id));
    const before = await everything(db);
    const command = receiveCommand({ entry: receptionEntry({ documents: [] }) });
    const saved = await append(db, { ...appending(command, instant(0), id), removeDraft: id });
    expect(saved.ok ? [] : saved.error.map((error) => error.code)).toEqual(['documents-none']);
    expect(await everything(db)).toEqual(before);
  });

  it('lets a bug through and writes nothing', async () => {
    const db = await counterDatabase();
    const bug = () => {
      throw new TypeError('bug');
    };
    await expect(
      append(db, { ...appending(receiveCommand(), instant(0), newId()), decide: bug }),
    ).rejects.toThrow('bug');
    expect(await logOf(db)).toEqual([]);
    expect(await readMeta(db, 'numbering')).toEqual(NUMBERING);
  });

  it('gives every number once when many save at the same moment', async () => {
    const db = await counterDatabase();
    const saved = await Promise.all(Array.from({ length: 25 }, (_, i) => receive(db, i)));
    const codes = saved.map((dossier) => dossier.reception?.code);
    expect(new Set(codes).size).toBe(25);
    expect((await readMeta(db, 'numbering')).leases[0]?.next).toBe(26);
    const log = await logOf(db);
    expect(log.slice(1).every((event, i) => event.prev === hashOf(log[i]))).toBe(true);
  });

  it('refuses to receive the same dossier twice', async () => {
    const db = await counterDatabase();
    const dossier = await receive(db, 0);
    const again = await append(db, appending(receiveCommand(), instant(1), dossier.id));
    expect(again.ok ? [] : again.error.map((error) => error.code)).toEqual(['dossier-transition-forbidden']);
    expect((await readMeta(db, 'numbering')).leases[0]?.next).toBe(2);
  });

  it('tells listeners only after the save, and a listener that fails does not undo it', async () => {
    const db = await counterDatabase();
    const heard: string[] = [];
    db.onProjected((dossiers) => heard.push(...dossiers.map((dossier) => dossier.id)));
    const dossier = await receive(db, 0);
    expect(heard).toEqual([dossier.id]);
  });
});
