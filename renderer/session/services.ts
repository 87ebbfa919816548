import type { Desktop } from '../../shared/ipc/contract.ts';
import type { CounterDatabase } from '../store/database.ts';
import type { Oversight } from '../store/oversight/oversight.ts';
import type { ReportClient } from '../store/report/report-client.ts';
import type { SearchClient } from '../store/search/search-client.ts';
import type { SyncEngine } from '../sync/engine.ts';
import type { Uploads } from '../sync/uploads.ts';
import type { Safety } from './safety.ts';

/** What use-cases and screens work with. Made once at boot. */
export interface Services {
  readonly db: CounterDatabase;
  readonly search: SearchClient;
  readonly reports: ReportClient;
  /** Other offices' work, while a supervisor is signed in who was given them. */
  readonly oversight: Oversight;
  readonly sync: SyncEngine;
  readonly uploads: Uploads;
  readonly safety: Safety;
  readonly desktop: Desktop;
  /** Locks this machine: ends everything, forgets the keys and waits for a PIN. */
  readonly lock: () => Promise<void>;
  /** Ends everything and begins anew, as after a start: main put other data in place. */
  readonly reopen: () => void;
}

let current: Services | null = null;

export function provideServices(made: Services): void {
  current = made;
}

/** The services of the running app. Throws before boot has made them: that is a bug. */
export function services(): Services {
  if (!current) throw new Error('services used before boot');
  return current;
}
