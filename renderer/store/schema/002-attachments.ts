import type { SchemaVersion } from './version.ts';

/** Version 2: what is known of attached files. */
export const version2: SchemaVersion = {
  version: 2,
  stores: { attachments: 'sha256' },
};
