import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { syncFolder } from '../files.ts';

/** A new file, written from its beginning to its end. */
export interface NewFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Resolves once everything written is on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenFile {
  /** Up to `length` bytes from `at`; fewer at the end. */
  read(at: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** What attachments ask of the disk; tests put one that fails in its place. Failures reject with Node's own errors. */
export interface AttachmentDisk {
  /** Makes a folder, with those above it; names of the files in it. */
  list(folder: string): Promise<readonly string[]>;
  create(file: string): Promise<NewFile>;
  /** Bytes; null without a file. */
  size(file: string): Promise<number | null>;
  open(file: string): Promise<OpenFile>;
  /** Moves a file into a folder, which is made; both folders are flushed. */
  move(from: string, folder: string, to: string): Promise<void>;
  /** Deletes a file if it is there. */
  remove(file: string): Promise<void>;
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

export const nodeAttachmentDisk: AttachmentDisk = {
  async list(folder) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return readdir(folder);
  },
  async create(file) {
    const handle = await open(file, 'wx', 0o600);
    return {
      write: (bytes) => handle.writeFile(bytes),
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  },
  async size(file) {
    try {
      return (await stat(file)).size;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  },
  async open(file) {
    const handle = await open(file, 'r');
    return {
      async read(at, length) {
        const bytes = Buffer.alloc(length);
        let done = 0;
        while (done < length) {
          const { bytesRead } = await handle.read(bytes, done, length - done, at + done);
          if (bytesRead === 0) break;
          done += bytesRead;
        }
        return bytes.subarray(0, done);
      },
      close: () => handle.close(),
    };
  },
  async move(from, folder, to) {
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    await rename(from, to);
    await syncFolder(folder);
    if (made !== undefined) await syncFolder(`${folder}/..`);
  },
  remove: (file) => rm(file, { force: true }),
};
