import type * as Electron from 'electron';
import { EventEmitter } from 'node:events';
import type { FromPreload } from './page/preload-world.ts';
import type { Reply } from './preload-bridge.ts';
import { createEvent, strict } from './strict.ts';
import type { StandinWebContents } from './web-contents.ts';

type InvokeEvent = Electron.IpcMainInvokeEvent;
type InvokeHandler = Parameters<Electron.IpcMain['handle']>[1];

class StandinIpcMain
  extends EventEmitter<Record<string, [event: InvokeEvent, ...args: unknown[]]>>
  implements Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>
{
  private readonly handlers = new Map<string, InvokeHandler>();

  handle(channel: string, listener: InvokeHandler): void {
    if (this.handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof listener !== 'function')
      throw new Error(`Expected handler to be a function, but found type '${typeof listener}'`);
    this.handlers.set(channel, listener);
  }
  handleOnce(channel: string, listener: InvokeHandler): void {
    this.handle(channel, (event, ...args: readonly unknown[]): unknown => {
      this.removeHandler(channel);
      return listener(event, ...args) as unknown;
    });
  }
  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }
  handlerOf(channel: string): InvokeHandler | undefined {
    return this.handlers.get(channel);
  }
}

const implementation = new StandinIpcMain();

/** Electron's `ipcMain`. */
export const ipcMain = strict('ipcMain', implementation);

function eventOf(sender: StandinWebContents): InvokeEvent {
  const base = createEvent({
    sender,
    senderFrame: sender.mainFrame,
    processId: 1,
    frameId: 1,
    type: 'frame',
  });
  const held = base satisfies Record<keyof InvokeEvent, unknown>;
  // The one place where the stand-in's sender passes for Electron's whole WebContents: what it lacks throws when used.
  return strict('ipc event', held) as unknown as InvokeEvent;
}

async function answer(
  message: Extract<FromPreload, { kind: 'invoke' }>,
  sender: StandinWebContents,
  reply: Reply,
): Promise<void> {
  const { id, channel, args } = message;
  const handler = implementation.handlerOf(channel);
  if (!handler) {
    reply({ kind: 'failure', id, message: `Error: No handler registered for '${channel}'` });
    return;
  }
  try {
    reply({ kind: 'result', id, value: (await handler(eventOf(sender), ...args)) as unknown });
  } catch (error) {
    // The page learns the error's text only, as from Electron.
    console.error(`Error occurred in handler for '${channel}':`, error);
    reply({ kind: 'failure', id, message: String(error) });
  }
}

/** Takes a message of a preload to the app's handlers, and their answer back. */
export function dispatch(message: FromPreload, sender: StandinWebContents, reply: Reply): void {
  if (message.kind === 'invoke') void answer(message, sender, reply);
  else if (message.kind === 'send') implementation.emit(message.channel, eventOf(sender), ...message.args);
}
