import type * as Dns from 'node:dns';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { askScanner } from '../../../electron/services/scanning/escl-http.ts';
import { scannersIn, SERVICE } from '../../../electron/services/scanning/find-scanners.ts';
import { isPrivate, readScannerAddress } from '../../../electron/services/scanning/private-address.ts';
import { keepScanner, readScanner } from '../../../electron/services/scanning/scanner-settings.ts';

/** Names as they are here, and two that lead out of the office's network: one wholly, one also. */
vi.mock('node:dns', async (original) => {
  const dns = await original<typeof Dns>();
  const outside = { address: '8.8.8.8', family: 4 };
  const lookup = (name: string, options: object, answer: (...found: unknown[]) => void) => {
    if (name === 'ngoai.test') answer(null, [outside]);
    else if (name === 'ca-hai.test') answer(null, [outside, { address: '127.0.0.1', family: 4 }]);
    else dns.lookup(name, options, answer);
  };
  return { ...dns, lookup };
});

it.for([
  ['192.168.1.20', 'http://192.168.1.20/eSCL'],
  [' 10.0.0.7:8080 ', 'http://10.0.0.7:8080/eSCL'],
  ['http://172.31.255.1/eSCL/', 'http://172.31.255.1/eSCL'],
  ['http://[fe80::1]:80/quet/eSCL', 'http://[fe80::1]/quet/eSCL'],
  ['may-quet.local', 'http://may-quet.local/eSCL'],
] as const)('reads “%s” as %s', ([typed, address]) => {
  expect(readScannerAddress(typed)).toEqual({ ok: true, value: address });
});

it.for([
  ['', 'scanner-address'],
  ['http://', 'scanner-address'],
  ['https://192.168.1.20', 'scanner-address'],
  ['file:///etc/passwd', 'scanner-address'],
  ['http://a:b@192.168.1.20', 'scanner-address'],
  ['192.168.1.20/eSCL?x=1', 'scanner-address'],
  ['192.168.1.20/a b', 'scanner-address'],
  ['8.8.8.8', 'scanner-outside'],
  ['172.32.0.1', 'scanner-outside'],
  ['134744072', 'scanner-outside'],
  ['http://[2001:4860:4860::8888]/eSCL', 'scanner-outside'],
  ['0.0.0.0', 'scanner-outside'],
] as const)('refuses “%s”: %s', ([typed, code]) => {
  expect(readScannerAddress(typed)).toMatchObject({ error: { code } });
});

it('counts as the office’s own network only what no router passes on', () => {
  expect(
    ['10.1.2.3', '172.16.0.1', '169.254.9.9', '127.0.0.1', '::1', 'fd00::5'].filter(isPrivate),
  ).toHaveLength(6);
  expect(['11.0.0.1', '100.64.0.1', '224.0.0.251', '::', '2001:db8::1', 'máy'].filter(isPrivate)).toEqual([]);
});

it('a name is connected to only at a private address', async () => {
  const asked = { method: 'GET', path: '/eSCL/ScannerStatus', limit: 1000, quiet: 2000 } as const;
  await expect(askScanner('http://ngoai.test:1/eSCL', asked)).rejects.toMatchObject({ code: 'EOUTSIDE' });
  // Nobody listens on port 1 here, but it was tried here and nowhere else.
  for (const name of ['localhost', 'ca-hai.test']) {
    const refused = { code: 'ECONNREFUSED' };
    await expect(askScanner(`http://${name}:1/eSCL`, asked)).rejects.toMatchObject(refused);
  }
});

it('keeps a scanner; what somebody wrote into the file is checked again', async () => {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'scanner-')), 'scanner.json');
  expect(await readScanner(file)).toBeNull();
  await keepScanner(file, { address: 'http://192.168.1.20/eSCL', name: 'Máy' });
  expect(await readScanner(file)).toEqual({ address: 'http://192.168.1.20/eSCL', name: 'Máy' });
  writeFileSync(file, JSON.stringify({ scanner: { address: 'http://8.8.8.8/eSCL', name: 'Máy' } }));
  expect(await readScanner(file)).toBeNull();
});

it('knows scanners from what they announce, at private addresses only', () => {
  const about = (instance: string, host: string, address: string, text: readonly string[]) => [
    { name: SERVICE, type: 'PTR' as const, data: `${instance}.${SERVICE}` },
    { name: `${instance}.${SERVICE}`, type: 'SRV' as const, data: { target: host, port: 8080 } },
    { name: `${instance}.${SERVICE}`, type: 'TXT' as const, data: text.map((line) => Buffer.from(line)) },
    { name: host, type: 'A' as const, data: address },
  ];
  expect(
    scannersIn([
      ...about('Máy quét', 'quet.local', '192.168.1.20', ['txtvers=1', 'rs=eSCL', 'ty=Máy quét 7']),
      ...about('Ngoài', 'ngoai.local', '8.8.8.8', ['rs=eSCL']),
      ...about('Lạ', 'la.local', '192.168.1.21', ['rs=../x y']),
      { name: SERVICE, type: 'PTR', data: `Không đủ.${SERVICE}` },
    ]),
  ).toEqual([{ address: 'http://192.168.1.20:8080/eSCL', name: 'Máy quét 7' }]);
});
