export interface Codec {
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/**
 * Structured clone as text: what `structuredClone` carries between two worlds of one process, this carries between
 * Node and a page, for the types that Electron's IPC allows (no DOM objects, Blobs or ports). Cycles and shared
 * references are kept. A view of part of a buffer carries that part only, not what lies beside it.
 *
 * Self-contained: its source also runs in the page.
 * @throws DataCloneError (encode) for a function, symbol, DOM object and anything else that can't be carried
 */
export function createCodec(
  toBase64: (bytes: Uint8Array) => string,
  fromBase64: (text: string) => Uint8Array,
): Codec {
  type Encoded = string | number | boolean | null | readonly [tag: string, ...rest: unknown[]];
  const errorTypes = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
  // prettier-ignore
  const viewTypes = {
    DataView, Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
    BigInt64Array, BigUint64Array, Float32Array, Float64Array,
  };

  function refuse(value: unknown): never {
    const what = Object.prototype.toString.call(value).slice(8, -1);
    throw new DOMException(`${what} object could not be cloned.`, 'DataCloneError');
  }

  function encode(value: unknown): string {
    const seen = new Map<object, number>();
    const nodes: unknown[] = [];

    function encodeNode(object: object): unknown {
      if (Array.isArray(object)) {
        return ['a', object.length, ...Array.from(object, (item, i) => (i in object ? put(item) : ['h']))];
      }
      if (object instanceof Date) return ['d', put(object.getTime())];
      if (object instanceof RegExp) return ['x', object.source, object.flags];
      if (object instanceof Map) return ['m', ...[...object].flatMap(([key, item]) => [put(key), put(item)])];
      if (object instanceof Set) return ['s', ...[...object].map(put)];
      if (object instanceof ArrayBuffer) return ['b', toBase64(new Uint8Array(object))];
      if (ArrayBuffer.isView(object)) return encodeView(object);
      if (object instanceof Error) return encodeError(object);
      if (object instanceof Boolean || object instanceof Number || object instanceof String) {
        return ['w', put(object.valueOf())];
      }
      // structuredClone has made class instances plain; what still has a prototype of its own belongs to the host.
      if (Object.getPrototypeOf(object) !== Object.prototype) refuse(object);
      return ['o', ...Object.entries(object).flatMap(([key, item]) => [key, put(item)])];
    }

    function encodeView(view: ArrayBufferView): unknown {
      const name = Object.prototype.toString.call(view).slice(8, -1);
      if (!(name in viewTypes) || !(view.buffer instanceof ArrayBuffer)) refuse(view);
      const whole = view.byteLength === view.buffer.byteLength;
      if (whole) return ['v', name, put(view.buffer)];
      return ['v', name, put(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength))];
    }

    function encodeError(error: Error): unknown {
      const name = error.name in errorTypes ? error.name : 'Error';
      return ['e', name, error.message, put(error.stack), 'cause' in error ? put(error.cause) : ['h']];
    }

    function put(item: unknown): Encoded {
      if (item === null || typeof item === 'string' || typeof item === 'boolean') return item;
      if (item === undefined) return ['u'];
      if (typeof item === 'number')
        return Number.isFinite(item) && !Object.is(item, -0) ? item : ['n', item === 0 ? '-0' : String(item)];
      if (typeof item === 'bigint') return ['i', String(item)];
      if (typeof item !== 'object') return refuse(item);
      const known = seen.get(item);
      if (known !== undefined) return ['r', known];
      const index = nodes.push(null) - 1;
      seen.set(item, index);
      nodes[index] = encodeNode(item);
      return ['r', index];
    }

    // The platform's own clone refuses functions and the like, runs getters and drops prototypes as Electron's does.
    const cloned: unknown = typeof value === 'object' && value !== null ? structuredClone(value) : value;
    if (isTree(cloned, new Set())) return JSON.stringify({ tree: cloned });
    return JSON.stringify([put(cloned), nodes]);
  }

  /** Whether JSON says all of it: no special types or numbers, and nothing that is there twice. Most messages are such. */
  function isTree(value: unknown, seen: Set<object>): boolean {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
    if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
    if (typeof value !== 'object' || seen.has(value)) return false;
    seen.add(value);
    if (Array.isArray(value))
      return Object.keys(value).length === value.length && value.every((item) => isTree(item, seen));
    if (Object.getPrototypeOf(value) !== Object.prototype) return false;
    return Object.values(value).every((item) => isTree(item, seen));
  }

  function decode(text: string): unknown {
    const parsed = JSON.parse(text) as { readonly tree: unknown } | [Encoded, unknown[][]];
    if (!Array.isArray(parsed)) return parsed.tree;
    const [root, nodes] = parsed;
    const made: unknown[] = [];

    function take(item: unknown): unknown {
      if (!Array.isArray(item)) return item;
      const [tag, payload] = item as [string, string | number];
      if (tag === 'u' || tag === 'h') return undefined;
      if (tag === 'n') return Number(payload);
      if (tag === 'i') return BigInt(payload);
      const index = Number(payload);
      if (index in made) return made[index];
      return makeNode(index, nodes[index] ?? []);
    }

    function makeNode(index: number, [tag, ...rest]: unknown[]): unknown {
      const keep = <T>(value: T): T => {
        made[index] = value; // before its parts: they may refer back to it
        return value;
      };
      if (tag === 'a') return fillArray(keep(new Array<unknown>(Number(rest[0]))), rest.slice(1));
      if (tag === 'd') return keep(new Date(take(rest[0]) as number));
      if (tag === 'x') return keep(new RegExp(String(rest[0]), String(rest[1])));
      if (tag === 'b') return keep(fromBase64(String(rest[0])).slice().buffer);
      if (tag === 'v') {
        const View: new (buffer: ArrayBuffer) => ArrayBufferView =
          viewTypes[rest[0] as keyof typeof viewTypes];
        return keep(new View(take(rest[1]) as ArrayBuffer));
      }
      if (tag === 'w') return keep(Object(take(rest[0])) as object);
      if (tag === 'e') return makeError(keep, rest);
      if (tag === 's') {
        const set = keep(new Set<unknown>());
        for (const item of rest) set.add(take(item));
        return set;
      }
      const map = tag === 'm' ? keep(new Map<unknown, unknown>()) : undefined;
      const object: Record<string, unknown> = map ? {} : keep({});
      for (let i = 0; i < rest.length; i += 2) {
        if (map) map.set(take(rest[i]), take(rest[i + 1]));
        else define(object, String(rest[i]), take(rest[i + 1]));
      }
      return map ?? object;
    }

    function define(object: object, key: string, value: unknown): void {
      // Not an assignment: a key named __proto__ is data like any other.
      Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
    }

    function fillArray(array: unknown[], items: unknown[]): unknown[] {
      for (const [i, item] of items.entries())
        if (!(Array.isArray(item) && item[0] === 'h')) array[i] = take(item);
      return array;
    }

    function makeError(keep: <T>(value: T) => T, [name, message, stack, cause]: unknown[]): Error {
      const error = keep(new errorTypes[name as keyof typeof errorTypes](String(message)));
      Object.defineProperty(error, 'stack', { value: take(stack), writable: true, configurable: true });
      if (!(Array.isArray(cause) && cause[0] === 'h')) {
        Object.defineProperty(error, 'cause', { value: take(cause), writable: true, configurable: true });
      }
      return error;
    }

    return take(root);
  }

  return { encode, decode };
}
