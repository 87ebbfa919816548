import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** A certificate made for a test, with its key. */
export interface TestCertificate {
  readonly name: string;
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
  readonly privateKey: KeyObject;
  /** SHA-256 of the public key, base64. */
  readonly pin: string;
}

// DER by hand: a dozen lines spare a library.
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const long = content.length.toString(16);
  const bytes = Buffer.from(long.padStart(long.length + (long.length % 2), '0'), 'hex');
  const length = content.length < 128 ? Buffer.from([content.length]) : Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]); // prettier-ignore
  return Buffer.concat([Buffer.from([tag]), length, content]);
}
const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const octets = (content: Uint8Array) => der(0x04, content);
const time = (at: Date) => der(0x18, Buffer.from(at.toISOString().replaceAll(/[-:T]|\.\d+/gu, '')));
const named = (name: string) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))));
const TRUE = Buffer.from([0x01, 0x01, 0xff]);
const ECDSA_SHA256 = sequence(oid('2a8648ce3d040302'));
/** localhost and 127.0.0.1. */
const HERE = sequence(der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])));

/** A certificate for 127.0.0.1 signed by another, or an authority of its own without one. Good for a day around now. */
export function makeCertificate(name: string, issuer: TestCertificate | null = null): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const serial = createHash('sha256').update(spki).digest().subarray(0, 8);
  serial[0] = 1;
  const extension = issuer
    ? sequence(oid('551d11'), octets(HERE))
    : sequence(oid('551d13'), TRUE, octets(sequence(TRUE)));
  const [from, to] = [-1, 1].map((days) => time(new Date(Date.now() + days * 86_400_000)));
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ECDSA_SHA256,
    named(issuer?.name ?? name),
    sequence(from ?? time(new Date(0)), to ?? time(new Date(0))),
    named(name),
    spki,
    der(0xa3, sequence(extension)),
  );
  const signature = sign('sha256', body, issuer?.privateKey ?? privateKey);
  const whole = sequence(body, ECDSA_SHA256, der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString('base64').match(/.{1,64}/gu) ?? [];
  return {
    name,
    certificate: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    privateKey,
    pin: createHash('sha256').update(spki).digest('base64'),
  };
}
