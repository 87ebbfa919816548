import type { z } from 'zod';
import { appError } from '../../shared/errors.ts';
import type { PortalOutcome } from '../../shared/ipc/contract.ts';
import { enrolReply, signInReply } from '../../shared/portal/contract.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { refusalOf } from '../services/portal-refusal.ts';
import type { PortalTransport } from '../services/portal-transport.ts';
import type { Vault } from '../services/vault.ts';
import type { IpcHandlers } from './register.ts';

type Channels = 'portal:call' | 'portal:enrol' | 'portal:sign-in' | 'portal:sign-out';

/** Calls to the portal. Tokens are taken out of the replies here and stay in the vault. */
export function portalHandlers(portal: PortalTransport, vault: Vault): Pick<IpcHandlers, Channels> {
  return {
    'portal:call': ({ operation, input }) => portal.call(operation, input),
    'portal:enrol': async (request) => {
      const reply = replyOf(await portal.call('enrol', request), enrolReply);
      if (!reply.ok) return reply;
      const { token, ...rest } = reply.value;
      await vault.change({ device: token, session: null });
      return ok(rest);
    },
    'portal:sign-in': async (request) => {
      const reply = replyOf(await portal.call('signIn', request), signInReply);
      if (!reply.ok) return reply;
      const { token, ...rest } = reply.value;
      await vault.change({ session: token });
      return ok(rest);
    },
    'portal:sign-out': async () => {
      await vault.change({ session: null });
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
