import { rename } from 'node:fs/promises';
import type { SafeStorage } from 'electron';
import { z } from 'zod';
import { readIfThere, writeAtomically } from './files.ts';

/** The portal's tokens. They never leave the main process except to the portal. */
export interface Tokens {
  readonly device: string | null;
  readonly session: string | null;
  /** Sessions by clerk, so that clerks who take turns need not sign in anew. */
  readonly sessions?: Readonly<Record<string, string>> | undefined;
  /** The private key its requests are signed with (PKCS #8, base64), bound to `device`; and whether the portal has it. */
  readonly signing?: string | undefined;
  readonly signingKnown?: boolean | undefined;
  /** Opens this counter's backups, to check each after writing it; absent before a passphrase was chosen. */
  readonly backup?: string | undefined;
}

export interface Vault {
  /** Opens the file. Without it, or when it can't be read, there are no tokens. */
  open(): Promise<void>;
  tokens(): Tokens;
  /** Changes some tokens; resolves once they are safely on the disk. */
  change(change: Partial<Tokens>): Promise<void>;
}

type Protection = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;
export interface VaultOptions {
  readonly file: string;
  readonly safeStorage: Protection;
  readonly platform: NodeJS.Platform;
  /** Told when the tokens lie on the disk without real protection, or can't be read any more. */
  readonly note: (message: string) => void;
}

const NONE: Tokens = { device: null, session: null };
const tokensSchema = z.strictObject({
  device: z.string().nullable(),
  session: z.string().nullable(),
  sessions: z.record(z.string(), z.string()).optional(),
  signing: z.string().optional(),
  signingKnown: z.boolean().optional(),
  backup: z.string().optional(),
});
const fileSchema = z.strictObject({
  version: z.literal(1),
  /** `system`: encrypted by the operating system for this user; `none`: the system offers nothing. */
  protection: z.enum(['system', 'none']),
  content: z.base64(),
});

/** Keeps the tokens in a file that only this user of this machine can read, as far as the system can do that. */
export function createVault({ file, safeStorage, platform, note }: VaultOptions): Vault {
  let current = NONE;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    const text = JSON.stringify(current);
    const encrypts = await safeStorage.isAsyncEncryptionAvailable();
    if (!encrypts || (platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text')) {
      note('no keychain on this system: the tokens lie on the disk without real protection');
    }
    const content = encrypts ? await safeStorage.encryptStringAsync(text) : Buffer.from(text);
    const protection = encrypts ? 'system' : 'none';
    await writeAtomically(
      file,
      JSON.stringify({ version: 1, protection, content: content.toString('base64') }),
    );
  }

  async function read(text: string): Promise<Tokens> {
    const { protection, content } = fileSchema.parse(JSON.parse(text));
    const bytes = Buffer.from(content, 'base64');
    const plain =
      protection === 'none' ? bytes.toString() : (await safeStorage.decryptStringAsync(bytes)).result;
    return tokensSchema.parse(JSON.parse(plain));
  }

  return {
    async open() {
      const text = await readIfThere(file);
      if (text === null) return;
      try {
        current = await read(text);
      } catch {
        // Another user's, another machine's, or damaged. Kept aside: the counter has to be enrolled again.
        await rename(file, `${file}.unreadable`);
        note('the tokens could not be read; the counter has to be enrolled again');
      }
    },
    tokens: () => current,
    change(change) {
      current = { ...current, ...change };
      writing = writing.catch(() => undefined).then(write);
      return writing;
    },
  };
}
