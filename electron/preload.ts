import { contextBridge, ipcRenderer } from 'electron';
import { CLOSING_DONE, IPC_CHANNELS, PUSH_CHANNELS } from '../shared/ipc/channels.ts';
import type { Desktop, IpcReply, PushChannel } from '../shared/ipc/contract.ts';

type Listener = (message: never) => unknown;
const listeners = new Map<string, Set<Listener>>(
  Object.keys(PUSH_CHANNELS).map((channel) => [channel, new Set()]),
);

/** The page's listeners may give back a promise; main waits for those of `app:closing` before the window goes. */
function deliver(channel: PushChannel, message: unknown): Promise<unknown> {
  const calls = [...(listeners.get(channel) ?? [])].map(async (listener) => listener(message as never));
  return Promise.allSettled(calls);
}

for (const channel of Object.keys(PUSH_CHANNELS) as PushChannel[]) {
  ipcRenderer.on(channel, (_event, message: unknown) => {
    const delivered = deliver(channel, message);
    if (channel === 'app:closing') void delivered.then(() => ipcRenderer.send(CLOSING_DONE));
  });
}

const desktop: Desktop = {
  async invoke(channel, request) {
    if (!Object.hasOwn(IPC_CHANNELS, channel)) throw new TypeError('unknown channel');
    // Main has checked the reply against the contract.
    return (await ipcRenderer.invoke(channel, request)) as IpcReply<typeof channel>;
  },
  on(channel, listener) {
    const known = listeners.get(channel);
    if (!known) throw new TypeError('unknown channel');
    known.add(listener);
    return () => {
      known.delete(listener);
    };
  },
};

contextBridge.exposeInMainWorld('desktop', desktop);
