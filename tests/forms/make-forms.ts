/*
 * node tests/forms/make-forms.ts [--set 2018|2025|till] [--out folder]: every form of both sets and the papers of the till, in a
 * short and a longest plausible version, as out/forms/<set>/<form>-<short|long>.pdf. Laid out by the app's own components and printed by the
 * Chromium the stand-in runs on. The last line is one JSON object.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import react from '@vitejs/plugin-react';
import { chromium, type Page, type Route } from 'playwright-core';
import { build } from 'vite';
import { findChromium } from '../../build/standin/browser-path.ts';
import { callInPage } from '../support/call-in-page.ts';
import type { Forms } from './page/main.tsx';

const ORIGIN = 'https://forms.test';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

const { values } = parseArgs({
  options: {
    set: { type: 'string' },
    out: { type: 'string', default: path.resolve(import.meta.dirname, '../../out/forms') },
  },
});

async function answer(route: Route, folder: string): Promise<void> {
  const url = new URL(route.request().url());
  const file = path.join(folder, url.pathname === '/' ? 'index.html' : url.pathname);
  if (url.origin !== ORIGIN || !file.startsWith(folder)) return route.abort();
  const body = await readFile(file).catch(() => null);
  return body
    ? route.fulfill({ body, contentType: TYPES[path.extname(file)] ?? 'application/octet-stream' })
    : route.fulfill({ status: 404 });
}

/** Builds the page that lays the forms out; gives the folder it is in. */
async function buildPage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: path.join(import.meta.dirname, 'page'),
    base: './',
    publicDir: false,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome140',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 3000,
    },
  });
}

async function writeForms(page: Page, out: string): Promise<readonly string[]> {
  await page.goto(`${ORIGIN}/`);
  await page.waitForFunction(
    () => 'forms' in globalThis && document.querySelector('[data-print-layer]') !== null,
  );
  const names = (await callInPage<Forms, 'names'>(page, 'forms', 'names')).filter(
    (name) => values.set === undefined || name.startsWith(`${values.set}/`),
  );
  for (const name of names) {
    await callInPage<Forms, 'show'>(page, 'forms', 'show', name);
    const file = path.join(out, `${name}.pdf`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true }));
    console.log(path.relative(process.cwd(), file));
  }
  return names;
}

const work = mkdtempSync(path.join(os.tmpdir(), 'quay-mot-cua-forms-'));
try {
  await buildPage(work);
  rmSync(values.set === undefined ? values.out : path.join(values.out, values.set), {
    recursive: true,
    force: true,
  });
  const browser = await chromium.launch({
    executablePath: findChromium(),
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0, // Chromium refuses to sandbox for root
    args: ['--disable-gpu', '--no-first-run', '--host-resolver-rules=MAP * ~NOTFOUND'],
  });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => {
      throw error;
    });
    await page.route('**/*', (route) => answer(route, work));
    const written = await writeForms(page, values.out);
    console.log(JSON.stringify({ written: written.length, out: values.out }));
  } finally {
    await browser.close();
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
