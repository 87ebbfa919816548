import { existsSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Protection } from '../backup/protection.ts';
import { FORMAT, formatOf } from '../journal/frame.ts';
import { journalFiles } from '../journal/scan.ts';
import type { KeyStore } from './key-state.ts';
import { createSealer, ringOf, ringText } from './ring.ts';

/** Seals the small files a restore leaves for the page, and takes the data keys into backups and out of them. */
export function backupProtection(keys: KeyStore): Protection {
  const sealer = createSealer('files', keys.ring);
  return {
    seal: (plain) => sealer.seal(plain),
    open: (stored) => (sealer.looksSealed(stored) ? sealer.open(stored) : Buffer.from(stored)),
    keys: () => ringText(keys.ring()),
    async adoptKeys(text) {
      const ring = ringOf(text);
      if (ring) await keys.adopt(ring);
    },
  };
}

/** Whether a sealed journal lies in a data folder: data without its key file must never get a new one. */
export async function hasSealedData(dataFolder: string): Promise<boolean> {
  const folder = path.join(dataFolder, 'journal');
  if (!existsSync(folder)) return false;
  for (const name of journalFiles(await readdir(folder))) {
    const handle = await open(path.join(folder, name), 'r');
    try {
      const start = Buffer.alloc(64);
      const { bytesRead } = await handle.read(start, 0, start.byteLength, 0);
      const line = start.subarray(0, bytesRead);
      if (formatOf(line.subarray(0, line.indexOf(0x0a))) === FORMAT) return true;
    } finally {
      await handle.close();
    }
  }
  return false;
}
