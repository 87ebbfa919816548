import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeCertificate } from '../../support/certificates.ts';
import { readConfiguration } from '../../../electron/services/configuration.ts';

function folderWith(content: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'configuration-'));
  writeFileSync(path.join(folder, 'portal.json'), content);
  return folder;
}
const read = (env: Record<string, string>, ...folders: string[]) => readConfiguration({ env, folders });

describe('the configuration', () => {
  it('is a portal on this machine by default', () => {
    const value = {
      portalUrl: 'http://127.0.0.1:8899',
      demo: false,
      pins: [],
      signers: '',
      printFolder: null,
    };
    expect(read({}, '/nowhere')).toEqual({ ok: true, value });
  });

  it('comes from the environment first, then from the first portal.json', () => {
    const user = folderWith('\uFEFF{"url": "https://portal.example/counter/"}');
    const machine = folderWith('{"url": "https://other.example", "demo": true}');
    expect(read({}, user, machine)).toMatchObject({
      value: { portalUrl: 'https://portal.example/counter', demo: false },
    });
    expect(read({}, machine)).toMatchObject({ value: { portalUrl: 'https://other.example', demo: true } });
    expect(read({ COUNTER_PORTAL: 'http://localhost:1234', COUNTER_DEMO: '1' }, user)).toMatchObject({
      value: { portalUrl: 'http://localhost:1234', demo: true },
    });
  });

  it('takes the authorities that sign results from signers.pem, and says when that is none', () => {
    const folder = folderWith('{"url": "https://portal.example"}');
    const { certificate } = makeCertificate('CA thử nghiệm');
    writeFileSync(path.join(folder, 'signers.pem'), certificate);
    expect(read({}, folder)).toMatchObject({ value: { signers: certificate } });
    writeFileSync(path.join(folder, 'signers.pem'), 'hello');
    expect(read({}, folder)).toMatchObject({ ok: false });
    const broken = certificate.replace('MII', 'AAA').replace('MIH', 'AAA').replace('MIG', 'AAA');
    writeFileSync(path.join(folder, 'signers.pem'), broken);
    expect(read({}, folder)).toMatchObject({ ok: false });
    expect(read({ COUNTER_SIGNERS: '/nowhere/signers.pem' })).toMatchObject({ ok: false });
  });

  it.each([
    'http://portal.example',
    'ftp://127.0.0.1',
    'portal.example',
    'https://a:b@portal.example',
    'https://x.example/?q',
    'http://127.0.0.1.example',
  ])('refuses the address %s', (url) => {
    expect(read({ COUNTER_PORTAL: url }).ok).toBe(false);
  });

  it('takes a pin, or several, and none that could not hold', () => {
    const [one, other] = ['a', 'b'].map((each) => Buffer.alloc(32, each).toString('base64'));
    const url = 'https://portal.example';
    const file = (pin: unknown, address = url) => read({}, folderWith(JSON.stringify({ url: address, pin })));
    expect(file(one)).toMatchObject({ value: { pins: [one] } });
    expect(file([one, other])).toMatchObject({ value: { pins: [one, other] } });
    const env = { COUNTER_PORTAL: url, COUNTER_PORTAL_PIN: `${one ?? ''}, ${other ?? ''}` };
    expect(read(env)).toMatchObject({ value: { pins: [one, other] } });
    for (const wrong of ['', 'abc', one?.slice(1), `sha256/${one ?? ''}`])
      expect(file(wrong)).toMatchObject({ ok: false });
    expect(file([])).toMatchObject({ ok: false });
    expect(file(one, 'http://127.0.0.1:1234')).toMatchObject({ ok: false });
    expect(read({ ...env, COUNTER_PORTAL_PIN: '' })).toMatchObject({ ok: false });
  });

  it.each(['{', '[]', '{"url": 1}', '{"url": "https://x.example", "more": 1}'])(
    'refuses the file %s',
    (content) => {
      const result = read({}, folderWith(content));
      expect(result).toMatchObject({ ok: false });
      expect(result.ok || result.error).toContain('portal.json');
    },
  );
});
