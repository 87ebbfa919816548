import { describe, expect, it } from 'vitest';
import { EVENT_DATA } from '../../../shared/domain/dossier/event.ts';
import { may, ROLES, whyNotWritten, type Right, type Role } from '../../../shared/domain/rights.ts';
import { STREAM_TYPES } from '../../../shared/domain/stream.ts';

/** Every right of every role, written down a second time: a change of one needs a change of the other. */
const RIGHTS: Readonly<Record<Role, readonly Right[]>> = {
  clerk: ['work', 'read'],
  supervisor: ['work', 'read', 'approve', 'oversee', 'administer'],
  administrator: ['read', 'administer'],
  support: [],
};
const ALL: readonly Right[] = ['work', 'read', 'approve', 'oversee', 'administer'];
/** What an administrator writes; a clerk all of it but the erasure. */
const BESIDE_WORK = [
  'dossierOpened',
  'personalDataGiven',
  'personalDataErased',
  'reportExported',
  'incidentReported',
  'incidentNoted',
];
const TYPES = [...Object.keys(EVENT_DATA), ...STREAM_TYPES, 'of-a-newer-app'];

describe.each(ROLES)('a %s', (role) => {
  it.each(ALL)('%s', (right) => {
    expect(may(role, right)).toBe(RIGHTS[role].includes(right));
  });

  it.each(TYPES)('writes %s', (type) => {
    const allowed = {
      clerk: type !== 'personalDataErased',
      supervisor: true,
      administrator: BESIDE_WORK.includes(type),
      support: false,
    }[role];
    expect(whyNotWritten(role, [{ type }])?.code ?? 'may').toBe(allowed ? 'may' : 'role-forbidden');
    // One event that is not theirs stops the whole save.
    expect(whyNotWritten(role, [{ type: 'dossierOpened' }, { type }]) === null).toBe(allowed);
  });
});

it('nobody may anything', () => {
  for (const right of ALL) expect([may(null, right), may(undefined, right)]).toEqual([false, false]);
});
