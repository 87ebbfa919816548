import type { createWorldLink } from './world-link.ts';

/**
 * The page's end of the bridge. Runs before the page's scripts; defines what the preload exposes and leaves nothing
 * else behind. Self-contained: its source runs in the page.
 * @param secret the name of the handshake's events, unknown to the page
 */
export function startMainWorld(secret: string, link: typeof createWorldLink): void {
  if (window !== window.top) return; // Electron runs the preload in the main frame only

  function freeze(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value))
      return value;
    Object.freeze(value);
    Object.values(value).forEach(freeze);
    return value;
  }

  function onMessage(kind: string, value: unknown): void {
    if (kind !== 'expose') return;
    const { key, api } = value as { readonly key: string; readonly api: unknown };
    if (key in window)
      throw new Error(`Cannot bind an API on top of an existing property on the window object: ${key}`);
    Object.defineProperty(window, key, { value: freeze(api), enumerable: true });
  }

  function onConnect(event: globalThis.Event): void {
    event.stopImmediatePropagation();
    event.preventDefault();
    window.removeEventListener(secret, onConnect, true);
    const node = (event as MouseEvent).relatedTarget;
    if (!node) return;
    const { send } = link(node, 'to-preload', 'to-page', onMessage);
    // A denied window.open gives null on Electron; here Chromium would open the window first.
    window.open = (url, target, features) => {
      const absolute = url === undefined || url === '' ? 'about:blank' : new URL(url, document.baseURI).href;
      send('window-open', { url: absolute, target: target ?? '', features: features ?? '' });
      return null;
    };
  }

  window.addEventListener(secret, onConnect, true);
  window.dispatchEvent(new CustomEvent(`${secret}-ready`));
}
