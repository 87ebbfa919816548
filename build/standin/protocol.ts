import type * as Electron from 'electron';
import { app } from './app.ts';
import { strict, unsupported } from './strict.ts';

type Handler = (request: Request) => Response | Promise<Response>;

const privileged = new Set<string>();
const handlers = new Map<string, Handler>();
let registered = false;

/** The app's answer to a request of its own scheme, or undefined when nothing handles it. */
export function handlerOf(url: string): Handler | undefined {
  return handlers.get(url.slice(0, Math.max(0, url.indexOf(':'))));
}

function assertReady(): void {
  if (!app.isReady()) throw new Error('protocol: the default session can only be received when app is ready');
}

/** Electron's `protocol`: one standard, secure scheme, `app`. */
export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes) {
    if (app.isReady()) {
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    }
    if (registered)
      throw new Error('stand-in: registerSchemesAsPrivileged may be called once; later calls replace it');
    for (const { scheme, privileges } of schemes) {
      if (scheme !== 'app') throw unsupported(`the scheme '${scheme}' (only 'app' can be shown)`);
      if (!privileges?.standard || !privileges.secure)
        throw unsupported(`an 'app' scheme that isn't standard and secure`);
      privileged.add(scheme);
    }
    registered = true;
  },
  handle(scheme, handler) {
    assertReady();
    if (!privileged.has(scheme))
      throw unsupported(`protocol.handle('${scheme}') of a scheme not registered as privileged`);
    if (handlers.has(scheme)) throw new Error('Failed to register protocol: ' + scheme);
    handlers.set(scheme, handler);
  },
  unhandle(scheme) {
    assertReady();
    if (!handlers.delete(scheme)) throw new Error('Failed to unhandle protocol: ' + scheme);
  },
  isProtocolHandled(scheme) {
    assertReady();
    return handlers.has(scheme);
  },
} satisfies Pick<
  Electron.Protocol,
  'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'
>);
