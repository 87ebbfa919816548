import { describe, expect, it } from 'vitest';
import { reconcile, type LocalCount, type PortalCount } from '../../../../shared/domain/report/reconcile.ts';

const OPEN = { received: true, ended: false, open: true };
const ENDED = { received: true, ended: true, open: false };

const portal = (change: Partial<PortalCount> = {}): PortalCount => ({
  cursor: 10,
  dossiers: [{ id: 'a', code: 'H49-1', cursor: 4, ...OPEN }],
  refused: new Set(),
  ...change,
});
const local = (change: Partial<LocalCount> = {}): LocalCount => ({
  dossiers: new Map([['a', OPEN]]),
  from: 10,
  to: 10,
  unsent: new Set(),
  held: new Set(),
  ...change,
});
const causes = (here: Partial<LocalCount>, there: Partial<PortalCount> = {}) =>
  reconcile(local(here), portal(there)).differences.map(({ id, cause }) => [id, cause]);

describe('the cause of a difference', () => {
  it('is none where both count the same', () => {
    expect(reconcile(local(), portal())).toEqual({
      local: { received: 1, ended: 0, open: 1 },
      portal: { received: 1, ended: 0, open: 1 },
      differences: [],
    });
  });

  it('is own work the portal does not have: a dossier, or only its end', () => {
    expect(causes({ dossiers: new Map([['a', ENDED]]), unsent: new Set(['a']) })).toEqual([['a', 'unsent']]);
    const both = new Map([
      ['a', OPEN],
      ['b', OPEN],
    ]);
    expect(causes({ dossiers: both, unsent: new Set(['b']) })).toEqual([['b', 'unsent']]);
  });

  it('is a refusal before anything else, whoever’s work was refused', () => {
    const ended = { dossiers: new Map([['a', ENDED]]), unsent: new Set(['a']) };
    expect(causes({ ...ended, held: new Set(['a']) })).toEqual([['a', 'conflict']]);
    expect(causes(ended, { refused: new Set(['a']) })).toEqual([['a', 'conflict']]);
  });

  it('is what the portal took and this machine has not fetched', () => {
    expect(causes({ dossiers: new Map(), from: 3, to: 3 })).toEqual([['a', 'not-here']]);
    // Gone from the office by something not fetched yet: the portal does not say by which.
    expect(causes({ from: 3, to: 3 }, { dossiers: [] })).toEqual([['a', 'not-here']]);
  });

  it('is what came after the portal had counted', () => {
    expect(causes({ from: 10, to: 12 }, { dossiers: [] })).toEqual([['a', 'after-cut']]);
  });

  it('is said to be unknown where both have the same and count differently', () => {
    expect(causes({ dossiers: new Map([['a', ENDED]]) })).toEqual([['a', 'unexplained']]);
  });

  it('comes with the code the portal knows, for a dossier that is not here', () => {
    const [difference] = reconcile(local({ dossiers: new Map(), from: 0, to: 0 }), portal()).differences;
    expect(difference).toEqual({
      id: 'a',
      code: 'H49-1',
      local: { received: false, ended: false, open: false },
      portal: OPEN,
      cause: 'not-here',
    });
  });
});
