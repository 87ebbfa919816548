import type { WebContents } from 'electron';
import { PUSHES, type PushChannel, type PushMessage } from '../../shared/ipc/contract.ts';

/** Sends the page a message of the contract; one that breaks it is a bug and throws. */
export function push<C extends PushChannel>(page: WebContents, channel: C, message: PushMessage<C>): void {
  if (!page.isDestroyed()) page.send(channel, PUSHES[channel].parse(message));
}
