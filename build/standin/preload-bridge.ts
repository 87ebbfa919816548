import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CDPSession } from 'playwright-core';
import { createCodec } from './page/codec.ts';
import { startMainWorld } from './page/main-world.ts';
import {
  startPreloadWorld,
  type FromPreload,
  type PreloadConfig,
  type ToPreload,
} from './page/preload-world.ts';
import { createWorldLink } from './page/world-link.ts';
import { runtime } from './runtime.ts';

const codec = createCodec(
  (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  (text) => Uint8Array.from(Buffer.from(text, 'base64')),
);

export interface PreloadBridge {
  /** Sends to the preload of the current document; without one (still loading, none set) it is lost, as on Electron. */
  send(message: ToPreload): void;
}

/** Who sent a message: the JavaScript world of one document. */
export type Reply = (message: ToPreload) => void;

function scripts(preloadFile: string | undefined): { readonly page: string; readonly preload: string } {
  const secret = `standin-${randomBytes(16).toString('hex')}`;
  const config: PreloadConfig = {
    secret,
    platform: process.platform,
    versions: { ...(process.versions as Record<string, string>), electron: runtime.electronVersion },
  };
  // Electron loads the page without a preload that isn't there, and logs an error; here the start fails.
  const source = preloadFile === undefined ? '' : readFileSync(preloadFile, 'utf8');
  const preload = `function (require, module, exports, process) {${source}\n}`;
  const call = (source: string, ...args: readonly string[]): string => `(${source})(${args.join(', ')});`;
  const link = createWorldLink.toString();
  return {
    page: call(startMainWorld.toString(), JSON.stringify(secret), link),
    preload: call(
      startPreloadWorld.toString(),
      JSON.stringify(config),
      createCodec.toString(),
      link,
      preload,
    ),
  };
}

/**
 * Prepares a page so that every document runs the preload in an isolated world before its own scripts. The world and
 * its binding are out of reach of the page, and of its Content-Security-Policy.
 * @param receive called with each message of the preload and a way to answer the same document
 */
export async function bridgePreload(
  cdp: CDPSession,
  preloadFile: string | undefined,
  receive: (message: FromPreload, reply: Reply) => void,
): Promise<PreloadBridge> {
  const worldName = 'standin-preload';
  const worlds = new Set<number>();

  function sendTo(world: number, message: ToPreload): void {
    const text = codec.encode(message);
    if (!worlds.has(world)) return; // the document that asked is gone
    cdp
      .send('Runtime.callFunctionOn', {
        executionContextId: world,
        functionDeclaration: '(text) => { standinFromMain(text); }',
        arguments: [{ value: text }],
        silent: false,
      })
      .catch(() => undefined); // gone in the meantime
  }

  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name === worldName) worlds.add(context.id);
  });
  cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => worlds.delete(executionContextId));
  cdp.on('Runtime.executionContextsCleared', () => worlds.clear());
  cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== 'standinToMain') return;
    receive(codec.decode(payload) as FromPreload, (message) => sendTo(executionContextId, message));
  });

  const { page, preload } = scripts(preloadFile);
  await cdp.send('Page.enable');
  await cdp.send('Runtime.enable');
  await cdp.send('Runtime.addBinding', { name: 'standinToMain', executionContextName: worldName });
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: preload, worldName });
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: page });

  return {
    send(message) {
      codec.encode(message); // refuses what can't be cloned even when nobody listens
      for (const world of worlds) sendTo(world, message);
    },
  };
}
