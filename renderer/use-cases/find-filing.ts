import type { AppError } from '../../shared/errors.ts';
import type { RequestOf } from '../../shared/portal/contract.ts';
import type { FoundFiling } from '../../shared/portal/filing.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { services } from '../session/services.ts';
import { createPortalCall } from '../sync/portal-client.ts';

export type FilingQuestion = RequestOf<'findFiling'>['by'];

async function ask(
  by: FilingQuestion,
  bring: boolean,
): Promise<Result<readonly FoundFiling[], readonly AppError[]>> {
  const { desktop } = services();
  const call = createPortalCall((operation, input) =>
    desktop.invoke('portal:call', { operation, input: input as never }),
  );
  const answer = await call('findFiling', { by, bring });
  return answer.ok ? ok(answer.value.reply.found) : fail([answer.error.error]);
}

/** Asks the portal what a citizen filed online. Needs the connection; nothing is brought here by it. */
export function findFilings(
  by: FilingQuestion,
): Promise<Result<readonly FoundFiling[], readonly AppError[]>> {
  return ask(by, false);
}

/** Lets a dossier filed online go on at this office, and fetches it; its id once it is on this machine. */
export async function bringFiling(number: string): Promise<Result<string, readonly AppError[]>> {
  const brought = await ask({ kind: 'number', number }, true);
  if (!brought.ok) return brought;
  const [found] = brought.value;
  if (!found) return fail([{ code: 'filing-unknown', params: { number } }]);
  const fetched = await services().sync.syncNow();
  return fetched.ok ? ok(found.dossierId) : fail([fetched.error]);
}
