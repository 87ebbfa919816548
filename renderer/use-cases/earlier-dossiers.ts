import { earlierOf, type Who } from '../../shared/domain/dossier/memory.ts';
import type { ReceivedDossier } from '../../shared/domain/dossier/state.ts';
import { services } from '../session/services.ts';

/** Enough for anyone but a notary's runner; the newest ones come first. */
const MOST = 200;

/**
 * The dossiers on this machine that the same applicant handed in before, newest first: found by the number in the search
 * index, which lives in memory only, then compared exactly. Those who merely carried someone's papers are not meant.
 */
export async function earlierDossiers(who: Who): Promise<readonly ReceivedDossier[]> {
  const found = await services().search.search(who.number, MOST);
  return earlierOf(
    who,
    found.map(({ dossier }) => dossier),
  );
}
