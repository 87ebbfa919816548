import { dayOf } from '../../shared/clock.ts';
import { decide, type ReceptionEntry } from '../../shared/domain/dossier/decide.ts';
import { receiptGivenBy } from '../../shared/domain/dossier/payments.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import { codeForReception } from '../../shared/domain/dossier/reception-code.ts';
import { giveReceipt } from '../../shared/domain/numbering.ts';
import { procedureOn } from '../../shared/domain/procedure.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { currentAuthor } from './author.ts';
import { catalogueHere } from './catalogue-here.ts';
import { saveEvents } from './save-events.ts';
import { whyStopped } from './why-stopped.ts';

export interface ReceiveDossier {
  /** The draft that becomes the dossier; its id is the dossier's, so saving twice is impossible. */
  readonly draftId: string;
  /** UTC instant at which the draft was begun. */
  readonly startedAt: string;
  readonly entry: ReceptionEntry;
  readonly procedureCode: string;
}

/**
 * Receives a dossier: final code at once, with or without a connection; the draft ends in the same transaction.
 * Stops while the disk is full or the journal can't be written.
 */
export async function receiveDossier(request: ReceiveDossier): Promise<Result<Dossier, readonly AppError[]>> {
  const stop = whyStopped();
  if (stop) return fail([stop]);
  const author = currentAuthor();
  if (!author.ok) return author;
  const here = await catalogueHere(author.value.office);
  if (!here.ok) return here;
  const { catalogue, office } = here.value;
  const procedure = procedureOn(catalogue, request.procedureCode, dayOf(author.value.now));
  if (!procedure) return fail([appError('procedure-unknown', { code: request.procedureCode }, 'procedure')]);
  const { startedAt, entry } = request;
  return saveEvents({
    dossierId: request.draftId,
    removeDraft: request.draftId,
    author: author.value,
    decide: (dossier, numbering) => {
      const { counter, now } = author.value;
      const { numbering: after, ...code } = codeForReception(dossier, numbering, counter, now);
      // What was filed online keeps the version in force when it was filed.
      const filedAt = dossier?.filing?.details?.filedAt ?? now;
      // Used up only when the fee is paid now: see below.
      const given = giveReceipt(after, counter, now);
      const decision = decide(
        dossier,
        {
          type: 'receive',
          entry,
          startedAt,
          procedure: procedureOn(catalogue, procedure.code, dayOf(filedAt)) ?? procedure,
          sample: catalogue.sample,
          office,
          capabilities: catalogue.capabilities,
          calendar: catalogue.calendar,
          code,
          receipt: given.receipt,
        },
        author.value.now,
      );
      if (!decision.ok) return decision;
      const paid = decision.value.some((body) => receiptGivenBy(body) !== null);
      return ok({ bodies: decision.value, numbering: paid ? given.numbering : after });
    },
  });
}
