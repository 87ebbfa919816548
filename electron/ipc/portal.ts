import type { z } from 'zod';
import { appError } from '../../shared/errors.ts';
import type { PortalOutcome } from '../../shared/ipc/contract.ts';
import { enrolReply, signInReply, type Staff } from '../../shared/portal/contract.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { refusalOf } from '../services/portal-refusal.ts';
import type { PortalTransport } from '../services/portal-transport.ts';
import type { Vault } from '../services/vault.ts';
import type { IpcHandlers } from './register.ts';

type Channels = 'portal:call' | 'portal:enrol' | 'portal:sign-in' | 'portal:sign-out';

/** Calls to the portal. Tokens are taken out of the replies here and stay in the vault. */
export function portalHandlers(
  portal: PortalTransport,
  vault: Pick<Vault, 'tokens' | 'change'>,
  onSignedIn: (staff: Staff, unlockKey: string | null) => Promise<Result<unknown>>,
  isLocked: () => boolean,
): Pick<IpcHandlers, Channels> {
  return {
    'portal:call': ({ operation, input }) => portal.call(operation, input),
    'portal:enrol': async (request) => {
      const reply = replyOf(await portal.call('enrol', request), enrolReply);
      if (!reply.ok) return reply;
      const { token, ...rest } = reply.value;
      // The key of the token before is not this one's: a new one is registered with the first request it goes with.
      await vault.change({
        device: token,
        session: null,
        sessions: {},
        signing: undefined,
        signingKnown: undefined,
      });
      return ok(rest);
    },
    'portal:sign-in': async (request) => {
      const reply = replyOf(await portal.call('signIn', request), signInReply);
      if (!reply.ok) return reply;
      const { token, unlockKey, ...rest } = reply.value;
      // Support gets neither the keys nor a session to sync with: it looks at a machine that stays locked.
      if (rest.staff.role === 'support') return isLocked() ? ok(rest) : fail(appError('support-locked-only'));
      const { sessions } = vault.tokens();
      await vault.change({ session: token, sessions: { ...sessions, [rest.staff.id]: token } });
      const opened = await onSignedIn(rest.staff, unlockKey ?? null);
      return opened.ok ? ok(rest) : opened;
    },
    'portal:sign-out': async () => {
      const { session, sessions = {} } = vault.tokens();
      const others = Object.entries(sessions).filter(([, token]) => token !== session);
      await vault.change({ session: null, sessions: Object.fromEntries(others) });
      return {};
    },
  };
}

function replyOf<T extends z.ZodType>(outcome: PortalOutcome, schema: T): Result<z.output<T>> {
  if (outcome.kind === 'trouble') return fail(appError(outcome.code));
  if (outcome.status !== 200) return fail(refusalOf(outcome.status, outcome.body));
  const reply = schema.safeParse(outcome.body);
  return reply.success ? ok(reply.data) : fail(appError('portal-reply-invalid'));
}
