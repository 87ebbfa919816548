import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findChromium } from '../../../build/standin/browser-path.ts';
import { createCodec } from '../../../build/standin/page/codec.ts';
import { appOrigin, headerToWeb, toApp, toWeb } from '../../../build/standin/url.ts';

describe('the codec', () => {
  const codec = createCodec(
    (bytes) => Buffer.from(bytes).toString('base64'),
    (text) => Uint8Array.from(Buffer.from(text, 'base64')),
  );
  const roundTrip = (value: unknown): unknown => codec.decode(codec.encode(value));

  test('gives what structuredClone gives, for any value it carries', () => {
    const values = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
    });
    fc.assert(
      fc.property(values, (value) => {
        expect(roundTrip(value)).toEqual(structuredClone(value));
      }),
      { numRuns: 1000 },
    );
  });

  test('keeps shared references and cycles', () => {
    const shared = { n: 1 };
    const value: unknown[] = [shared, shared, new Map([[shared, shared]])];
    value.push(value);
    const back = roundTrip(value) as [object, object, Map<object, object>, unknown];
    expect(back[0]).toBe(back[1]);
    expect(back[2].get(back[0])).toBe(back[0]);
    expect(back[3]).toBe(back);
  });

  test('a view carries only its own bytes, not what lies beside them', () => {
    const secret = Buffer.from('SECRET-public-SECRET');
    const text = codec.encode(secret.subarray(7, 13));
    expect(Buffer.from(codec.decode(text) as Uint8Array).toString()).toBe('public');
    expect(Buffer.from(text, 'latin1').includes(Buffer.from('SECRET').toString('base64').slice(0, 6))).toBe(
      false,
    );
  });

  test.for([
    ['a function', () => 1],
    ['a function inside', { deep: [() => 1] }],
    ['a symbol', Symbol('x')],
    ['a promise', Promise.resolve()],
    ['a weak map', new WeakMap()],
    ['a blob', new Blob(['x'])],
  ] as const)('refuses %s', ([, value]) => {
    expect(() => codec.encode(value)).toThrow(expect.objectContaining({ name: 'DataCloneError' }));
  });
});

test('app:// addresses and their stand-ins', () => {
  expect(toWeb('app://counter/a?b#c')).toBe('https://counter.test/a?b#c');
  expect(toApp('https://counter.test/a?b#c')).toBe('app://counter/a?b#c');
  expect(toApp('https://counter.test')).toBe('app://counter');
  expect(toApp('https://counter.test.example.com/')).toBe('https://counter.test.example.com/');
  expect(toApp('https://counter.test:8443/')).toBe('https://counter.test:8443/');
  expect(toWeb('https://example.com/app://counter/')).toBe('https://example.com/app://counter/');
  expect(appOrigin('app://counter/deep/page')).toBe('app://counter');
  expect(appOrigin('about:blank')).toBe('null');
  expect(headerToWeb("default-src 'self' app://counter; img-src app://files")).toBe(
    "default-src 'self' https://counter.test; img-src https://files.test",
  );
});

describe('finding a browser', () => {
  const find = (env: NodeJS.ProcessEnv, platform: NodeJS.Platform, files: readonly string[]): string =>
    findChromium(env, platform, (file) => files.includes(file));

  test('CHROME_PATH first, and never silently another', () => {
    expect(find({ CHROME_PATH: '/opt/c' }, 'linux', ['/opt/c', '/usr/bin/chromium'])).toBe('/opt/c');
    expect(() => find({ CHROME_PATH: '/opt/c' }, 'linux', ['/usr/bin/chromium'])).toThrow('/opt/c');
  });
  test('Debian’s place, PATH, Windows’ folders', () => {
    expect(find({ PATH: '/x' }, 'linux', ['/usr/bin/chromium', '/x/google-chrome'])).toBe(
      '/usr/bin/chromium',
    );
    expect(find({ PATH: '/w:/x' }, 'linux', ['/x/google-chrome'])).toBe('/x/google-chrome');
    const edge = 'C:\\PF86\\Microsoft\\Edge\\Application\\msedge.exe';
    expect(
      find({ Path: 'C:\\w', ProgramFiles: 'C:\\PF', 'ProgramFiles(x86)': 'C:\\PF86' }, 'win32', [edge]),
    ).toBe(edge);
    expect(() => find({ PATH: '/x' }, 'linux', [])).toThrow(/apt-get install chromium/);
  });
});
