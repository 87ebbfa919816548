import type { Attachment } from '../../shared/domain/attachment.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { AppError } from '../../shared/errors.ts';
import { resultOf } from '../session/reply.ts';
import { services } from '../session/services.ts';

/** Which of the files are not on this machine, or not whole; by SHA-256. */
export async function wrongFiles(
  files: readonly Pick<Attachment, 'sha256' | 'size'>[],
): Promise<ReadonlySet<string>> {
  if (files.length === 0) return new Set();
  const asked = files.slice(0, 1000).map(({ sha256, size }) => ({ sha256, size }));
  return new Set((await services().desktop.invoke('attachments:look', { files: asked })).wrong);
}

/** Saves a copy of a file where the clerk says; `where` is its path. One that is not here comes from the portal. */
export async function saveCopy({
  sha256,
  name,
}: Pick<Attachment, 'sha256' | 'name'>): Promise<Result<{ readonly where: string }, readonly AppError[]>> {
  const saved = resultOf(await services().desktop.invoke('attachments:save-as', { sha256, name }));
  return saved.ok ? saved : fail([saved.error]);
}
