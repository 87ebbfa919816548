import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyBackup, type Verified } from '../../../electron/services/backup/verify.ts';
import { createJournal } from '../../../electron/services/journal/journal.ts';
import { CHAIN_START, sealEvents } from '../../../shared/domain/dossier/chain.ts';
import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { newId } from '../../../shared/ids.ts';
import { author } from '../../support/catalogue.ts';
import { DEVICE, machine, newFolder, PASSPHRASE } from './backup-support.ts';

const bodies = Array.from(
  { length: 6 },
  (_, i) => ({ type: 'noteAdded', data: { text: `ghi ${String(i)}` } }) as const,
);
const WRITTEN = sealEvents(
  bodies,
  { id: newId(), lastSeq: 0 },
  { position: 0, hash: CHAIN_START },
  author({ counter: 'HT-1' }),
).events;

/** A backup of a counter whose journal holds these events, two a save; `spoil` changes the journal's file before it. */
async function backupOf(
  events: readonly DossierEvent[],
  spoil: (journal: string) => string = (journal) => journal,
): Promise<string> {
  const { data, service } = machine();
  const folder = path.join(data, 'journal');
  const journal = createJournal({ folder, note: () => undefined });
  const saves = [events.slice(0, 2), events.slice(2, 4), events.slice(4)].filter((save) => save.length > 0);
  await journal.append([DEVICE, ...saves.map((save) => ({ kind: 'events' as const, events: [...save] }))]);
  await journal.close();
  const file = path.join(folder, 'journal-000001.log');
  writeFileSync(file, spoil(readFileSync(file, 'latin1')), 'latin1');
  await service.setFolder(newFolder('usb'));
  await service.setUp(PASSPHRASE);
  const made = await service.create([]);
  if (!made.ok) throw new Error(made.error.code);
  return made.value.where ?? '';
}

async function verified(file: string): Promise<Verified> {
  const result = await verifyBackup({ file, passphrase: PASSPHRASE });
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

describe('a backup held against the hash chain', () => {
  it('is whole as the counter wrote it', async () => {
    expect(await verified(await backupOf(WRITTEN))).toMatchObject({
      events: 6,
      damaged: [],
      fault: null,
      missingFiles: [],
    });
  });

  it('names the first event that was changed, with its checksum made anew', async () => {
    const changed = WRITTEN.map((event, i) => (i === 2 ? { ...event, data: { text: 'sửa lén' } } : event));
    expect((await verified(await backupOf(changed))).fault).toEqual({
      kind: 'changed',
      counter: 'HT-1',
      position: 3,
      eventId: WRITTEN[2]?.id,
    });
  });

  it('names the first event that was taken out, and the entry that is damaged', async () => {
    const without = WRITTEN.filter((_, i) => i !== 1);
    expect((await verified(await backupOf(without))).fault).toMatchObject({ kind: 'removed', position: 2 });
    // Header, device, then the saves: the second of them.
    const damaged = await backupOf(WRITTEN, (journal) =>
      journal
        .split('\n')
        .map((line, i) => (i === 3 ? line.replace(/.{8}$/u, 'AAAAAAA=') : line))
        .join('\n'),
    );
    expect(await verified(damaged)).toMatchObject({
      damaged: [{ file: 'journal-000001.log', line: 4 }],
      fault: { kind: 'removed', position: 3 },
    });
  });

  it('names a file that an event needs and the backup lacks', async () => {
    const sha256 = 'cd'.repeat(32);
    const attached = sealEvents(
      [
        {
          type: 'documentAttached',
          data: { documentId: null, name: 'đơn.pdf', mediaType: 'application/pdf', size: 9, sha256 },
        },
      ],
      { id: newId(), lastSeq: 0 },
      { position: 0, hash: CHAIN_START },
      author({ counter: 'HT-1' }),
    ).events;
    expect(await verified(await backupOf(attached))).toMatchObject({ fault: null, missingFiles: [sha256] });
  });

  it('is not read at all once a byte of it was changed', async () => {
    const file = await backupOf(WRITTEN);
    const bytes = readFileSync(file);
    const at = bytes.byteLength - 3000;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(await verifyBackup({ file, passphrase: PASSPHRASE })).toMatchObject({
      ok: false,
      error: { code: 'backup-damaged' },
    });
    expect(await verifyBackup({ file, passphrase: 'another passphrase' })).toMatchObject({
      ok: false,
      error: { code: 'backup-passphrase-wrong' },
    });
  });

  it('is verified by a command, which says so in words and by its exit status', async () => {
    const changed = WRITTEN.map((event, i) => (i === 4 ? { ...event, data: { text: 'sửa lén' } } : event));
    const run = (file: string, passphrase: string) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [path.resolve(import.meta.dirname, '../../../build/scripts/verify-backup.ts'), file],
        { input: `${passphrase}\n`, encoding: 'utf8' },
      );
      return { status, text: stdout + stderr };
    };
    expect(run(await backupOf(WRITTEN), PASSPHRASE)).toMatchObject({
      status: 0,
      text: expect.stringContaining('The log is whole') as string,
    });
    expect(run(await backupOf(changed), PASSPHRASE)).toMatchObject({
      status: 1,
      text: expect.stringContaining('Event 5 of HT-1') as string,
    });
    expect(run(await backupOf(changed), 'wrong passphrase')).toMatchObject({
      status: 2,
      text: expect.stringContaining('backup-passphrase-wrong') as string,
    });
  });
});
