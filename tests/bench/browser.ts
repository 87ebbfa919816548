import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type BrowserContext, type Page, type Route } from 'playwright-core';
import { findChromium } from '../../build/standin/browser-path.ts';
import { callInPage } from '../support/call-in-page.ts';
import type { Bench } from './page/main.ts';

const ORIGIN = 'https://bench.test';
// The stand-in's flags (build/standin/browser.ts), so that figures speak of the browser the app runs in.
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND',
];
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
};

/** The system's Chromium on a profile, answering https://bench.test/ from a folder. */
export async function startChromium(profile: string, folder: string): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0, // Chromium refuses to sandbox for root
    args: FLAGS,
  });
  await context.route('**/*', (route) => answer(route, folder));
  return context;
}

async function answer(route: Route, folder: string): Promise<void> {
  const url = new URL(route.request().url());
  const file = path.join(folder, url.pathname === '/' ? 'index.html' : url.pathname);
  if (url.origin !== ORIGIN || !file.startsWith(folder)) return route.abort();
  const body = await readFile(file).catch(() => null);
  return body
    ? route.fulfill({ body, contentType: TYPES[path.extname(file)] ?? 'application/octet-stream' })
    : route.fulfill({ status: 404 });
}

export interface BenchPage {
  call<N extends keyof Bench>(name: N, ...args: Parameters<Bench[N]>): Promise<Awaited<ReturnType<Bench[N]>>>;
}

/** The bench's page, ready to be called. */
export async function openBench(context: BrowserContext): Promise<BenchPage> {
  const page: Page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(0);
  page.on('pageerror', (error) => console.error(error));
  await page.goto(`${ORIGIN}/`);
  return {
    call: (name, ...args) => callInPage<Bench, typeof name>(page, 'bench', name, ...args),
  };
}
