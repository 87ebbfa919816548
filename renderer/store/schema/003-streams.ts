import type { SchemaVersion } from './version.ts';

/**
 * Version 3: a table for streams that are no dossier (a shift of the till, a handover batch). Version 2 wrote none, so no
 * row has to be brought over.
 */
export const version3: SchemaVersion = {
  version: 3,
  stores: { streams: 'id, [kind+changedAt], ownPosition' },
};
