import { ATTACHMENT_LIMIT, fileNameOf } from '../../shared/domain/attachment.ts';
import { decide } from '../../shared/domain/dossier/decide.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import type { IpcReply } from '../../shared/ipc/contract.ts';
import { FILE_PART } from '../../shared/ipc/file-part.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { resultOf } from '../session/reply.ts';
import { services } from '../session/services.ts';
import { currentAuthor } from './author.ts';
import { whyStopped } from './why-stopped.ts';
import { saveEvents } from './save-events.ts';

export interface AttachRequest {
  readonly dossierId: string;
  /** The line of the checklist it belongs to; null for none. */
  readonly documentId: string | null;
  readonly file: File;
  /** Told how many bytes are on this machine's disk. */
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
}

/** `kept`: attached now. `there`: the dossier has it already; its bytes were put back if they were lost or damaged. */
type Attached = Result<'kept' | 'there', readonly AppError[]>;
type TakenIn = Extract<IpcReply<'attachments:finish'>, { ok: true }>['value'];

/**
 * Takes a file in and attaches it to a dossier. The bytes are on the disk, flushed, before the event that names them is
 * saved. Cancelled, or refused for its size or kind, it leaves nothing.
 */
export async function attachFile(request: AttachRequest): Promise<Attached> {
  const { dossierId, documentId, file } = request;
  const { uploads, sync } = services();
  const stop = whyStopped();
  if (stop) return fail([stop]);
  const author = currentAuthor();
  if (!author.ok) return author;
  const taken = await takeIn(request);
  if (!taken.ok) return fail([taken.error]);
  // What was known to be lost may be back.
  uploads.again();
  const attachment = { documentId, name: fileNameOf(file.name), ...taken.value };
  const saved = await saveEvents({
    dossierId,
    author: author.value,
    decide: (dossier) => {
      const decision = decide(dossier, { type: 'attachDocument', attachment }, author.value.now);
      return decision.ok ? ok({ bodies: decision.value }) : decision;
    },
  });
  if (saved.ok) return ok('kept');
  if (saved.error[0]?.code !== 'attachment-there') return saved;
  sync.wake();
  return ok('there');
}

async function takeIn({ file, onProgress, signal }: AttachRequest): Promise<Result<TakenIn>> {
  const { desktop } = services();
  if (file.size === 0) return fail(appError('attachment-empty'));
  if (file.size > ATTACHMENT_LIMIT) return fail(appError('attachment-too-large'));
  const begun = resultOf(await desktop.invoke('attachments:begin', { size: file.size }));
  if (!begun.ok) return begun;
  const { id } = begun.value;
  for (let at = 0; at < file.size; at += FILE_PART) {
    // A stick pulled out in between: what is there so far is no file.
    const part = await file
      .slice(at, at + FILE_PART)
      .arrayBuffer()
      .catch(() => null);
    if (part === null || signal.aborted) {
      await desktop.invoke('attachments:cancel', { id });
      return fail(appError(signal.aborted ? 'save-cancelled' : 'attachment-unreadable'));
    }
    const written = resultOf(await desktop.invoke('attachments:write', { id, bytes: new Uint8Array(part) }));
    if (!written.ok) return written;
    onProgress(at + part.byteLength);
  }
  return resultOf(await desktop.invoke('attachments:finish', { id }));
}
