import { version1 } from './001-initial.ts';
import { version2 } from './002-changed-at.ts';
import { version3 } from './003-streams.ts';
import { version4 } from './004-sealed.ts';
import type { SchemaVersion } from './version.ts';

/** Every version, oldest first. A new one is a file beside these, a line here and a fixture in tests/migrations. */
export const VERSIONS: readonly SchemaVersion[] = [version1, version2, version3, version4];

/** The version this app writes. */
export const LATEST = Math.max(...VERSIONS.map(({ version }) => version));
