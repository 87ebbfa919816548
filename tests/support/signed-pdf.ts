import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Whether PDFs can be signed here: by OpenSSL, which shares no code with what checks them. */
export const CAN_SIGN = spawnSync('openssl', ['version']).status === 0;

const PLACE = 16_384;

export interface Signer {
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
  /** The authorities between it and the root, PEM. */
  readonly chain: string;
}

function openssl(folder: string, args: readonly string[], input?: Buffer): Buffer {
  const done = spawnSync('openssl', [...args], { cwd: folder, ...(input ? { input } : {}) });
  if (done.status !== 0) throw new Error(`openssl ${args.join(' ')}: ${String(done.stderr)}`);
  return done.stdout;
}

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'signed-pdf-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A key and its certificate: an authority's own without `issuer`, else a person's (or with `authority` one between). */
export function makeSigner(name: string, issuer: Signer | null = null, authority = issuer === null): Signer {
  return inFolder((folder) => {
    const extensions = authority
      ? 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\nsubjectKeyIdentifier=hash\n'
      : 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\nsubjectKeyIdentifier=hash\n';
    writeFileSync(path.join(folder, 'ext'), extensions);
    const subject = `/C=VN/O=UBND thành phố Hạ Long/CN=${name}`;
    openssl(folder, ['req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'key', '-out', 'req', '-utf8', '-subj', subject]); // prettier-ignore
    if (issuer) {
      writeFileSync(path.join(folder, 'ca'), issuer.certificate);
      writeFileSync(path.join(folder, 'ca-key'), issuer.key);
    }
    const by = issuer ? ['-CA', 'ca', '-CAkey', 'ca-key', '-CAcreateserial'] : ['-signkey', 'key'];
    openssl(folder, ['x509', '-req', '-in', 'req', '-days', '30', '-extfile', 'ext', '-out', 'cert', ...by]);
    const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
    const chain = issuer && issuer.chain !== 'root' ? issuer.certificate + issuer.chain : '';
    return { certificate: read('cert'), key: read('key'), chain: issuer ? chain : 'root' };
  });
}

/** The CMS over bytes, as OpenSSL makes it; `options` are its own. */
function sign(bytes: Buffer, signer: Signer, options: readonly string[]): Buffer {
  return inFolder((folder) => {
    for (const [file, text] of Object.entries({
      cert: signer.certificate,
      key: signer.key,
      chain: signer.chain,
    }))
      writeFileSync(path.join(folder, file), text);
    const more = signer.chain.includes('BEGIN') ? ['-certfile', 'chain'] : [];
    const command = ['cms', '-sign', '-binary', '-outform', 'DER', '-signer', 'cert', '-inkey', 'key'];
    return openssl(
      folder,
      [...command, ...more, ...(options.includes('-md') ? [] : ['-md', 'sha256']), ...options],
      bytes,
    );
  });
}

/** A one-page PDF that says a text, signed: a second signer signs the first one's file as an update. */
export function signedPdf(text: string, signers: readonly Signer[], options: readonly string[] = []): Buffer {
  return signPdf(plainPdf(text), signers, options);
}

/** A PDF of `pdfOf`, signed likewise. */
export function signPdf(pdf: Buffer, signers: readonly Signer[], options: readonly string[] = []): Buffer {
  return signers.reduce((before, signer) => addSignature(before, signer, options), pdf);
}

/** The same page with nobody's signature. */
export function plainPdf(text: string): Buffer {
  const stream = `BT /F1 18 Tf 72 720 Td (${text}) Tj ET`;
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${String(stream.length)} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]);
}

/** A PDF of objects in Latin-1, numbered from 1; the first is its catalog. */
export function pdfOf(objects: readonly string[]): Buffer {
  let body = '%PDF-1.7\n';
  const offsets = objects.map((object, i) => {
    const at = body.length;
    body += `${String(i + 1)} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const start = body.length;
  const size = String(objects.length + 1);
  return Buffer.from(
    `${body}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${String(start)}\n%%EOF\n`,
    'latin1',
  );
}

function addSignature(pdf: Buffer, signer: Signer, options: readonly string[]): Buffer {
  const number = 100 + (pdf.toString('latin1').match(/\/ByteRange/gu)?.length ?? 0);
  const head = `${String(number)} 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [`;
  const before = pdf.length + head.length + 45 + '] /Contents '.length;
  const after = before + 2 + PLACE;
  const tail = Buffer.from(
    ` >>\nendobj\nxref\n0 0\ntrailer\n<< /Size ${String(number + 1)} /Root 1 0 R >>\nstartxref\n0\n%%EOF\n`,
  );
  const range = `0 ${String(before)} ${String(after)} ${String(tail.length)}`.padEnd(45);
  const front = Buffer.concat([pdf, Buffer.from(`${head}${range}] /Contents `, 'latin1')]);
  const cms = sign(Buffer.concat([front, tail]), signer, options);
  return Buffer.concat([front, Buffer.from(`<${cms.toString('hex').padEnd(PLACE, '0')}>`), tail]);
}
