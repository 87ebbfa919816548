import type { Request as PageRequest, Route } from 'playwright-core';
import { handlerOf } from './protocol.ts';
import { headerToWeb, toApp } from './url.ts';

function toRequest(request: PageRequest, url: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers())) headers.set(name, toApp(value));
  const body = request.postDataBuffer();
  return new Request(url, {
    method: request.method(),
    headers,
    body: body === null ? null : new Uint8Array(body),
  });
}

/** Answers a page's request from the app's protocol handler; any other host is blocked, whatever the app allows. */
export async function servePage(route: Route): Promise<void> {
  const url = toApp(route.request().url());
  const handler = handlerOf(url);
  if (!handler) {
    console.warn(`stand-in: blocked the page's request of ${url}`);
    return route.abort('blockedbyclient');
  }
  try {
    const response = await handler(toRequest(route.request(), url));
    const headers = Object.fromEntries(
      [...response.headers].map(([name, value]) => [name, headerToWeb(value)]),
    );
    const body = Buffer.from(await response.arrayBuffer());
    await route.fulfill({ status: response.status, headers, body }).catch(() => undefined); // the page is gone
  } catch (error) {
    console.error(`stand-in: the handler of ${url} failed:`, error);
    await route.abort('failed').catch(() => undefined);
  }
}
