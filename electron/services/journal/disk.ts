import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder } from '../files.ts';

/** A file that is written at its end and kept open. */
export interface AppendFile {
  /** Writes all of the bytes at an offset. */
  write(bytes: Uint8Array, at: number): Promise<void>;
  /** Resolves once everything written is on the disk. */
  sync(): Promise<void>;
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
}

/** What the journal asks of the disk; tests put one that fails in its place. Failures reject with Node's own errors. */
export interface JournalDisk {
  /** Names of the files in the folder, which is made if it is not there. */
  list(folder: string): Promise<readonly string[]>;
  read(file: string, from: number): AsyncIterable<Buffer>;
  /** Bytes of a file. */
  size(file: string): Promise<number>;
  /** Opens a file, or makes it and flushes the folder. */
  open(file: string): Promise<AppendFile>;
}

export const nodeDisk: JournalDisk = {
  async list(folder) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return readdir(folder);
  },
  read: (file, from) => createReadStream(file, { start: from, highWaterMark: 1 << 18 }),
  size: async (file) => (await stat(file)).size,
  async open(file) {
    const handle = await open(file, 'r+').catch(async (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      const made = await open(file, 'wx+', 0o600);
      await syncFolder(path.dirname(file));
      return made;
    });
    return {
      async write(bytes, at) {
        for (let done = 0; done < bytes.byteLength;) {
          const { bytesWritten } = await handle.write(bytes, done, bytes.byteLength - done, at + done);
          done += bytesWritten;
        }
      },
      sync: () => handle.datasync(),
      truncate: (size) => handle.truncate(size),
      close: () => handle.close(),
    };
  },
};
