import { describe, expect, it } from 'vitest';
import { auditDependencies } from '../../../build/scripts/audit-dependencies.mjs';

const POLICY = {
  licences: { MIT: 'permissive', ISC: 'permissive' },
  exceptions: { odd: { licence: 'WTFPL', reason: 'a tool' } },
  installScripts: { builder: '1.0.0: looked at' },
};
const GOOD = { version: '1.0.0', integrity: 'sha512-x', license: 'MIT' };
const LOCK = {
  '': {},
  'node_modules/plain': GOOD,
  'node_modules/odd': GOOD,
  'node_modules/builder': { ...GOOD, hasInstallScript: true },
};
const SAID: Record<string, object> = { 'node_modules/odd': { license: 'WTFPL' } };

/** The faults of a good lockfile with one package more. */
function faultsWith(entry: object, manifest: object | null = null): readonly string[] {
  const place = 'node_modules/plain/node_modules/@bad/planted';
  const manifestOf = (asked: string) => (asked === place ? manifest : (SAID[asked] ?? null));
  return auditDependencies({ ...LOCK, [place]: entry }, manifestOf, POLICY).faults;
}

describe('the audit of dependencies', () => {
  it('takes what is allowed, whatever the form it is said in', () => {
    expect(faultsWith(GOOD)).toEqual([]);
    expect(faultsWith(GOOD, { license: '(GPL-3.0 OR ISC)' })).toEqual([]);
    expect(faultsWith(GOOD, { license: 'MIT AND ISC' })).toEqual([]);
    expect(faultsWith(GOOD, { licenses: [{ type: 'MIT' }] })).toEqual([]);
  });

  it.each([
    ['a licence that is not allowed', GOOD, { license: 'GPL-3.0' }, 'licence "GPL-3.0" is not allowed'],
    ['one of two that bind together', GOOD, { license: 'MIT AND GPL-3.0' }, 'is not allowed'],
    ['no licence at all', GOOD, {}, 'licence "none named" is not allowed'],
    ['what only the lockfile says', { ...GOOD, license: 'SSPL-1.0' }, null, 'licence "SSPL-1.0"'],
    ['a new install script', GOOD, { license: 'MIT', scripts: { postinstall: 'x' } }, 'runs a script'],
    ['one that only the lockfile tells of', { ...GOOD, hasInstallScript: true }, null, 'runs a script'],
    ['one that npm makes up for a binding.gyp', GOOD, { license: 'MIT', gyp: true }, 'runs a script'],
    ['an entry bound to no content', { version: '1.0.0', license: 'MIT' }, null, 'no integrity'],
    ['an address', { ...GOOD, resolved: 'https://elsewhere.invalid/x.tgz' }, null, 'fixed to the address'],
  ])('refuses a planted package with %s', (_what, entry, manifest, fault) => {
    const faults = faultsWith(entry, manifest);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain('@bad/planted@1.0.0');
    expect(faults[0]).toContain(fault);
  });

  it('wants an install script looked at again in each version, and no exception without its package', () => {
    const newer = { ...LOCK, 'node_modules/builder': { ...GOOD, version: '1.0.1', hasInstallScript: true } };
    const manifestOf = (place: string) => SAID[place] ?? null;
    expect(auditDependencies(newer, manifestOf, POLICY).faults).toEqual([
      expect.stringContaining('builder@1.0.1'),
    ]);
    expect(auditDependencies({ 'node_modules/plain': GOOD }, manifestOf, POLICY).faults).toEqual([
      'builder: expected to run an install script, but runs none',
      'odd: has an exception, but is not in the lockfile',
    ]);
  });
});
