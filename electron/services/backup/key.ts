import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { passphraseIdentity, passphraseRecipient } from './passphrase.ts';

/** Encryption of backups: each is made for `recipient`, which needs no typing; only `identity` opens it. */
export interface BackupKey {
  /** age1… */
  readonly recipient: string;
  /** AGE-SECRET-KEY-1… */
  readonly identity: string;
  /** The identity, encrypted with the passphrase: an age file, base64. Stands in every backup. */
  readonly sealed: string;
}

/** 2^16: 64 MB while deriving, as much as a counter's memory allows; the passphrase is long. */
const WORK_FACTOR = 16;

/** Makes a key. The passphrase is the only way back to it on another machine. */
export async function makeKey(passphrase: string): Promise<BackupKey> {
  const identity = await generateX25519Identity();
  const sealing = new Encrypter();
  sealing.addRecipient(passphraseRecipient(normal(passphrase), WORK_FACTOR));
  const sealed = Buffer.from(await sealing.encrypt(identity)).toString('base64');
  return { recipient: await identityToRecipient(identity), identity, sealed };
}

/** The identity from a header; null when the passphrase is another. */
export async function openKey(sealed: string, passphrase: string): Promise<string | null> {
  const opening = new Decrypter();
  opening.addIdentity(passphraseIdentity(normal(passphrase)));
  try {
    return await opening.decrypt(Buffer.from(sealed, 'base64'), 'text');
  } catch {
    return null;
  }
}

/** The same passphrase however a keyboard composes its letters. */
const normal = (passphrase: string): string => passphrase.normalize('NFC').trim();
