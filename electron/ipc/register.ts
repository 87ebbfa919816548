import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import type { z } from 'zod';
import { may, type Right, type Role } from '../../shared/domain/rights.ts';
import { IPC, type IpcChannel } from '../../shared/ipc/contract.ts';
import { isTrustedSender, type SenderFrame } from './trusted-sender.ts';

type Request<C extends IpcChannel> = z.output<(typeof IPC)[C]['request']>;
type Reply<C extends IpcChannel> = z.input<(typeof IPC)[C]['reply']>;

/** One handler a channel; a missing one is a type error. `sender` is the page that asked. */
export type IpcHandlers = {
  readonly [C in IpcChannel]: (request: Request<C>, sender: WebContents) => Reply<C> | Promise<Reply<C>>;
};

/** Why a message got no answer. The page sees `ipc:<kind>` and, for a bug, the reference it was logged under. */
export type IpcRejection =
  'untrusted-sender' | 'locked' | 'forbidden' | 'request-invalid' | 'reply-invalid' | 'handler-failed';

/** Logs a bug and gives the reference it is found under. */
export type ReportBug = (where: string, error: unknown) => string;

class RejectedMessage extends Error {
  constructor(kind: IpcRejection, channel: string, reference: string) {
    super(`ipc:${kind} ${channel} ${reference}`);
    this.name = 'IpcRejection';
    // Nothing of main's insides goes to the page.
    this.stack = '';
  }
}

/** All that is answered while the machine is locked: nothing of it gives a citizen's data, or takes any. */
const WHEN_LOCKED: ReadonlySet<IpcChannel> = new Set<IpcChannel>([
  'app:about',
  'keys:state',
  'keys:open',
  'keys:unlock',
  'keys:lock',
  'portal:sign-in',
  'journal:space',
  'journal:state',
  'attachments:stop',
  'scanning:cancel',
  'backup:cancel',
  'diagnostics:report',
  'diagnostics:save-bundle',
]);

/** What takes papers in is work on dossiers; what asks for more says so in its reply, as the clerk is to read it. */
const NEEDS: Partial<Record<IpcChannel, Right>> = {
  'attachments:begin': 'work',
  'attachments:write': 'work',
  'attachments:finish': 'work',
  'scanning:read': 'work',
  'scanning:scan': 'work',
  'scanning:put-aside': 'work',
};

/** How the machine stands when a message comes. */
export interface Standing {
  readonly isLocked: () => boolean;
  /** What the person at the counter is; null while nobody has said who they are. */
  readonly role: () => Role | null;
}

/** Registers every channel of the contract. A refused message or a handler's bug rejects; it never ends the app. */
export function registerIpc(
  ipcMain: Pick<IpcMain, 'handle'>,
  handlers: IpcHandlers,
  report: ReportBug,
  { isLocked, role }: Standing = { isLocked: () => false, role: () => null },
): void {
  for (const channel of Object.keys(IPC) as IpcChannel[]) {
    ipcMain.handle(channel, (event, request: unknown) => {
      if (isLocked() && !WHEN_LOCKED.has(channel))
        return Promise.reject(new RejectedMessage('locked', channel, ''));
      const [needed, whose] = [NEEDS[channel], role()];
      if (needed && whose && !may(whose, needed))
        return Promise.reject(new RejectedMessage('forbidden', channel, ''));
      return answer(channel, handlers, report, event, request);
    });
  }
}

async function answer(
  channel: IpcChannel,
  handlers: IpcHandlers,
  report: ReportBug,
  event: IpcMainInvokeEvent,
  raw: unknown,
): Promise<unknown> {
  const reject = (kind: IpcRejection, error: unknown): RejectedMessage =>
    new RejectedMessage(kind, channel, report(`ipc ${channel} ${kind}`, error));

  if (!isTrustedSender(frameOf(event)))
    throw reject('untrusted-sender', new Error('not the main frame of the app'));

  const request = IPC[channel].request.safeParse(raw);
  if (!request.success) throw reject('request-invalid', describe(request.error));

  let result: unknown;
  try {
    // The channel's own schema has just made the request what its handler takes.
    result = await handlers[channel](request.data as never, event.sender);
  } catch (error) {
    throw reject('handler-failed', error);
  }

  const reply = IPC[channel].reply.safeParse(result);
  if (!reply.success) throw reject('reply-invalid', describe(reply.error));
  return reply.data;
}

/** Reading a frame that is gone throws in Electron: such a message is not trusted. */
function frameOf(event: IpcMainInvokeEvent): SenderFrame | null {
  try {
    return event.senderFrame && { origin: event.senderFrame.origin, parent: event.senderFrame.parent };
  } catch {
    return null;
  }
}

/** Which fields were wrong and how, without the values: they may be personal. */
function describe(error: z.ZodError): Error {
  const fields = error.issues.map((issue) => `${issue.path.join('.') || '(message)'}: ${issue.code}`);
  return new Error(fields.slice(0, 20).join('; '));
}
