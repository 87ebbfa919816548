/** One signature of a PDF: what it is over, and the signature itself (CMS, DER). */
export interface SignaturePart {
  /** The bytes it is over. */
  readonly signed: Uint8Array<ArrayBuffer>;
  readonly cms: Uint8Array<ArrayBuffer>;
  /** Where what it covers ends; what comes after was added later. */
  readonly end: number;
}

const RANGE = /\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/gu;
/** More than any paper has; a file made to keep us busy ends here. */
const MOST = 50;

/**
 * The signatures of a PDF in the order they were made (ISO 32000-2, 12.8). Null where one says it is over something a PDF
 * reader would not take: whatever its hash, the file is not as it was signed.
 */
export function signaturesIn(pdf: Uint8Array<ArrayBuffer>): readonly SignaturePart[] | null {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const parts: SignaturePart[] = [];
  for (const match of text.matchAll(RANGE)) {
    const [from = 1, before = 0, after = 0, rest = 0] = match.slice(1).map(Number);
    const gap = text.slice(before, after);
    // All of the file but the signature's own place, which holds nothing but it.
    if (from !== 0 || after + rest > pdf.byteLength || parts.length >= MOST) return null;
    if (!/^<[0-9A-Fa-f\s]*>$/u.test(gap)) return null;
    const cms = withoutPadding(Buffer.from(gap.replaceAll(/[<>\s]/gu, ''), 'hex'));
    if (!cms) return null;
    const signed = Buffer.concat([pdf.subarray(0, before), pdf.subarray(after, after + rest)]);
    parts.push({ signed: new Uint8Array(signed), cms, end: after + rest });
  }
  return parts.sort((a, b) => a.end - b.end);
}

/** The place is larger than what it holds: zeros follow, which belong to nothing. */
function withoutPadding(bytes: Buffer): Uint8Array<ArrayBuffer> | null {
  const [tag = 0, first = 0] = bytes;
  if (tag !== 0x30) return null;
  const digits = first < 0x80 ? 0 : first & 0x7f;
  if (digits > 4 || bytes.length < 2 + digits) return null;
  const length = digits === 0 ? first : bytes.readUIntBE(2, digits);
  const end = 2 + digits + length;
  return end > bytes.length ? null : new Uint8Array(bytes.subarray(0, end));
}
