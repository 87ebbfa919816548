import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { jsonOf } from '../../shared/domain/json.ts';
import { newId } from '../../shared/ids.ts';
import { readIfThere, writeAtomically } from './files.ts';

const placeSchema = z.strictObject({ machine: z.string().nullable(), folder: z.string().nullable() });
/** Where a data folder lies: which machine, which folder there. What can't be told is null. */
export type Place = z.infer<typeof placeSchema>;

const deviceSchema = z.strictObject({ id: z.uuid(), place: placeSchema.optional() });

export interface DeviceIdentity {
  readonly id: string;
  /** The folder was copied from another machine or folder: the id is new, and the tokens in it are not ours to use. */
  readonly copied: boolean;
}

/**
 * This device's id: made at the first start and kept in a file, so that it outlives a wiped database. A data folder that
 * is found elsewhere than where its id was made is a copy, which must not pass for the machine it came from: it gets an
 * id of its own.
 */
export async function readDevice(file: string, place?: Place): Promise<DeviceIdentity> {
  const here = place ?? (await placeOf(path.dirname(file)));
  const text = await readIfThere(file);
  const known = text === null ? null : parse(text);
  if (known?.place && !differs(known.place, here)) return { id: known.id, copied: false };
  const copied = known?.place !== undefined;
  const id = known && !copied ? known.id : newId();
  await writeAtomically(file, `${JSON.stringify({ id, place: here })}\n`);
  return { id, copied };
}

/** A damaged file counts as none: the counter is then taken over again by this machine. */
function parse(text: string): z.infer<typeof deviceSchema> | null {
  const device = deviceSchema.safeParse(jsonOf(text));
  return device.success ? device.data : null;
}

/** Only what both know can differ: a machine that can't tell its id today is not another one. */
function differs(one: Place, other: Place): boolean {
  return (['machine', 'folder'] as const).some(
    (part) => one[part] !== null && other[part] !== null && one[part] !== other[part],
  );
}

async function placeOf(folder: string): Promise<Place> {
  const [machine, inode] = await Promise.all([
    machineId().catch(() => null),
    // The device's number may change between two starts; a folder's own does not, also when it is renamed.
    stat(folder, { bigint: true }).then(
      ({ ino }) => (ino === 0n ? null : String(ino)),
      () => null,
    ),
  ]);
  return { machine: machine && hash(machine), folder: inode && hash(inode) };
}

const hash = (text: string): string => createHash('sha256').update(`quay-mot-cua ${text}`).digest('hex');

/** What the operating system calls this installation; null where it has no such thing. */
async function machineId(): Promise<string | null> {
  if (process.platform === 'linux') return (await readFile('/etc/machine-id', 'utf8')).trim() || null;
  if (process.platform !== 'win32') return null;
  const { stdout } = await promisify(execFile)(
    path.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe'),
    ['query', 'HKLM\\SOFTWARE\\Microsoft\\Cryptography', '/v', 'MachineGuid'],
    { timeout: 5000, windowsHide: true },
  );
  return /MachineGuid\s+REG_SZ\s+(\S+)/u.exec(stdout)?.[1] ?? null;
}
