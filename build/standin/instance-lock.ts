import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import type { FSWatcher } from 'node:fs';
import path from 'node:path';

/** What a second copy tells the first one. */
export interface SecondInstance {
  readonly argv: readonly string[];
  readonly workingDirectory: string;
  readonly additionalData: unknown;
}

/** Something that stays the same for the life of a process and differs when its id is used again. */
function startTime(pid: number): string {
  try {
    // Field 22 of /proc/PID/stat; the name before it may hold spaces, so count after its closing bracket.
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(holder: string): boolean {
  const [pid, started] = holder.split(' ');
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return started === startTime(Number(pid));
}

/**
 * The single-instance lock of one user-data folder. Electron answers at once, so this can't wait for a socket: the
 * lock is a file linked into place, and a second copy leaves its command line in a folder that the first one watches.
 */
export class InstanceLock {
  readonly #file: string;
  readonly #inbox: string;
  #watcher: FSWatcher | undefined;

  constructor(userData: string) {
    this.#file = path.join(userData, 'instance.lock');
    this.#inbox = path.join(userData, 'instance-inbox');
  }

  get held(): boolean {
    return this.#watcher !== undefined;
  }

  /** True if this copy is now (or already was) the first; else tells the first one about this copy. */
  acquire(self: SecondInstance, onSecond: (second: SecondInstance) => void): boolean {
    if (this.held) return true;
    if (this.#take()) {
      this.#listen(onSecond);
      return true;
    }
    const message = path.join(this.#inbox, `${String(process.pid)}-${String(Date.now())}`);
    mkdirSync(this.#inbox, { recursive: true });
    writeFileSync(message, JSON.stringify(self));
    renameSync(message, `${message}.json`);
    return false;
  }

  release(): void {
    if (!this.held) return;
    this.#watcher?.close();
    this.#watcher = undefined;
    rmSync(this.#file, { force: true });
  }

  #take(): boolean {
    const own = `${this.#file}.${String(process.pid)}`;
    writeFileSync(own, `${String(process.pid)} ${startTime(process.pid)}`);
    try {
      for (let attempt = 0; attempt < 2; attempt++) {
        try {
          linkSync(own, this.#file);
          return true;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
          if (isAlive(readFileSync(this.#file, 'utf8'))) return false;
          rmSync(this.#file, { force: true }); // left behind by a kill
        }
      }
      return false;
    } finally {
      rmSync(own, { force: true });
    }
  }

  #listen(onSecond: (second: SecondInstance) => void): void {
    rmSync(this.#inbox, { recursive: true, force: true });
    mkdirSync(this.#inbox, { recursive: true });
    this.#watcher = watch(this.#inbox, { persistent: false }, () => {
      for (const name of readdirSync(this.#inbox).filter((entry) => entry.endsWith('.json'))) {
        const file = path.join(this.#inbox, name);
        const second = JSON.parse(readFileSync(file, 'utf8')) as SecondInstance;
        rmSync(file, { force: true });
        onSecond(second);
      }
    });
  }
}
