import { isKnownType } from '../../../shared/domain/dossier/event.ts';
import type { BatchBody } from '../../../shared/domain/handover/batch.ts';
import { whyNotListed } from '../../../shared/domain/handover/decide-batch.ts';
import { mayFollow, readStreamBody, streamKindOf } from '../../../shared/domain/stream.ts';
import { may } from '../../../shared/domain/rights.ts';
import type { Refusal } from '../../../shared/portal/contract.ts';
import { refusal } from '../refusal.ts';
import type { Case } from './judge.ts';
import { addsUp } from './till-sums.ts';

/** Why an event of a shift, a batch or an incident cannot be taken; null when it can. Pure. Unknown types pass, as with dossiers. */
export function judgeStream(subject: Case): Refusal | null {
  const { event, dossier, stream } = subject;
  const kind = streamKindOf(event);
  if (kind === null) return isKnownType(event) ? invalid('type') : null;
  if (dossier !== null || (stream && stream.kind !== kind)) return invalid('dossierId');
  const body = readStreamBody(event);
  if (!body) return invalid('data');
  if (!mayFollow(stream, body, event))
    return refusal('stream-forbidden', 'What the stream has come to does not allow the event');
  if (!addsUp(event, subject.tillLog))
    return refusal('till-sum-wrong', 'The events do not add up to what is expected');
  if (body.type === 'incidentNoted' && body.data.closes && !may(subject.roleOf(event.by.id), 'administer'))
    return refusal('supervisor-only', 'Only a supervisor closes an incident');
  return body.type === 'batchSent' ? judgeBatch(subject, body.data) : null;
}

/** A batch goes where the catalogue lets the office hand over, with dossiers that may go there and are in no other. */
function judgeBatch(
  { event, history, batchesOf, dossierOf }: Case,
  { to, results, lines }: Extract<BatchBody, { type: 'batchSent' }>['data'],
): Refusal | null {
  // A counter may not have the newest catalogue yet: any place that was published counts.
  const place = history.versions
    .flatMap(({ catalogue }) => catalogue.offices)
    .filter(({ id }) => id === event.office)
    .flatMap(({ handsOverTo }) => handsOverTo ?? [])
    .find(
      ({ id, onPaper, sends }) =>
        id === to.id && onPaper === (to.onPaper ?? false) && (sends === 'results') === (results ?? false),
    );
  if (!place) return refusal('batch-place-unknown', 'The office hands nothing over there');
  const seen = new Set<string>();
  for (const { dossierId, code } of lines) {
    if (seen.has(dossierId)) return refusal('batch-line-twice', 'A dossier is listed twice', { code });
    seen.add(dossierId);
    const known = dossierOf(dossierId);
    // Where results go back to, the dossier must be: nobody hands over what is another office's.
    if (known?.office !== (results ? to.id : event.office))
      return refusal('batch-line-forbidden', 'The dossier is not at the office', { code });
    const forbidden = whyNotListed(
      { dossierId, code },
      {
        office: { id: event.office },
        to: place,
        dossiers: new Map(known.state ? [[dossierId, known.state]] : []),
        batches: batchesOf(dossierId),
      },
    );
    if (forbidden) return refusal(forbidden.code, 'The dossier cannot go in the batch', forbidden.params);
  }
  return null;
}

function invalid(field: string): Refusal {
  return refusal('event-invalid', 'The event does not fit its stream', { field });
}
