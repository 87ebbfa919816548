import { appError, type AppError } from '../errors.ts';

/** What somebody is at an office, as the portal says. */
export const ROLES = ['clerk', 'supervisor', 'administrator', 'support'] as const;
export type Role = (typeof ROLES)[number];

/**
 * `work`: receive, change and hand out dossiers, and take money. `read`: see what citizens gave. `approve`: what a clerk asks
 * a supervisor for. `oversee`: other offices' work, where given. `administer`: others' PINs, this machine's keys, the working
 * calendar, incidents and personal data whose time is over.
 */
export type Right = 'work' | 'read' | 'approve' | 'oversee' | 'administer';

/** Whoever is not named may not. Support has none: it looks after the machine, and opens nothing that is kept on it. */
const HAVE: Readonly<Record<Right, ReadonlySet<Role>>> = {
  work: new Set<Role>(['clerk', 'supervisor']),
  read: new Set<Role>(['clerk', 'supervisor', 'administrator']),
  approve: new Set<Role>(['supervisor']),
  oversee: new Set<Role>(['supervisor']),
  administer: new Set<Role>(['supervisor', 'administrator']),
};

/** Whether a role has a right; nobody has none. */
export function may(role: Role | null | undefined, right: Right): boolean {
  return role !== null && role !== undefined && HAVE[right].has(role);
}

/** Events that are no work on a dossier: every other type, also one nobody knows yet, is. */
const WRITTEN_BY: ReadonlyMap<string, Right> = new Map<string, Right>([
  ['dossierOpened', 'read'],
  ['personalDataGiven', 'read'],
  ['reportExported', 'read'],
  ['incidentReported', 'read'],
  ['incidentNoted', 'read'],
  ['personalDataErased', 'administer'],
]);

/** Why somebody may not write such events; null when they may. The one rule that counter and portal share. */
export function whyNotWritten(role: Role, events: readonly { readonly type: string }[]): AppError | null {
  return events.every(({ type }) => may(role, WRITTEN_BY.get(type) ?? 'work'))
    ? null
    : appError('role-forbidden');
}
