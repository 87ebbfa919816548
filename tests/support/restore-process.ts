/**
 * Restores a backup in a process of its own, with the app's real code, so that a test can SIGKILL it anywhere.
 *
 *   node tests/support/restore-process.ts make <data folder> <backup file> <passphrase>
 *     packs the journal, attachments and drafts.json of a data folder into a backup.
 *   node tests/support/restore-process.ts restore <data folder> <backup file> <passphrase>
 *     unpacks it into a data folder: prints `unpacking` when it begins and `done` when it is in place.
 *   node tests/support/restore-process.ts settle <data folder>
 *     does what the app does at every start: prints `none`, `finished` or `undone`.
 *
 * After any SIGKILL of `restore`, `settle` leaves the folder either as it was before (no journal) or wholly restored.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { nodeBackupDisk } from '../../electron/services/backup/disk.ts';
import { DRAFTS } from '../../electron/services/backup/format.ts';
import { makeKey } from '../../electron/services/backup/key.ts';
import { packBackup, type Source } from '../../electron/services/backup/pack.ts';
import { restoreBackup, settleRestore } from '../../electron/services/backup/restore.ts';
import { attachmentSources } from '../../electron/services/backup/sources.ts';
import { CHAIN_START } from '../../shared/domain/dossier/chain.ts';

const [what, folder = '', file = '', passphrase = ''] = process.argv.slice(2);

async function make(): Promise<void> {
  const key = await makeKey(passphrase);
  const journal = path.join(folder, 'journal');
  const drafts = path.join(folder, DRAFTS);
  const sources: Source[] = [
    ...readdirSync(journal)
      .sort()
      .map((name) => ({
        name: `journal/${name}`,
        file: path.join(journal, name),
        size: statSync(path.join(journal, name)).size,
      })),
    ...(await attachmentSources(folder)),
    { name: DRAFTS, bytes: existsSync(drafts) ? readFileSync(drafts) : Buffer.from('[]') },
  ];
  const packed = await packBackup({
    file,
    recipient: key.recipient,
    sealed: key.sealed,
    sources,
    about: {
      app: 'test',
      madeAt: new Date().toISOString(),
      counter: 'HT-1',
      officeName: '',
      last: { position: 0, hash: CHAIN_START },
      events: 0,
      drafts: 0,
      attachments: 0,
    },
    disk: nodeBackupDisk,
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });
  if (!packed.ok) throw new Error(packed.error.code);
}

if (what === 'make') await make();
else if (what === 'settle') console.log(await settleRestore(folder));
else if (what === 'restore') {
  console.log('unpacking');
  const restored = await restoreBackup({
    file,
    passphrase,
    dataFolder: folder,
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });
  console.log(restored.ok ? 'done' : restored.error.code);
  process.exitCode = restored.ok ? 0 : 1;
} else throw new Error('make, restore or settle');
