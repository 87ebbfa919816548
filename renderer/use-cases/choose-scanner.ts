import type { AppError } from '../../shared/errors.ts';
import type { NetworkScanner } from '../../shared/ipc/scanning.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { resultOf } from '../session/reply.ts';
import { services } from '../session/services.ts';

/** The network scanner in use; null for none. */
export async function currentScanner(): Promise<NetworkScanner | null> {
  return (await services().desktop.invoke('scanning:scanner', {})).scanner;
}

/** Uses the scanner at an address once it has answered; null for none. */
export async function chooseScanner(
  address: string | null,
): Promise<Result<NetworkScanner | null, readonly AppError[]>> {
  const used = resultOf(await services().desktop.invoke('scanning:use-scanner', { address }));
  return used.ok ? ok(used.value.scanner) : fail([used.error]);
}

/** Scanners that announce themselves in the local network; a few seconds. */
export async function scannersNearby(): Promise<readonly NetworkScanner[]> {
  return (await services().desktop.invoke('scanning:find-scanners', {})).found;
}
