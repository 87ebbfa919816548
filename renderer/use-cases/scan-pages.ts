import type { DocumentRead } from '../../shared/domain/dossier/reading.ts';
import { decide } from '../../shared/domain/dossier/decide.ts';
import { fileNameOf } from '../../shared/domain/attachment.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import type { ScannedFile, ScannedPages } from '../../shared/ipc/scanning.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { PagesWork } from '../pages/pages-client.ts';
import type { PageToBind } from '../pages/recipe.ts';
import { resultOf } from '../session/reply.ts';
import { services } from '../session/services.ts';
import { attachFile } from './attach-file.ts';
import { currentAuthor } from './author.ts';
import { saveEvents } from './save-events.ts';

/** What waits in the watched folder. Errors: `scan-folder-none`, `scan-folder-missing`. */
export async function waitingScans(): Promise<
  Result<{ readonly files: readonly ScannedFile[]; readonly count: number }>
> {
  return resultOf(await services().desktop.invoke('scanning:list', {}));
}

/** Scans into the watched folder; the names there, and why it ended early. `onPages` is told how many have come. */
export async function scanFromScanner(onPages: (count: number) => void): Promise<Result<ScannedPages>> {
  const { desktop } = services();
  const stop = desktop.on('scanning:progress', ({ pages }) => onPages(pages));
  try {
    return resultOf(await desktop.invoke('scanning:scan', {}));
  } finally {
    stop();
  }
}

/** Ends the scan under way; the pages that came are kept. */
export async function stopScanner(): Promise<void> {
  await services().desktop.invoke('scanning:cancel', {});
}

/** Asks for the folder to watch; null when none was chosen. */
export async function chooseScanFolder(): Promise<string | null> {
  return (await services().desktop.invoke('scanning:choose-folder', {})).folder;
}

/** A file of the watched folder, read in parts; it stays there until it is kept. */
export async function readScan(name: string): Promise<Result<File>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let offset = 0; ;) {
    const part = resultOf(await services().desktop.invoke('scanning:read', { name, offset }));
    if (!part.ok) return part;
    parts.push(new Uint8Array(part.value.bytes));
    offset += part.value.bytes.byteLength;
    if (part.value.end) return ok(new File(parts, name));
  }
}

export interface PagesToKeep {
  readonly dossierId: string;
  readonly documentId: string | null;
  /** What the document is called: the file is named after it. */
  readonly documentName: string;
  readonly pages: readonly PageToBind[];
  /** What was read from them and confirmed; null when nothing was read. */
  readonly reading: Pick<DocumentRead, 'template' | 'fields'> | null;
  /** Their names in the watched folder, to be put aside once kept. */
  readonly scans: readonly string[];
  readonly work: PagesWork;
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
}

/** Pages of one document as one PDF, attached to it; what came from the watched folder is put aside after that. */
export async function keepPages(
  request: PagesToKeep,
): Promise<Result<'kept' | 'there', readonly AppError[]>> {
  const { dossierId, documentId, pages, work, signal } = request;
  const bound = await work.bind(pages, request.onProgress);
  if (signal.aborted) return fail([appError('save-cancelled')]);
  if (!bound.ok) return fail([bound.error]);
  const name = fileNameOf(`${request.documentName.replace(/[\\/:*?"<>|]/gu, ' ').slice(0, 150)}.pdf`);
  const file = new File([bound.value], name, { type: 'application/pdf' });
  const kept = await attachFile({ dossierId, documentId, file, onProgress: () => undefined, signal });
  const { reading } = request;
  if (kept.ok && reading && documentId !== null && reading.fields.length > 0) {
    const recorded = await recordReading(dossierId, {
      documentId,
      sha256: await sha256Of(bound.value),
      ...reading,
    });
    if (!recorded.ok) return fail(recorded.error);
  }
  if (kept.ok && request.scans.length > 0)
    await services().desktop.invoke('scanning:put-aside', { names: [...request.scans] });
  return kept;
}

async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** Keeps values read from a document's pages, each confirmed by the clerk. */
async function recordReading(
  dossierId: string,
  reading: DocumentRead,
): Promise<Result<unknown, readonly AppError[]>> {
  const author = currentAuthor();
  if (!author.ok) return author;
  return saveEvents({
    dossierId,
    author: author.value,
    decide: (dossier) => {
      const decision = decide(dossier, { type: 'recordReading', reading }, author.value.now);
      return decision.ok ? ok({ bodies: decision.value }) : decision;
    },
  });
}
