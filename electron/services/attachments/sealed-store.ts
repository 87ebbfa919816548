import type { KeyStore } from '../keys/key-state.ts';
import { createSealer } from '../keys/ring.ts';
import { sealedAttachmentCodec } from './codec.ts';
import { sealPlainAttachments } from './seal.ts';
import { createAttachmentStore, type AttachmentStore } from './store.ts';

/**
 * The store of a folder, sealed with the machine's keys, swept. `seal` brings in files that lay plain; it is called again
 * whenever keys come or a backup was restored. A disk that can't be read is said when a file is attached.
 */
export async function openSealedStore(
  folder: string,
  keys: Pick<KeyStore, 'ring' | 'withheld'>,
  note: (message: string) => void,
): Promise<{ readonly store: AttachmentStore; seal(): Promise<void> }> {
  const codec = sealedAttachmentCodec(createSealer('attachments', keys.ring));
  const store = createAttachmentStore({ folder, codec, note });
  const seal = async () => {
    const sealed = keys.withheld() === null ? await sealPlainAttachments(folder, codec) : 0;
    if (sealed > 0) note(`${String(sealed)} files that lay plain are sealed`);
  };
  await store.sweep().catch((error: unknown) => note(`not swept: ${String(error)}`));
  await seal().catch((error: unknown) => note(`not sealed: ${String(error)}`));
  return { store, seal };
}
