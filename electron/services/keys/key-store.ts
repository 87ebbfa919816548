import { randomBytes } from 'node:crypto';
import { KEY_BYTES } from '../../../shared/keys.ts';
import { derive, openBytes, sealBytes } from './cipher.ts';
import { KeysLostError, readKeyFile, writeKeyFile, type KeyFile } from './key-file.ts';
import { joinRings, newDataKey, type Ring } from './ring.ts';
import { hideSecret, protects, readSecret, type Protection } from './system-secret.ts';

export interface KeyStoreOptions {
  readonly file: string;
  readonly safeStorage: Protection;
  readonly platform: NodeJS.Platform;
  /** Whether sealed data lies here already: then keys that are not there are lost, and never made anew. */
  readonly hasData: () => Promise<boolean>;
  readonly note: (message: string) => void;
}

/** Keys of this machine: see README.md for who wraps whom. */
export interface KeyStore {
  /** Reads the keys, or makes the first ones on a new machine. */
  open(): Promise<void>;
  state(): KeyState;
  /** Why there are no keys now; null while there are. */
  withheld(): 'keys-lost' | null;
  /** The keys in use; throws while there are none. */
  ring(): Ring;
  /** From now on what is written is sealed under a new key; the old ones go on opening what they sealed. */
  rotate(): Promise<void>;
  /** Takes in keys that came with a backup, to open what came with it. */
  adopt(other: Ring): Promise<void>;
}

/** `lost`: data here is sealed and its keys can't be had: nothing may be written over it. */
export interface KeyState {
  readonly keys: 'open' | 'lost';
  /** Whether the operating system protects them from whoever has the disk. */
  readonly protected: boolean;
}

const MASTER = 'master key';
const dataKeyName = (id: number) => `data key ${String(id)}`;

export function createKeyStore({ file, safeStorage, platform, hasData, note }: KeyStoreOptions): KeyStore {
  let content: KeyFile | null = null;
  let master: Buffer | null = null;
  let ring: Ring | null = null;
  let lost = false;
  let isProtected = false;
  let writing: Promise<unknown> = Promise.resolve();

  async function makeFirst(): Promise<KeyFile> {
    const [secret, made, first] = [randomBytes(KEY_BYTES), randomBytes(KEY_BYTES), newDataKey()];
    const file: KeyFile = {
      version: 1,
      secret: await hideSecret(safeStorage, secret),
      open: sealBytes(derive(MASTER, secret), made, MASTER).toString('base64'),
      recovery: null,
      clerks: [],
      keys: [{ id: first.id, sealed: sealBytes(made, first.key, dataKeyName(first.id)).toString('base64') }],
    };
    return file;
  }

  function openRing(file: KeyFile, key: Buffer): Ring {
    const [first, ...rest] = file.keys.map(({ id, sealed }) => ({
      id,
      key: openBytes(key, Buffer.from(sealed, 'base64'), dataKeyName(id)),
    }));
    if (!first) throw new KeysLostError('no data key');
    return [first, ...rest];
  }

  /** One change after the other; the new state counts once it is on the disk. */
  function change(make: (file: KeyFile) => KeyFile): Promise<void> {
    const mine = writing
      .catch(() => undefined)
      .then(async () => {
        if (!content) throw new KeysLostError('no keys');
        const next = make(content);
        await writeKeyFile(file, next);
        content = next;
      });
    writing = mine;
    return mine;
  }

  async function replaceRing(next: Ring): Promise<void> {
    const wrapping = master;
    if (!wrapping) throw new KeysLostError('no keys');
    await change((before) => ({
      ...before,
      keys: next.map(({ id, key }) => ({
        id,
        sealed: sealBytes(wrapping, key, dataKeyName(id)).toString('base64'),
      })),
    }));
    ring = next;
  }

  function inUse(): Ring {
    if (!ring) throw new KeysLostError('no keys');
    return ring;
  }

  return {
    async open() {
      isProtected = await protects(safeStorage, platform);
      if (!isProtected)
        note(
          'no keychain on this system: the keys lie on the disk without real protection until a PIN is set',
        );
      try {
        let found = await readKeyFile(file);
        if (!found) {
          if (await hasData()) throw new KeysLostError('the key file is gone');
          found = await makeFirst();
          await writeKeyFile(file, found);
        }
        const secret = await readSecret(safeStorage, found.secret);
        content = found;
        if (found.open === null) throw new KeysLostError('needs a newer version');
        master = openBytes(derive(MASTER, secret), Buffer.from(found.open, 'base64'), MASTER);
        ring = openRing(found, master);
      } catch (error) {
        lost = true;
        note(`the keys can't be had: ${error instanceof KeysLostError ? error.message : 'damaged'}`);
      }
    },
    state: () => ({ keys: lost ? 'lost' : 'open', protected: isProtected }),
    withheld: () => (ring ? null : 'keys-lost'),
    ring: inUse,
    async rotate() {
      const [first, ...rest] = inUse();
      await replaceRing([first, ...rest, newDataKey()]);
      note('a new data key is in use');
    },
    adopt: (other) => replaceRing(joinRings(inUse(), other)),
  };
}
