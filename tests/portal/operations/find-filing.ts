import { ok } from '../../../shared/result.ts';
import { may } from '../../../shared/domain/rights.ts';
import { fold } from '../../../shared/domain/dossier/evolve.ts';
import type { FoundFiling } from '../../../shared/portal/filing.ts';
import { counterOf, type Operation } from '../context.ts';
import type { Query } from '../database.ts';
import { bringHere, historyAt, holderOf } from '../filings/bring-here.ts';
import { findFilings, type Filed } from '../filings/filings.ts';
import { busy, refuse } from '../refusal.ts';

/** Enough to ask the citizen whether it is theirs, and no more: `Nguyễn Văn Đạt` is `N. V. Đạt`. */
function shortName(name: string): string {
  const words = name.split(' ');
  return words.map((word, i) => (i === words.length - 1 ? word : `${word.slice(0, 1)}.`)).join(' ');
}

async function placeOf(query: Query, filed: Filed, office: string): Promise<FoundFiling['place']> {
  const holder = await holderOf(query, filed);
  if (holder === null || filed.dossier === null) return 'portal';
  if (holder === office) return 'here';
  return fold(await historyAt(query, holder, filed.dossier))?.reception ? 'received-elsewhere' : 'elsewhere';
}

async function summaryOf(query: Query, filed: Filed, office: string): Promise<FoundFiling> {
  const { number, id, dossier, details } = filed;
  return {
    number,
    dossierId: dossier ?? id,
    procedure: { code: details.procedure.code, nameVi: details.procedure.nameVi },
    applicant: shortName(details.applicant.name),
    filedAt: details.filedAt,
    place: await placeOf(query, filed, office),
  };
}

/**
 * What a citizen filed online, for who has its number from them, or who they are and one thing more. Ten misses in a
 * minute at a counter make it wait. With `bring` the dossier becomes the office's and comes by `pull`.
 */
export const findFiling: Operation<'findFiling'> = async (context, request, caller) => {
  const counter = counterOf(caller);
  // Asking with `bring` moves the dossier here: work.
  if (!may(caller.staff?.role, 'work'))
    return refuse(403, 'portal-forbidden', 'This account does not work on dossiers');
  const key = `find-filing ${counter.id}`;
  const wait = context.attempts.wait(key);
  if (wait > 0) return busy(wait, 'Too many numbers nobody has');
  return context.database.transaction(async (query) => {
    const found = await findFilings(query, request.by);
    if (found.length === 0) context.attempts.wrong(key);
    const [only] = found;
    if (request.bring && only && request.by.kind === 'number') {
      const not = await bringHere(context, query, counter.office, only);
      if (not === 'moving') return busy(1, 'The dossier is being handed on');
      if (not) return refuse(409, 'filing-elsewhere', 'Another office has received its papers');
    }
    const now = request.bring ? await findFilings(query, request.by) : found;
    const summaries: FoundFiling[] = [];
    for (const filed of now) summaries.push(await summaryOf(query, filed, counter.office));
    return ok({ found: summaries });
  });
};
