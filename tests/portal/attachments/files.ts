import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, type ReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** The files of the portal: each office's apart, by SHA-256. One is there only when it is whole and was found right. */
export interface PortalFiles {
  /** Where uploads that are not whole lie. */
  readonly uploads: string;
  /** Bytes of a file; null when the office does not have it, or not all of it. */
  readonly size: (office: string, sha256: string) => Promise<number | null>;
  readonly read: (office: string, sha256: string) => ReadStream;
  /** Takes a whole upload over; false, and it is deleted, when its bytes are not what its name says. */
  readonly take: (upload: string, office: string, sha256: string) => Promise<boolean>;
  /** Deletes temporary files. */
  readonly close: () => Promise<void>;
}

/** Files in a folder, or in a temporary one that goes with the portal. */
export function openFiles(folder?: string): PortalFiles {
  const root = folder ?? mkdtempSync(path.join(os.tmpdir(), 'reference-portal-'));
  const placeOf = (office: string, sha256: string) => {
    if (!/^[\w-]{1,40}$/u.test(office) || !/^[0-9a-f]{64}$/u.test(sha256))
      throw new RangeError('no file name');
    return path.join(root, 'offices', office, sha256);
  };
  return {
    uploads: path.join(root, 'uploads'),
    size: async (office, sha256) =>
      stat(placeOf(office, sha256)).then(
        (found) => found.size,
        () => null,
      ),
    read: (office, sha256) => createReadStream(placeOf(office, sha256)),
    take: async (upload, office, sha256) => {
      const hash = createHash('sha256');
      await pipeline(createReadStream(upload), hash);
      if (hash.digest('hex') !== sha256) {
        await rm(upload);
        return false;
      }
      const handle = await open(upload, 'r+');
      await handle.sync().finally(() => handle.close());
      const place = placeOf(office, sha256);
      await mkdir(path.dirname(place), { recursive: true });
      await rename(upload, place);
      return true;
    },
    close: async () => {
      if (folder === undefined) await rm(root, { recursive: true, force: true });
    },
  };
}
