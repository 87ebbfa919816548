/** A value on its way between two JavaScript worlds of one page: a tag and its payload. */
export type Carried = readonly [tag: string, ...payload: unknown[]];

export interface WorldLink {
  /** Hands a value to the other world: its functions and promises become proxies there, the rest is cloned. */
  send(kind: string, value: unknown): void;
}

/**
 * One end of the bridge between the preload's isolated world and the page's. The worlds share the DOM but no
 * objects: a detached node that only the two ends hold carries events, whose `detail` Chromium clones between worlds,
 * synchronously. Functions and promises stay where they are and are called through proxies.
 *
 * Self-contained: its source runs in the page, before the page's own scripts.
 * @param receive called with what the other end sends
 */
export function createWorldLink(
  node: EventTarget,
  outgoing: string,
  incoming: string,
  receive: (kind: string, value: unknown) => void,
): WorldLink {
  type Callable = (...args: unknown[]) => unknown;
  // Taken before any script of the page can replace them.
  const Event = CustomEvent;
  const dispatch = EventTarget.prototype.dispatchEvent.bind(node);
  const clone = structuredClone;
  const maxDepth = 1000;
  const shared = new Map<number, { readonly fn: Callable; uses: number }>();
  const ids = new WeakMap<Callable, number>();
  const waiting = new Map<number, { resolve(value: unknown): void; reject(reason: unknown): void }>();
  let nextId = 0;
  const replies: (readonly [ok: boolean, value: Carried])[] = [];

  const post = (...message: readonly unknown[]): void => {
    dispatch(new Event(outgoing, { detail: message }));
  };
  const released = new FinalizationRegistry<number>((id) => {
    post('release', id);
  });

  function shareFunction(fn: Callable): Carried {
    const id = ids.get(fn) ?? nextId++;
    ids.set(fn, id);
    const entry = shared.get(id);
    if (entry) entry.uses++;
    else shared.set(id, { fn, uses: 1 });
    return ['f', id];
  }

  function sharePromise(promise: Promise<unknown>): Carried {
    const id = nextId++;
    promise.then(
      (value) => settle(id, true, value),
      (error: unknown) => settle(id, false, error),
    );
    return ['p', id];
  }

  function settle(id: number, ok: boolean, value: unknown): void {
    try {
      post('settle', id, ok, carry(value));
    } catch (error) {
      post('settle', id, false, carry(error));
    }
  }

  /** @param seen the objects on the way so far, by number: an object met again is carried as a reference */
  function carry(value: unknown, seen = new Map<object, number>(), depth = 0): Carried {
    if (depth > maxDepth) throw new TypeError('Nested objects deeper than 1000 are not supported');
    if (typeof value === 'function') return shareFunction(value as Callable);
    if (typeof value === 'symbol') throw new DOMException('A symbol could not be cloned.', 'DataCloneError');
    if (typeof value !== 'object' || value === null) return ['v', value];
    if (value instanceof Promise) return sharePromise(value);
    if (value instanceof DOMException) return ['v', new Error(value.message)];
    const known = seen.get(value);
    if (known !== undefined) return ['r', known];
    const list = Array.isArray(value);
    if (!list && Object.prototype.toString.call(value) !== '[object Object]') return ['v', clone(value)];
    const number = seen.size;
    seen.set(value, number);
    if (list) return ['a', value.map((item) => carry(item, seen, depth + 1)), number];
    return ['o', Object.entries(value).map(([key, item]) => [key, carry(item, seen, depth + 1)]), number];
  }

  function arrive([tag, payload, number]: Carried, made: unknown[] = []): unknown {
    if (tag === 'f') return proxyOf(payload as number);
    if (tag === 'p') {
      return new Promise((resolve, reject) => {
        waiting.set(payload as number, { resolve, reject });
      });
    }
    if (tag === 'r') return made[payload as number];
    if (tag === 'a') {
      const list: unknown[] = [];
      made[number as number] = list; // before its items, which may refer back to it
      for (const item of payload as Carried[]) list.push(arrive(item, made));
      return list;
    }
    if (tag === 'o') {
      const object = {};
      made[number as number] = object;
      for (const [key, item] of payload as [string, Carried][]) {
        // Not an assignment: a key named __proto__ is data like any other.
        const held = { value: arrive(item, made), writable: true, enumerable: true, configurable: true };
        Object.defineProperty(object, key, held);
      }
      return object;
    }
    return payload;
  }

  function proxyOf(id: number): Callable {
    const proxy = (...args: unknown[]): unknown => {
      post(
        'call',
        id,
        args.map((arg) => carry(arg)),
      ); // answered before it returns
      const reply = replies.pop();
      if (!reply) throw new Error('The preload bridge did not answer');
      if (reply[0]) return arrive(reply[1]);
      throw arrive(reply[1]);
    };
    released.register(proxy, id);
    return proxy;
  }

  function answer(id: number, args: readonly Carried[]): void {
    try {
      post('reply', true, carry(shared.get(id)?.fn(...args.map((arg) => arrive(arg)))));
    } catch (error) {
      post('reply', false, carry(error));
    }
  }

  function release(id: number): void {
    const entry = shared.get(id);
    if (entry && --entry.uses === 0) shared.delete(id);
  }

  node.addEventListener(incoming, (event) => {
    const [type, ...rest] = (event as CustomEvent<[string, ...never[]]>).detail;
    if (type === 'call') answer(...(rest as unknown as [number, Carried[]]));
    else if (type === 'reply') replies.push(rest as unknown as [boolean, Carried]);
    else if (type === 'release') release(...(rest as unknown as [number]));
    else if (type === 'send') receive(rest[0] as unknown as string, arrive(rest[1] as unknown as Carried));
    else if (type === 'settle') {
      const [id, ok, value] = rest as unknown as [number, boolean, Carried];
      const pending = waiting.get(id);
      waiting.delete(id);
      if (ok) pending?.resolve(arrive(value));
      else pending?.reject(arrive(value));
    }
  });

  return { send: (kind, value) => post('send', kind, carry(value)) };
}
