import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  nodeAttachmentDisk,
  type AttachmentDisk,
  type NewFile,
} from '../../../electron/services/attachments/disk.ts';
import {
  createAttachmentStore,
  type AttachmentStore,
  type AttachmentStoreOptions,
} from '../../../electron/services/attachments/store.ts';
import type { TakenIn } from '../../../electron/services/attachments/intake.ts';
import type { Result } from '../../../shared/result.ts';

export const newFolder = () => mkdtempSync(path.join(os.tmpdir(), 'attachments-'));

/** A PDF as far as its beginning tells, of so many bytes, no two alike. */
export function pdfOf(size: number): Buffer {
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size)]).subarray(0, size);
}

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export function storeIn(folder: string, options: Partial<AttachmentStoreOptions> = {}): AttachmentStore {
  return createAttachmentStore({ folder, note: () => undefined, ...options });
}

/** Takes a file in as the page does: in parts. */
export async function take(
  store: AttachmentStore,
  bytes: Uint8Array,
  part = 1024 * 1024,
): Promise<Result<TakenIn>> {
  const begun = await store.begin(bytes.byteLength);
  if (!begun.ok) return begun;
  for (let at = 0; at < bytes.byteLength; at += part) {
    const written = await store.write(begun.value, bytes.subarray(at, at + part));
    if (!written.ok) return written;
  }
  return store.finish(begun.value);
}

/** Every file below a folder, by its path from there. */
export const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();

export const placeOf = (folder: string, sha256: string) => path.join(folder, sha256.slice(0, 2), sha256);

/** A real disk on which some call fails once it is told so; counts flushes. */
export function faultyDisk(): AttachmentDisk & {
  fail: { readonly on: 'create' | 'write' | 'sync' | 'move' | 'read'; readonly code: string } | null;
  syncs: number;
} {
  const check = (on: string) => {
    if (disk.fail?.on === on) throw Object.assign(new Error(on), { code: disk.fail.code, errno: -1 });
  };
  const disk = {
    ...nodeAttachmentDisk,
    fail: null as ReturnType<typeof faultyDisk>['fail'],
    syncs: 0,
    create: async (file: string): Promise<NewFile> => {
      check('create');
      const made = await nodeAttachmentDisk.create(file);
      return {
        write: async (bytes) => {
          // Half of it gets down, as on a disk that fills up.
          if (disk.fail?.on === 'write') await made.write(bytes.subarray(0, bytes.byteLength / 2));
          check('write');
          await made.write(bytes);
        },
        sync: async () => {
          check('sync');
          disk.syncs += 1;
          await made.sync();
        },
        close: () => made.close(),
      };
    },
    move: async (from: string, folder: string, to: string) => {
      check('move');
      await nodeAttachmentDisk.move(from, folder, to);
    },
    open: async (file: string) => {
      const opened = await nodeAttachmentDisk.open(file);
      return {
        read: async (at: number, length: number) => {
          check('read');
          return opened.read(at, length);
        },
        close: () => opened.close(),
      };
    },
  };
  return disk;
}
