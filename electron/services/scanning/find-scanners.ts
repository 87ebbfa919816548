import makeMdns, { type ResponsePacket } from 'multicast-dns';
import { setTimeout as pause } from 'node:timers/promises';
import type { NetworkScanner } from '../../../shared/ipc/scanning.ts';
import { isPrivate, readScannerAddress } from './private-address.ts';

/** How scanners that speak eSCL by HTTP announce themselves (DNS-SD). */
export const SERVICE = '_uscan._tcp.local';

type Answer = NonNullable<ResponsePacket['answers']>[number];
type Records = readonly Answer[];

/** The scanners that some answers announce, at private addresses only. */
export function scannersIn(records: Records): readonly NetworkScanner[] {
  const names = records.flatMap((each) =>
    each.type === 'PTR' && sameName(each.name, SERVICE) ? each.data : [],
  );
  return [...new Set(names)].flatMap((instance) => scannerOf(records, instance) ?? []).slice(0, 50);
}

function scannerOf(records: Records, instance: string): NetworkScanner | null {
  const about = records.find((each) => each.type === 'SRV' && sameName(each.name, instance));
  const text = records.find((each) => each.type === 'TXT' && sameName(each.name, instance));
  if (about?.type !== 'SRV') return null;
  const { target, port } = about.data;
  const host = records.find(
    (each) => each.type === 'A' && sameName(each.name, target) && isPrivate(each.data),
  );
  if (host?.type !== 'A') return null;
  const facts = text?.type === 'TXT' ? factsOf(text.data) : {};
  const root = (facts['rs'] ?? 'eSCL').replace(/^\/+/u, '');
  const address = readScannerAddress(`http://${host.data}:${String(port)}/${root}`);
  if (!address.ok) return null;
  const name = (facts['ty'] ?? instance.replace(`.${SERVICE}`, '')).replace(/[\p{C}\s]+/gu, ' ');
  return { address: address.value, name: name.slice(0, 100) };
}

/** `key=value` strings; several in one record. */
function factsOf(data: unknown): Readonly<Record<string, string>> {
  const lines = (Array.isArray(data) ? data : [data]).map((each: unknown) =>
    Buffer.isBuffer(each) ? each.toString('utf8') : String(each),
  );
  return Object.fromEntries(
    lines.flatMap((line) => {
      const at = line.indexOf('=');
      return at > 0 ? [[line.slice(0, at).toLowerCase(), line.slice(at + 1)] as const] : [];
    }),
  );
}

const sameName = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Asks the local network who scans, for so many milliseconds. A network that carries no multicast finds nobody. */
export async function findScanners(
  milliseconds: number,
  note: (message: string) => void,
): Promise<readonly NetworkScanner[]> {
  const records: Answer[] = [];
  const mdns = makeMdns();
  mdns.on('error', (error: NodeJS.ErrnoException) => note(`mdns: ${error.code ?? error.name}`));
  mdns.on('warning', () => undefined);
  mdns.on('response', ({ answers, additionals }) => {
    // What anybody in the network may send: no more than could be scanners.
    if (records.length < 2000) records.push(...(answers ?? []), ...(additionals ?? []));
  });
  try {
    for (let asked = 0; asked < 2; asked++) {
      mdns.query([{ name: SERVICE, type: 'PTR' }]);
      await pause(milliseconds / 2);
    }
  } finally {
    mdns.destroy();
  }
  return scannersIn(records);
}
