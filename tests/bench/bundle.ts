import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build, type InlineConfig } from 'vite';

const page = path.join(import.meta.dirname, 'page');
const common = (outDir: string): InlineConfig => ({
  configFile: false,
  root: page,
  base: './',
  publicDir: false,
  logLevel: 'warn',
  worker: { format: 'es' },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'chrome140',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
});

/** Builds the bench's page with the app's own store modules into `outDir`. */
export async function buildPage(outDir: string): Promise<void> {
  await build(common(outDir));
}

/** A script of `page/` as one text to be run in the app's page. */
export async function buildScript(
  name: 'fill-app' | 'work-in-app' | 'version-1',
  outDir: string,
): Promise<string> {
  const config = common(outDir);
  await build({
    ...config,
    build: {
      ...config.build,
      lib: {
        entry: path.join(page, `${name}.ts`),
        formats: ['iife'],
        name: 'script',
        fileName: () => `${name}.js`,
      },
    },
  });
  return readFileSync(path.join(outDir, `${name}.js`), 'utf8');
}
