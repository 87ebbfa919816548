import { fileOf, type DossierEvent } from '../../shared/domain/dossier/event.ts';
import type { Refusal } from '../../shared/portal/contract.ts';
import type { WaitingFile } from '../store/held-files.ts';
import type { Refused } from '../store/outbox.ts';
import type { Uploads } from './uploads.ts';

/** The files that events are about, by the event's id. */
export function filesOf(events: readonly DossierEvent[]): ReadonlyMap<string, string> {
  return new Map(
    events.flatMap((event): [string, string][] => {
      const file = fileOf(event);
      return file === null ? [] : [[event.id, file]];
    }),
  );
}

/** Why an event is held: the portal knows only that a file is not there; here it may be known that it cannot come. */
export function fileReason(uploads: Uploads, sha256: string | undefined, reason: Refusal): Refusal {
  if (sha256 === undefined || reason.code !== 'attachment-missing') return reason;
  // It was thought to be there: it is looked for and sent again.
  uploads.forget(sha256);
  const code = uploads.trouble(sha256);
  return code ? { code, message: 'What is on this machine is not the file' } : reason;
}

/** Held events of whose file something else is known by now. */
export function troubledFiles(uploads: Uploads, waiting: readonly WaitingFile[]): readonly Refused[] {
  return waiting.flatMap(({ sha256, reason, ...row }) => {
    const code = uploads.trouble(sha256) ?? 'attachment-missing';
    if (reason.code === 'event-blocked' || reason.code === code) return [];
    return [{ ...row, reason: { code, message: 'Of its file on this machine' } }];
  });
}

/**
 * Files first: an event is taken only after its file. But other dossiers do not wait for a long one: its event is then
 * refused for now, and goes by itself when the file is there. False when `patience` (milliseconds) ran out.
 */
export async function filesFirst(
  uploads: Uploads,
  batch: readonly DossierEvent[],
  patience: number,
): Promise<boolean> {
  const files = [...filesOf(batch).values()];
  if (files.length === 0) return true;
  uploads.want(files);
  return uploads.settled(files, patience);
}
