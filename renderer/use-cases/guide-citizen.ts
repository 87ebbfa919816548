import { dayOf } from '../../shared/clock.ts';
import type { AssistanceEntry } from '../../shared/domain/dossier/command.ts';
import { decide } from '../../shared/domain/dossier/decide.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import { procedureOn } from '../../shared/domain/procedure.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { currentAuthor } from './author.ts';
import { catalogueHere } from './catalogue-here.ts';
import { saveEvents } from './save-events.ts';
import { whyStopped } from './why-stopped.ts';

export interface GuideCitizen {
  /** The draft that becomes the record; its id is the dossier's, should one come of it. */
  readonly draftId: string;
  readonly entry: AssistanceEntry;
  readonly procedureCode: string;
}

/** Keeps how a citizen was guided, with the portal's number if they have it already. Nothing is received by it. */
export async function guideCitizen(request: GuideCitizen): Promise<Result<Dossier, readonly AppError[]>> {
  const stop = whyStopped();
  if (stop) return fail([stop]);
  const author = currentAuthor();
  if (!author.ok) return author;
  const here = await catalogueHere(author.value.office);
  if (!here.ok) return here;
  const { catalogue, office } = here.value;
  const procedure = procedureOn(catalogue, request.procedureCode, dayOf(author.value.now));
  if (!procedure) return fail([appError('procedure-unknown', { code: request.procedureCode }, 'procedure')]);
  return saveEvents({
    dossierId: request.draftId,
    removeDraft: request.draftId,
    author: author.value,
    decide: (dossier) => {
      const decision = decide(
        dossier,
        {
          type: 'assist',
          entry: request.entry,
          procedure,
          sample: catalogue.sample,
          office,
          capabilities: catalogue.capabilities,
        },
        author.value.now,
      );
      return decision.ok ? ok({ bodies: decision.value }) : decision;
    },
  });
}
