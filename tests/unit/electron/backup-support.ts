import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { nodeBackupDisk, type BackupDisk } from '../../../electron/services/backup/disk.ts';
import { createBackupService, type BackupService } from '../../../electron/services/backup/service.ts';
import { createJournal } from '../../../electron/services/journal/journal.ts';
import type { Tokens } from '../../../electron/services/vault.ts';
import { EMPTY_NUMBERING } from '../../../shared/domain/numbering.ts';
import type { JournalEntry } from '../../../shared/journal.ts';
import { saveOf } from './journal-support.ts';

export const PASSPHRASE = 'bốn từ dễ nhớ nhất';
export const SHA = 'ab'.padEnd(64, '0');
export const newFolder = (name: string) => mkdtempSync(path.join(os.tmpdir(), `backup-${name}-`));

export const DEVICE: JournalEntry = {
  kind: 'device',
  state: {
    device: {
      deviceId: '019c0000-0000-7000-8000-000000000000',
      counter: 'HT-1',
      counterNumber: 1,
      office: { id: 'HT', nameVi: 'Bưu điện Hà Tu' },
    },
    staff: null,
    language: 'vi',
    numbering: EMPTY_NUMBERING,
  },
};

export interface Machine {
  readonly data: string;
  readonly service: BackupService;
  readonly steps: string[];
}

export function machine(
  data = newFolder('data'),
  disk: BackupDisk = nodeBackupDisk,
  now?: () => string,
): Machine {
  let tokens: Tokens = { device: null, session: null };
  const steps: string[] = [];
  const service = createBackupService({
    dataFolder: data,
    version: '0.1.0',
    journal: createJournal({ folder: path.join(data, 'journal'), note: () => undefined }),
    vault: { tokens: () => tokens, change: async (change) => void (tokens = { ...tokens, ...change }) },
    note: () => undefined,
    onProgress: ({ stage }) => {
      if (steps.at(-1) !== stage) steps.push(stage);
    },
    disk,
    ...(now ? { now } : {}),
  });
  return { data, service, steps };
}

/** A counter with something to lose, and where its backups go. */
export async function counter(
  disk?: BackupDisk,
  now?: () => string,
): Promise<Machine & { readonly usb: string }> {
  const made = machine(undefined, disk, now);
  const journal = createJournal({ folder: path.join(made.data, 'journal'), note: () => undefined });
  await journal.append([DEVICE, saveOf(1), saveOf(2)]);
  await journal.close();
  mkdirSync(path.join(made.data, 'attachments/ab'), { recursive: true });
  writeFileSync(path.join(made.data, 'attachments/ab', SHA), Buffer.alloc(300_000, 7));
  const usb = newFolder('usb');
  await made.service.setFolder(usb);
  return { ...made, usb };
}
