import type { EventEmitter } from 'node:events';

/** Names that the language or a bundler's interop looks up on any object: absent, never an error. */
const quietlyAbsent = new Set<PropertyKey>(['then', 'toJSON', '__esModule', 'default', 'domain']);

/** The error for a member of Electron that the stand-in doesn't have. */
export function unsupported(member: string): Error {
  return new Error(`stand-in: ${member} is not supported`);
}

/**
 * Wraps an object so that reading a member it doesn't have throws instead of giving `undefined`.
 * @param name how the object is called in Electron, for the message (`app`, `webContents` …)
 */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'symbol' || key in object) return Reflect.get(object, key, receiver) as unknown;
      if (quietlyAbsent.has(key)) return undefined;
      throw unsupported(`${name}.${key}`);
    },
  });
}

/**
 * Refuses listeners of events that Electron's object doesn't have, which would otherwise wait for ever.
 * @param known the events the stand-in fires, and those it accepts but never fires (see README)
 */
export function onlyEvents(name: string, emitter: EventEmitter, known: readonly string[]): void {
  const names = new Set<string | symbol>([...known, 'newListener', 'removeListener']);
  emitter.on('newListener', (event: string | symbol) => {
    if (!names.has(event)) throw unsupported(`${name} event '${String(event)}'`);
  });
}

/** Electron's event object: says whether a listener asked to prevent what is about to happen. */
export function createEvent<T extends object>(
  details: T,
): T & { preventDefault(): void; defaultPrevented: boolean } {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault: (): void => {
      event.defaultPrevented = true;
    },
  };
  return event;
}
