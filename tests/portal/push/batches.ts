import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { isSent, type Batch, type SentBatch } from '../../../shared/domain/handover/batch.ts';
import type { Stream } from '../../../shared/domain/stream.ts';

/** Streams the portal knows, by id. */
type Streams = ReadonlyMap<string, { readonly stream: Stream | null }>;

/** The office a stream's other side is; null for none in the system. */
function otherSide(stream: Stream | null): string | null {
  if (stream?.kind !== 'batch' || !stream.sent || stream.sent.to.onPaper) return null;
  return stream.sent.to.id;
}

/** Whether an office has a stream, or is the other side of the batch it is. */
export function isSide(
  { office, stream }: { readonly office: string; readonly stream: Stream | null },
  caller: string,
): boolean {
  return office === caller || otherSide(stream) === caller;
}

/** Every batch that names a dossier. */
export function batchesNaming(streams: Streams, dossierId: string): readonly Batch[] {
  return [...streams.values()]
    .map(({ stream }) => stream)
    .filter((stream) => stream?.kind === 'batch')
    .filter(({ sent }) => sent?.lines.some((line) => line.dossierId === dossierId) ?? false);
}

/** The batches that events accepted now began. */
export function batchesSent(streams: Streams, accepted: readonly DossierEvent[]): readonly SentBatch[] {
  const ids = new Set(accepted.filter(({ type }) => type === 'batchSent').map((event) => event.dossierId));
  return [...ids]
    .map((id) => streams.get(id)?.stream)
    .filter((stream) => stream?.kind === 'batch')
    .filter(isSent);
}

/** Events of batches, each for the side that did not write it. */
export function sharedEvents(
  streams: Streams,
  accepted: readonly DossierEvent[],
  caller: string,
): readonly { readonly office: string; readonly event: DossierEvent }[] {
  return accepted.flatMap((event) => {
    const stream = streams.get(event.dossierId)?.stream ?? null;
    if (stream?.kind !== 'batch') return [];
    return [stream.office, otherSide(stream)]
      .filter((office) => office !== null)
      .filter((office) => office !== caller)
      .map((office) => ({ office, event }));
  });
}
