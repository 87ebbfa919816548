import { isKnownType } from '../../../shared/domain/dossier/event.ts';
import { mayFollow, readStreamBody, streamKindOf } from '../../../shared/domain/stream.ts';
import type { Refusal } from '../../../shared/portal/contract.ts';
import { refusal } from '../refusal.ts';
import type { Case } from './judge.ts';

/** Why an event of a shift or a batch cannot be taken; null when it can. Pure. Unknown types pass, as with dossiers. */
export function judgeStream({ event, dossier, stream }: Case): Refusal | null {
  const kind = streamKindOf(event);
  if (kind === null) return isKnownType(event) ? invalid('type') : null;
  if (dossier !== null || (stream && stream.kind !== kind)) return invalid('dossierId');
  const body = readStreamBody(event);
  if (!body) return invalid('data');
  return mayFollow(stream, body, event)
    ? null
    : refusal('stream-forbidden', 'What the shift or batch has come to does not allow the event');
}

function invalid(field: string): Refusal {
  return refusal('event-invalid', 'The event does not fit its stream', { field });
}
