import path from 'node:path';
import type { AppendFile, JournalDisk } from '../../electron/services/journal/disk.ts';

/** What goes wrong with a call to the disk. A write first gets `after` bytes down. */
export interface DiskFault {
  readonly code: 'ENOSPC' | 'EIO' | 'EDQUOT';
  readonly after?: number;
}
export type DiskCall = 'open' | 'write' | 'sync' | 'truncate';
/** Decides about each call by its number, counted from 1; null lets it through. */
export type DiskPlan = (call: number, what: DiskCall) => DiskFault | null;

/** A disk in memory that refuses, tears and forgets as told. It outlives the processes that use it. */
export interface MemoryDisk {
  /** The disk as one process sees it. Once another has mounted it, or the power was cut, its calls never come back. */
  mount(): JournalDisk;
  /** Decides what fails from now on; null for nothing. */
  follow(plan: DiskPlan | null): void;
  /**
   * The power goes: of what was not flushed only some stays. `random` gives 0…1 and says how much; 1 is a killed process
   * whose writes the system still has.
   */
  cutPower(random: () => number): void;
  /** Everything on it is gone. */
  wipe(): void;
  /** How many calls came. */
  calls(): number;
}

interface Stored {
  bytes: Buffer;
  size: number;
  /** How much is sure to be there after the power was cut. */
  flushed: number;
}

export function memoryDisk(): MemoryDisk {
  let files = new Map<string, Stored>();
  let plan: DiskPlan | null = null;
  let count = 0;
  let mounted = 0;

  const gone = () => new Promise<never>(() => undefined);
  function fault(what: DiskCall): DiskFault | null {
    count += 1;
    return plan?.(count, what) ?? null;
  }
  const refuse = (what: DiskCall, { code }: DiskFault) =>
    Object.assign(new Error(`${what} refused`), { code }) as Error;

  function put(file: Stored, bytes: Uint8Array, at: number): void {
    const end = at + bytes.byteLength;
    if (end > file.bytes.byteLength) {
      const larger = Buffer.alloc(Math.max(end, file.bytes.byteLength * 2));
      file.bytes.copy(larger, 0, 0, file.size);
      file.bytes = larger;
    }
    file.bytes.set(bytes, at);
    file.size = Math.max(file.size, end);
    file.flushed = Math.min(file.flushed, at);
  }

  function open(file: Stored, mine: number): AppendFile {
    const alive = async (what: DiskCall, run: (met: DiskFault | null) => void): Promise<void> => {
      // A turn of its own, as a real disk takes: that is when the process can be killed.
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (mine !== mounted) return gone();
      run(fault(what));
      await new Promise<void>((resolve) => setImmediate(resolve));
      return mine === mounted ? undefined : gone();
    };
    return {
      write: (bytes, at) =>
        alive('write', (met) => {
          put(file, met ? bytes.subarray(0, met.after ?? 0) : bytes, at);
          if (met) throw refuse('write', met);
        }),
      sync: () =>
        alive('sync', (met) => {
          if (met) throw refuse('sync', met);
          file.flushed = file.size;
        }),
      truncate: (size) =>
        alive('truncate', (met) => {
          if (met) throw refuse('truncate', met);
          file.size = size;
          file.flushed = Math.min(file.flushed, size);
        }),
      close: () => alive('open', () => undefined),
    };
  }

  return {
    mount: () => {
      mounted += 1;
      const mine = mounted;
      return {
        list: (folder) =>
          Promise.resolve(
            [...files.keys()]
              .filter((name) => path.dirname(name) === folder)
              .map((name) => path.basename(name)),
          ),
        read: async function* (name, from) {
          const file = files.get(name);
          const bytes = Buffer.from(file?.bytes.subarray(from, file.size) ?? []);
          for (let at = 0; at < bytes.byteLength; at += 1 << 16) {
            await new Promise<void>((resolve) => setImmediate(resolve));
            yield bytes.subarray(at, at + (1 << 16));
          }
        },
        size: (name) => Promise.resolve(files.get(name)?.size ?? 0),
        open: async (name) => {
          await new Promise<void>((resolve) => setImmediate(resolve));
          if (mine !== mounted) return gone();
          const met = fault('open');
          if (met) throw refuse('open', met);
          const file = files.get(name) ?? { bytes: Buffer.alloc(4096), size: 0, flushed: 0 };
          files.set(name, file);
          return open(file, mine);
        },
      };
    },
    follow: (next) => {
      plan = next;
    },
    cutPower: (random) => {
      mounted += 1;
      for (const file of files.values())
        file.size = Math.min(
          file.size,
          file.flushed + Math.round((Math.max(file.size, file.flushed) - file.flushed) * random()),
        );
    },
    wipe: () => {
      files = new Map();
    },
    calls: () => count,
  };
}
