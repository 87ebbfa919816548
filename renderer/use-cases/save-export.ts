import { newId } from '../../shared/ids.ts';
import type { IpcReply } from '../../shared/ipc/contract.ts';
import { FILE_PART } from '../../shared/ipc/file-part.ts';
import { services } from '../session/services.ts';

/**
 * Writes a file into the folder for exports, whole or not at all; it goes over in parts, so that the screen goes on. Throws
 * once `signal` is aborted: nothing was written then. Errors: those of `exports:save`.
 */
export async function saveExport(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  signal?: AbortSignal,
): Promise<IpcReply<'exports:save'>> {
  const { desktop } = services();
  const id = newId();
  for (let at = 0; at < bytes.byteLength; at += FILE_PART) {
    signal?.throwIfAborted();
    const added = await desktop.invoke('exports:part', { id, at, bytes: bytes.slice(at, at + FILE_PART) });
    if (!added.ok) return added;
  }
  signal?.throwIfAborted();
  return desktop.invoke('exports:save', { id, name });
}
