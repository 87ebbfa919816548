import { X509Certificate } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as Electron from 'electron';
import type { DetailedPeerCertificate, PeerCertificate } from 'node:tls';

type Proc = Parameters<Electron.Session['setCertificateVerifyProc']>[0];

/** Node asks for it at each connection by this name; an import would be a copy. */
const tls = createRequire(import.meta.url)('node:tls') as {
  checkServerIdentity: (hostname: string, certificate: PeerCertificate) => Error | undefined;
};
const checkServerIdentity = tls.checkServerIdentity;

/** What Electron's numbers are called in Chromium. */
const NAMES: Readonly<Record<number, string>> = {
  [-2]: 'ERR_FAILED',
  [-150]: 'ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN',
};

function asElectron(given: DetailedPeerCertificate): Electron.Certificate {
  const pem = new X509Certificate(given.raw).toString();
  const issuer = given.issuerCertificate as DetailedPeerCertificate | undefined;
  // Node's root is its own issuer, Electron's has none.
  const above = issuer && issuer.fingerprint256 !== given.fingerprint256 ? asElectron(issuer) : undefined;
  return { data: pem, fingerprint: given.fingerprint256, issuerCert: above } as Electron.Certificate;
}

/**
 * Electron's `session.setCertificateVerifyProc`, as far as Node's TLS can be asked: only once it has found the chain good
 * itself, so a bad one can't be made good here, and the chain found good is the one that was sent.
 */
export function setCertificateVerifyProc(proc: Proc): void {
  if (proc !== null && typeof proc !== 'function') throw new TypeError('proc must be a function or null');
  tls.checkServerIdentity = (hostname, given) => {
    const wrong = checkServerIdentity(hostname, given);
    if (wrong || proc === null) return wrong;
    const certificate = asElectron(given as DetailedPeerCertificate);
    const verdicts: number[] = [];
    proc(
      {
        hostname,
        certificate,
        validatedCertificate: certificate,
        isIssuedByKnownRoot: false,
        verificationResult: 'net::OK',
        errorCode: 0,
      },
      (answer) => void verdicts.push(answer),
    );
    const [verdict] = verdicts;
    if (verdict === undefined) throw new Error('stand-in: a certificate must be judged at once');
    if (verdict === 0 || verdict === -3) return undefined;
    const name = NAMES[verdict] ?? 'ERR_CERT_INVALID';
    return Object.assign(new Error(`net::${name}`), { code: name });
  };
}
