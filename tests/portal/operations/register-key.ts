import { ok } from '../../../shared/result.ts';
import { counterOf, type Operation } from '../context.ts';
import { refuse } from '../refusal.ts';

/** Binds the caller's token to the key it signs with from now on. Asked again with the same key nothing happens; another is refused. */
export const registerKey: Operation<'registerKey'> = async (context, { key }, caller) => {
  const { tokenHash } = counterOf(caller);
  const [row] = await context.database.query<{ signing_key: string }>(
    'update counter_tokens set signing_key = coalesce(signing_key, $2) where hash = $1 returning signing_key',
    [tokenHash, key],
  );
  return row?.signing_key === key
    ? ok({})
    : refuse(409, 'portal-conflict', 'This counter signs with another key');
};
