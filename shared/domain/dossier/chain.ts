import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Role } from '../rights.ts';
import type { StreamBody } from '../stream.ts';
import type { DossierEvent, EventBody, StaffRef } from './event.ts';

/** What a counter's first event points back to. */
export const CHAIN_START = '0'.repeat(64);

/** JSON with sorted keys: the same text for the same value everywhere. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null)
    return value === undefined ? 'null' : JSON.stringify(value);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`)
    .join(',')}}`;
}

/** SHA-256 (hex) of a JSON value. */
export function hashOf(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));
}

/** Where a counter's log stands: its last position and the hash of the event there. */
export interface ChainHead {
  readonly position: number;
  readonly hash: string;
}

/** Who writes, where and when; ids come from outside. */
export interface Author {
  readonly by: StaffRef;
  /** What they are; not part of what is written. */
  readonly role: Role;
  readonly office: string;
  readonly counter: string;
  /** UTC instant, by the portal's clock as far as it is known. */
  readonly now: string;
  /** What the device's clock says, when it is off. */
  readonly deviceNow?: string;
  readonly zone: string;
  readonly newId: () => string;
}

/** Makes events of what was decided: ids, seq within the dossier or other stream, position and hash in the counter's chain. */
export function sealEvents(
  bodies: readonly (EventBody | StreamBody)[],
  dossier: { readonly id: string; readonly lastSeq: number },
  head: ChainHead,
  author: Author,
): { readonly events: readonly DossierEvent[]; readonly head: ChainHead } {
  let { position, hash } = head;
  const events = bodies.map((body, i): DossierEvent => {
    position += 1;
    const event: DossierEvent = {
      id: author.newId(),
      dossierId: dossier.id,
      seq: dossier.lastSeq + i + 1,
      type: body.type,
      version: 1,
      at: {
        instant: author.now,
        zone: author.zone,
        ...(author.deviceNow === undefined ? {} : { deviceInstant: author.deviceNow }),
      },
      by: author.by,
      office: author.office,
      counter: author.counter,
      position,
      // An optional part left out is absent, never `undefined`: see `canonicalJson`.
      data: body.data as DossierEvent['data'],
      prev: hash,
    };
    hash = hashOf(event);
    return event;
  });
  return { events, head: { position, hash } };
}
