import type { KeyStore } from '../keys/key-state.ts';
import { createSealer } from '../keys/ring.ts';
import { sealedAttachmentCodec } from './codec.ts';
import { resealAttachments, sealPlainAttachments } from './seal.ts';
import { createAttachmentStore, type AttachmentStore } from './store.ts';

/**
 * The store of a folder, sealed with the machine's keys, swept. `seal` brings in files that lay plain; it is called again
 * whenever keys come or a backup was restored. `reseal` brings those of an earlier key under the one in use. A disk that can't be read is said when a file is attached.
 */
export async function openSealedStore(
  folder: string,
  keys: Pick<KeyStore, 'ring' | 'withheld'>,
  note: (message: string) => void,
): Promise<{ readonly store: AttachmentStore; seal(): Promise<void>; reseal(): Promise<void> }> {
  const codec = sealedAttachmentCodec(createSealer('attachments', keys.ring));
  const store = createAttachmentStore({ folder, codec, note });
  const seal = async () => {
    const sealed = keys.withheld() === null ? await sealPlainAttachments(folder, codec) : 0;
    if (sealed > 0) note(`${String(sealed)} files that lay plain are sealed`);
  };
  await store.sweep().catch((error: unknown) => note(`not swept: ${String(error)}`));
  await seal().catch((error: unknown) => note(`not sealed: ${String(error)}`));
  const reseal = async () => {
    const sealed = await resealAttachments(folder, codec);
    if (sealed > 0) note(`${String(sealed)} files are sealed anew`);
  };
  return { store, seal, reseal };
}
