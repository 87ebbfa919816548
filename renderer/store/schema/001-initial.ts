import type { SchemaVersion } from './version.ts';

/** Version 1: the log, what is made from it, and what the counter needs to know. */
export const version1: SchemaVersion = {
  version: 1,
  stores: {
    events: '[counter+position], dossierId',
    dossiers: 'id, *codes, receivedAt',
    findable: 'id',
    drafts: 'id, updatedAt',
    held: 'position, dossierId',
    catalogue: 'version',
    meta: 'key',
  },
};
