import { createHash, X509Certificate } from 'node:crypto';
import type { Certificate, Session } from 'electron';

/** Chromium's ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN, which the transport knows again by its name. */
const NOT_PINNED = -150;
/** Decide as if nobody had been asked. */
const AS_CHROMIUM = -3;
const FOUND_GOOD = 'net::OK';
/** More certificates than any chain has. */
const LONGEST = 10;

/** The pin of a certificate (PEM): SHA-256 of its public key with the key's kind (SubjectPublicKeyInfo), base64. */
export function pinOf(certificate: string): string {
  const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}

/**
 * From now on nobody is spoken to over TLS whose chain, as the system found it good, holds none of the pinned keys: not a
 * certificate for the portal's name from whoever else the system trusts. It only ever makes it stricter, and whatever goes
 * over this session is meant for the portal. Nothing is changed without pins.
 */
export function holdToPins(
  session: Pick<Session, 'setCertificateVerifyProc'>,
  pins: readonly string[],
  note: (message: string) => void,
): void {
  if (pins.length === 0) return;
  const pinned = new Set(pins);
  session.setCertificateVerifyProc(({ verificationResult, validatedCertificate }, answer) => {
    if (verificationResult !== FOUND_GOOD) {
      answer(AS_CHROMIUM);
      return;
    }
    const good = keysOf(validatedCertificate).some((key) => pinned.has(key));
    if (!good) note('refused a portal whose certificates hold none of the pinned keys');
    answer(good ? AS_CHROMIUM : NOT_PINNED);
  });
}

/** The pins of a chain; of one that can't be read, those before it. */
function keysOf(leaf: Certificate): readonly string[] {
  const keys: string[] = [];
  try {
    // The type says that there is always an issuer; a root has none.
    let next = leaf as Certificate | undefined;
    while (next && keys.length < LONGEST) {
      keys.push(pinOf(next.data));
      next = next.issuerCert;
    }
  } catch {
    return keys;
  }
  return keys;
}
