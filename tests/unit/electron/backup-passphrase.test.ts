import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Decrypter, Encrypter } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { makeKey, openKey } from '../../../electron/services/backup/key.ts';
import { passphraseRecipient } from '../../../electron/services/backup/passphrase.ts';

const PASSPHRASE = 'mười hai con giáp';

describe('the passphrase of a backup', () => {
  it('is age’s own: its library opens what is sealed here, and the other way round', async () => {
    const { sealed, identity } = await makeKey(PASSPHRASE);
    const theirs = new Decrypter();
    theirs.addPassphrase(PASSPHRASE.normalize('NFC'));
    expect(await theirs.decrypt(Buffer.from(sealed, 'base64'), 'text')).toBe(identity);
    const sealing = new Encrypter();
    sealing.setScryptWorkFactor(10);
    sealing.setPassphrase(PASSPHRASE.normalize('NFC'));
    const made = Buffer.from(await sealing.encrypt('một hai ba')).toString('base64');
    expect(await openKey(made, PASSPHRASE)).toBe('một hai ba');
    expect(await openKey(made, 'another')).toBeNull();
  });

  it('is refused when it would take hours', async () => {
    const sealing = new Encrypter();
    sealing.addRecipient(passphraseRecipient(PASSPHRASE, 4));
    const text = Buffer.from(await sealing.encrypt('x')).toString('latin1');
    const dear = text.replace(/(-> scrypt \S+) 4\n/u, '$1 40\n');
    expect(dear).not.toBe(text);
    expect(await openKey(Buffer.from(dear, 'latin1').toString('base64'), PASSPHRASE)).toBeNull();
  });

  it('is stretched while everything else goes on', async () => {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const started = performance.now();
    await makeKey(PASSPHRASE);
    const took = performance.now() - started;
    delay.disable();
    // Stretching on this thread would hold the loop for nearly all of it.
    expect(delay.max / 1e6).toBeLessThan(took / 2);
  });
});
