import { z } from 'zod';
import { jsonOf } from '../../../shared/domain/json.ts';
import { scannerSchema, type NetworkScanner } from '../../../shared/ipc/scanning.ts';
import { readIfThere, writeAtomically } from '../files.ts';
import { readScannerAddress } from './private-address.ts';

const settingsSchema = z.strictObject({ scanner: scannerSchema.nullable() });

/** Which network scanner is used, in a file of its own; one that can't be read, or leads outside, is none. */
export async function readScanner(file: string): Promise<NetworkScanner | null> {
  const kept = settingsSchema.safeParse(jsonOf((await readIfThere(file)) ?? ''));
  const scanner = kept.success ? kept.data.scanner : null;
  if (scanner === null) return null;
  // Somebody may have written into the file: what is not allowed to be typed is not used either.
  const address = readScannerAddress(scanner.address);
  return address.ok ? { ...scanner, address: address.value } : null;
}

export const keepScanner = (file: string, scanner: NetworkScanner | null): Promise<void> =>
  writeAtomically(file, JSON.stringify({ scanner }));
