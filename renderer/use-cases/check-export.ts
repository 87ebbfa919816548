import { services } from '../session/services.ts';
import { recordedExports, type RecordedExport } from '../store/report/exports.ts';

/** What the trace says of a file: it is as it was exported, it is another than the one of its name, or nothing is known. */
export type CheckedFile =
  | { readonly found: 'same'; readonly file: string; readonly export: RecordedExport }
  | { readonly found: 'altered'; readonly file: string; readonly export: RecordedExport }
  | { readonly found: 'unknown'; readonly file: string };

/** Holds a file against the hashes of all exports known here; its name only tells which one it claims to be. */
export async function checkExport({ name, bytes }: { readonly name: string; readonly bytes: ArrayBuffer }) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const all = await recordedExports(services().db);
  const same = all.find(({ exported }) => exported.sha256 === sha256);
  if (same) return { found: 'same', file: name, export: same } satisfies CheckedFile;
  const named = all.find(({ exported }) => exported.file === name);
  return named
    ? ({ found: 'altered', file: name, export: named } satisfies CheckedFile)
    : ({ found: 'unknown', file: name } satisfies CheckedFile);
}
