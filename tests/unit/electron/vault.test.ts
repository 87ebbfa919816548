import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createVault, type VaultOptions } from '../../../electron/services/vault.ts';

const TOKENS = { device: 'device-token-0123456789', session: 'session-token-0123456789' };
let folder: string;
let notes: string[];

/** Turns text round, which is enough to see that it went through. */
const turn = (text: string) => Array.from(text).reverse().join('');
const keychain: VaultOptions['safeStorage'] = {
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text) => Buffer.from(turn(text)),
  decryptStringAsync: async (bytes) => ({ result: turn(bytes.toString()), shouldReEncrypt: false }),
  getSelectedStorageBackend: () => 'gnome_libsecret',
};
const file = () => path.join(folder, 'vault.json');
async function open(safeStorage = keychain) {
  const vault = createVault({
    file: file(),
    safeStorage,
    platform: 'linux',
    note: (message) => notes.push(message),
  });
  await vault.open();
  return vault;
}

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vault-'));
  notes = [];
});

describe('the vault', () => {
  it('starts empty and holds tokens over a restart', async () => {
    const vault = await open();
    expect(vault.tokens()).toEqual({ device: null, session: null });
    await vault.change({ device: TOKENS.device });
    await vault.change({ session: TOKENS.session });
    expect((await open()).tokens()).toEqual(TOKENS);
    expect(notes).toEqual([]);
  });

  it('leaves no token readable in its file, and no other file', async () => {
    await (await open()).change(TOKENS);
    const content = JSON.parse(readFileSync(file(), 'utf8')) as { content: string };
    expect(Buffer.from(content.content, 'base64').toString()).not.toContain(TOKENS.device);
    expect(readdirSync(folder)).toEqual(['vault.json']);
  });

  it('writes changes made at the same time one after the other', async () => {
    const vault = await open();
    await Promise.all([vault.change({ device: TOKENS.device }), vault.change({ session: TOKENS.session })]);
    expect((await open()).tokens()).toEqual(TOKENS);
  });

  it.each([
    ['no encryption', { ...keychain, isAsyncEncryptionAvailable: async () => false }],
    ['a key in a file', { ...keychain, getSelectedStorageBackend: () => 'basic_text' as const }],
  ])('with %s still works, and says that nothing protects the tokens', async (_name, safeStorage) => {
    await (await open(safeStorage)).change(TOKENS);
    expect((await open(safeStorage)).tokens()).toEqual(TOKENS);
    expect(notes[0]).toContain('without real protection');
  });

  it.each(['{"version":1', '{"version":2}', '{"version":1,"protection":"system","content":"AAAA"}'])(
    'keeps an unreadable file aside and starts empty: %s',
    async (content) => {
      writeFileSync(file(), content);
      expect((await open()).tokens()).toEqual({ device: null, session: null });
      expect(readFileSync(`${file()}.unreadable`, 'utf8')).toBe(content);
      expect(notes[0]).toContain('enrolled again');
    },
  );
});
