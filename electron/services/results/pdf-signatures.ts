import { OctetString } from 'asn1js';
import { createHash, timingSafeEqual, X509Certificate } from 'node:crypto';
import {
  Certificate,
  CertificateChainValidationEngine,
  ContentInfo,
  IssuerAndSerialNumber,
  SignedData,
  type SignerInfo,
} from 'pkijs';
import type { CheckedPdf, CheckedSignature, SignatureStanding } from '../../../shared/domain/result-file.ts';
import { signaturesIn, type SignaturePart } from './pdf-parts.ts';

const OID = {
  commonName: '2.5.4.3',
  organisation: '2.5.4.10',
  signingTime: '1.2.840.113549.1.9.5',
  messageDigest: '1.2.840.113549.1.9.4',
} as const;
/** Digests that still hold; what was signed over an older one proves nothing. */
const DIGESTS: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const UNNAMED = { signer: '', organisation: null, at: null } as const;
/** Worst first: a paper is as good as its worst signature. */
const WORST_FIRST = ['altered', 'unknown-signer', 'valid'] as const;

/** Authorities whose certificates are taken (PEM, one after another). Throws on a text that is no certificate. */
export function readAuthorities(pem: string): readonly Certificate[] {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu) ?? [];
  return found.map((each) => Certificate.fromBER(new X509Certificate(each).raw));
}

/**
 * Looks at every signature of a PDF (CMS, detached: PAdES and Adobe's of old). Whether a certificate was revoked meanwhile
 * cannot be known offline and is not asked; the time of signing is what the signer states.
 */
export async function checkPdfSignatures(
  pdf: Uint8Array<ArrayBuffer>,
  authorities: readonly Certificate[],
): Promise<CheckedPdf> {
  const parts = signaturesIn(pdf);
  if (!parts) return { standing: 'altered', signatures: [{ standing: 'altered', ...UNNAMED }] };
  const last = parts.at(-1);
  if (!last) return { standing: 'unsigned', signatures: [] };
  const signatures = await Promise.all(parts.map((part) => checkPart(part, authorities)));
  // What was added after the last signature, nobody signed.
  const whole = pdf.subarray(last.end).every((byte) => byte === 0x0a || byte === 0x0d || byte === 0x20);
  const standing: SignatureStanding = whole
    ? (WORST_FIRST.find((each) => signatures.some((signature) => signature.standing === each)) ?? 'altered')
    : 'altered';
  return { standing, signatures };
}

async function checkPart(
  part: SignaturePart,
  authorities: readonly Certificate[],
): Promise<CheckedSignature> {
  let data: SignedData;
  try {
    data = new SignedData({ schema: ContentInfo.fromBER(part.cms).content as never });
  } catch {
    return { standing: 'altered', ...UNNAMED };
  }
  const [info] = data.signerInfos;
  if (!info || data.signerInfos.length > 1) return { standing: 'altered', ...UNNAMED };
  const certificate = await certificateOf(data, info);
  const about = {
    signer: certificate ? nameOf(certificate, OID.commonName) : '',
    organisation: (certificate && nameOf(certificate, OID.organisation)) || null,
    at: statedTime(info),
  };
  return {
    standing: await standingOf({ part, data, info, certificate, authorities, at: about.at }),
    ...about,
  };
}

interface Looked {
  readonly part: SignaturePart;
  readonly data: SignedData;
  readonly info: SignerInfo;
  readonly certificate: Certificate | null;
  readonly authorities: readonly Certificate[];
  readonly at: string | null;
}

async function standingOf(looked: Looked): Promise<CheckedSignature['standing']> {
  const { part, data, info, certificate, authorities, at } = looked;
  const algorithm = DIGESTS[info.digestAlgorithm.algorithmId];
  // Signed over something it carries itself, not over the file; or with what no longer proves anything.
  if (!algorithm || data.encapContentInfo.eContent) return 'unknown-signer';
  const stated = attribute(info, OID.messageDigest);
  const digest = createHash(algorithm).update(part.signed).digest();
  if (!(stated instanceof OctetString)) return 'altered';
  const expected = Buffer.from(stated.valueBlock.valueHexView);
  if (expected.length !== digest.length || !timingSafeEqual(expected, digest)) return 'altered';
  if (!certificate) return 'unknown-signer';
  try {
    const { signed } = part;
    const whole = signed.buffer.slice(signed.byteOffset, signed.byteOffset + signed.byteLength);
    if (!(await data.verify({ signer: 0, data: whole, checkChain: false }))) return 'altered';
  } catch {
    // A way of signing nobody here can check is no proof, and no proof of harm either.
    return 'unknown-signer';
  }
  const certs = (data.certificates ?? []).filter((each): each is Certificate => each instanceof Certificate);
  const chain = await new CertificateChainValidationEngine({
    trustedCerts: [...authorities],
    certs: [...certs.filter((each) => each !== certificate), certificate],
    checkDate: at === null ? new Date() : new Date(at),
  })
    .verify()
    .catch(() => ({ result: false }));
  return authorities.length > 0 && chain.result ? 'valid' : 'unknown-signer';
}

/** The certificate the signature names, by issuer and number or by its key; null when it is not there. */
async function certificateOf(data: SignedData, { sid }: SignerInfo): Promise<Certificate | null> {
  for (const each of data.certificates ?? []) {
    if (!(each instanceof Certificate)) continue;
    if (sid instanceof IssuerAndSerialNumber) {
      if (each.issuer.isEqual(sid.issuer) && each.serialNumber.isEqual(sid.serialNumber)) return each;
    } else if (Buffer.from(await each.getKeyHash('SHA-1')).equals(keyIdOf(sid))) return each;
  }
  return null;
}

/** The key's identifier as the signature carries it: an implicitly tagged octet string. */
function keyIdOf(sid: unknown): Buffer {
  const { valueBlock } = sid as { readonly valueBlock: { readonly valueHexView?: Uint8Array } };
  return Buffer.from(valueBlock.valueHexView ?? []);
}

function attribute(info: SignerInfo, type: string): unknown {
  return info.signedAttrs?.attributes.find((each) => each.type === type)?.values[0];
}

function statedTime(info: SignerInfo): string | null {
  const value = attribute(info, OID.signingTime) as { toDate?: () => Date } | undefined;
  const date = value?.toDate?.();
  return date && !Number.isNaN(date.getTime()) ? date.toISOString() : null;
}

function nameOf(certificate: Certificate, type: string): string {
  const found = certificate.subject.typesAndValues.find((each) => each.type === type);
  return (found?.value.valueBlock.value ?? '').slice(0, 500);
}
