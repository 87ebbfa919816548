import { createHash } from 'node:crypto';
import type { Sealer } from '../keys/ring.ts';

/** The format this version writes: 2, whose entries are sealed; in 1 they lay plain. A file of a higher one is left as it is. */
export const FORMAT = 2;
const MAGIC = 'quay-mot-cua journal ';
const NEWLINE = 0x0a;

/** What stands before the entries of a file. */
export const headerOf = (format: number) => Buffer.from(`${MAGIC}${format}\n`);

/**
 * What an entry's bytes are on the disk. `decode` throws on bytes it can't read. The checksum is over what lies on the
 * disk, so damage is found without a key.
 */
export interface JournalCodec {
  /** The format of files it writes. */
  readonly format: number;
  encode(plain: Uint8Array): Uint8Array;
  decode(stored: Uint8Array): Uint8Array;
  /** Whether an entry's bytes are what `encode` makes. */
  isOwn(stored: Uint8Array): boolean;
  /** Whether it is sealed under the key in use. */
  isCurrent(stored: Uint8Array): boolean;
}

/** Keeps entries as they are: format 1. */
export const plainJournalCodec: JournalCodec = {
  format: 1,
  encode: (plain) => plain,
  decode: (stored) => stored,
  isOwn: () => true,
  isCurrent: () => true,
};

/** Seals entries. */
export function sealedJournalCodec(sealer: Sealer): JournalCodec {
  return {
    format: 2,
    encode: (plain) => sealer.seal(plain),
    decode: (stored) => sealer.open(stored),
    isOwn: (stored) => sealer.looksSealed(stored),
    isCurrent: (stored) => sealer.isCurrent(stored),
  };
}

const checksum = (payload: Uint8Array) => createHash('sha256').update(payload).digest('hex');

/** An entry as a line of its own: length, SHA-256 and base64 of its bytes. A newline is never inside, so reading finds its way again after damage. */
export function frame(payload: Uint8Array): Buffer {
  const text = Buffer.from(payload).toString('base64');
  return Buffer.from(`${payload.byteLength} ${checksum(payload)} ${text}\n`);
}

/** The bytes of an entry's line (without its newline); null when it is not whole. */
export function unframe(line: Buffer): Buffer | null {
  const [, length, sum, text] =
    /^(\d{1,10}) ([0-9a-f]{64}) ([A-Za-z0-9+/=]+)$/u.exec(line.toString('latin1')) ?? [];
  if (text === undefined) return null;
  const payload = Buffer.from(text, 'base64');
  return payload.byteLength === Number(length) && checksum(payload) === sum ? payload : null;
}

/** The format a file's first line names; null when it is none of ours, e.g. damaged or cut short. */
export function formatOf(line: Buffer): number | null {
  const text = line.toString('latin1');
  const number = text.startsWith(MAGIC) ? text.slice(MAGIC.length) : '';
  return /^\d{1,9}$/u.test(number) ? Number(number) : null;
}

export interface Line {
  readonly bytes: Buffer;
  /** Where in the file the next line begins. */
  readonly end: number;
  /** Whether its newline is there. */
  readonly closed: boolean;
}

/** Cuts a file's bytes, which come in pieces from offset `start` on, into lines. */
export async function* linesOf(pieces: AsyncIterable<Buffer>, start = 0): AsyncGenerator<Line> {
  let rest: Buffer[] = [];
  let end = start;
  for await (const piece of pieces) {
    let from = 0;
    for (let at = piece.indexOf(NEWLINE); at !== -1; at = piece.indexOf(NEWLINE, from)) {
      const bytes = Buffer.concat([...rest, piece.subarray(from, at)]);
      rest = [];
      end += bytes.byteLength + 1;
      from = at + 1;
      yield { bytes, end, closed: true };
    }
    if (from < piece.byteLength) rest.push(piece.subarray(from));
  }
  const bytes = Buffer.concat(rest);
  if (bytes.byteLength > 0) yield { bytes, end: end + bytes.byteLength, closed: false };
}
