import path from 'node:path';
import type { AppendFile, JournalDisk } from './disk.ts';
import { headerOf } from './frame.ts';
import { nextName, type Tail } from './scan.ts';

/** How far the journal counts: up to `size` in the file `name`. */
export interface JournalEnd {
  readonly name: string;
  readonly size: number;
}

export interface Writer {
  /** Writes whole entries and flushes them. After a failure the file counts only up to where it did before. */
  write(bytes: Buffer): Promise<void>;
  /** Takes away what stands after the last whole entry. */
  cutBack(): Promise<void>;
  end(): JournalEnd;
  close(): Promise<void>;
}

/** Writes at the journal's end, one call at a time; keeps the file open between calls. */
export function createWriter(
  disk: JournalDisk,
  folder: string,
  { fileLimit, format }: { readonly fileLimit: number; readonly format: number },
  tail: Tail,
): Writer {
  const header = headerOf(format);
  let { name, size }: JournalEnd = tail;
  let file: AppendFile | null = null;

  async function reopen(): Promise<AppendFile> {
    const opened = await disk.open(path.join(folder, name));
    try {
      // What a failed write left behind, however much of it is there, was never confirmed.
      await opened.truncate(size);
    } catch (error) {
      await opened.close().catch(() => undefined);
      throw error;
    }
    file = opened;
    return opened;
  }

  async function close(): Promise<void> {
    const closing = file;
    file = null;
    await closing?.close();
  }

  return {
    async write(bytes) {
      if (size > header.byteLength && size + bytes.byteLength > fileLimit) {
        await close();
        name = nextName(name);
        size = 0;
      }
      try {
        const open = file ?? (await reopen());
        const content = size === 0 ? Buffer.concat([header, bytes]) : bytes;
        await open.write(content, size);
        await open.sync();
        size += content.byteLength;
      } catch (error) {
        // After a failed flush nobody knows what of it is on the disk: it is cut off now if it can be, else before the next.
        await file?.truncate(size).catch(() => undefined);
        await close().catch(() => undefined);
        throw error;
      }
    },
    async cutBack() {
      await (await reopen()).sync();
    },
    end: () => ({ name, size }),
    close,
  };
}
