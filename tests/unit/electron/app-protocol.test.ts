import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAppProtocol } from '../../../electron/services/app-protocol.ts';

let serve: (request: Request) => Promise<Response>;
/** Node's Request normalises `..`; Chromium's does too, but main must not rely on it. */
const ask = (url: string, method = 'GET') => serve({ url, method } as Request);

beforeAll(() => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'renderer-'));
  const renderer = path.join(folder, 'renderer');
  mkdirSync(path.join(renderer, 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'secret.json'), '{}');
  writeFileSync(
    path.join(renderer, 'index.html'),
    '<!doctype html><html><head><title>x</title></head></html>',
  );
  writeFileSync(path.join(renderer, 'assets/index-1.js'), 'export {};');
  writeFileSync(path.join(renderer, 'notes.md'), 'not for the page');
  serve = createAppProtocol(renderer);
});

describe('app://counter', () => {
  it('gives the page with a policy and a new nonce each time', async () => {
    const nonces = await Promise.all(
      [ask('app://counter/'), ask('app://counter/index.html')].map(async (answer) => {
        const response = await answer;
        const nonce = /nonce="([^"]+)"/u.exec(await response.text())?.[1] ?? 'none';
        expect(response.headers.get('content-security-policy')).toContain(
          `style-src 'self' 'nonce-${nonce}'`,
        );
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(2);
  });

  it('gives scripts their type, and no room to guess another', async () => {
    const response = await ask('app://counter/assets/index-1.js?v=1');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toBe('export {};');
  });

  it.each([
    'app://counter/../secret.json',
    'app://counter/%2e%2e/secret.json',
    'app://counter/..%2fsecret.json',
    'app://counter/assets/..%5c..%5csecret.json',
    'app://counter/%00.html',
    'app://counter/%E0%A4%A.html',
    'app://counter/C:/secret.json',
    'app://counter/notes.md',
    'app://counter/missing.js',
    'app://counter/assets',
    'app://other/index.html',
    'https://counter/index.html',
    'nonsense',
  ])('does not give %s', async (url) => {
    const response = await ask(url);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it.each(['POST', 'PUT', 'DELETE'])('refuses %s', async (method) => {
    expect((await ask('app://counter/', method)).status).toBe(405);
  });
});
