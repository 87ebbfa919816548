import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { appError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

/** Where a network scanner is: `http://192.168.1.20:8080/eSCL`, no slash at the end. */
export type ScannerAddress = string;

/** Addresses that no router passes on to the internet (RFC 1918, 3927, 4193, 4291) and this machine itself. */
const inside = new BlockList();
for (const [net, prefix] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['127.0.0.0', 8],
] as const)
  inside.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['fc00::', 7],
  ['fe80::', 10],
  ['::1', 128],
] as const)
  inside.addSubnet(net, prefix, 'ipv6');

export function isPrivate(address: string): boolean {
  const kind = isIP(address);
  return kind !== 0 && inside.check(address, kind === 6 ? 'ipv6' : 'ipv4');
}

/**
 * What a clerk typed as a scanner's address, or what a scanner announced: a number or a name, with a port and a path if
 * need be; the path is the standard's `/eSCL` when none is given. Only scanners in the office's own network: an address
 * of the internet is refused here, a name that leads there by `privateLookup`, when it is used. Plain HTTP, as eSCL has
 * it: the pages stay in that network. Errors: `scanner-address`, `scanner-outside`.
 */
export function readScannerAddress(typed: string): Result<ScannerAddress> {
  const text = typed.trim();
  const address = /^[a-z][a-z\d+.-]*:\/\//iu.test(text) ? text : `http://${text}`;
  if (text === '' || !URL.canParse(address)) return fail(appError('scanner-address'));
  const { protocol, hostname, host, pathname, username, password, search, hash } = new URL(address);
  const path = pathname.replace(/\/+$/u, '') || '/eSCL';
  const plain = username + password + search + hash === '' && /^(?:\/[\w.-]+){1,5}$/u.test(path);
  if (protocol !== 'http:' || !plain) return fail(appError('scanner-address'));
  const literal = hostname.replace(/^\[|\]$/gu, '');
  if (isIP(literal) !== 0 && !isPrivate(literal)) return fail(appError('scanner-outside'));
  return ok(`http://${host}${path}`);
}

/** A name's addresses, of which only private ones are connected to: what a name means can change any time. */
export const privateLookup: LookupFunction = (hostname, options, answer) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const [first, ...others] = error ? [] : found.filter(({ address }) => isPrivate(address));
    if (!first) {
      const outside = Object.assign(new Error('not an address of this network'), { code: 'EOUTSIDE' });
      return answer(error ?? outside, '', 0);
    }
    if (options.all === true) answer(null, [first, ...others]);
    else answer(null, first.address, first.family);
  });
};
