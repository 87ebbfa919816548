import type { ScanPage } from './page-list.ts';

// In memory alone: pictures of papers are written nowhere before they are saved under the keys.
const tables = new Map<string, readonly ScanPage[]>();

/** Pages of a dossier that lie on the table, not saved: still there after another screen, or after the machine was locked. */
export function tableOf(dossierId: string): readonly ScanPage[] {
  return tables.get(dossierId) ?? [];
}

/** Leaves the table as it is now; an empty one is forgotten. */
export function leaveTable(dossierId: string, pages: readonly ScanPage[]): void {
  if (pages.length > 0) tables.set(dossierId, pages);
  else tables.delete(dossierId);
}
