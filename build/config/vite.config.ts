import react from '@vitejs/plugin-react';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { defineConfig, type UserConfig } from 'vite';

// One file, three targets: vite build --mode main | preload | renderer
const root = path.resolve(import.meta.dirname, '../..');
const external = ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

function nodeTarget(entry: string, outDir: string, format: 'es' | 'cjs', fileName: string): UserConfig {
  return {
    root,
    publicDir: false,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: path.join(root, entry),
      outDir: path.join(root, outDir),
      emptyOutDir: true,
      target: 'node22',
      minify: false,
      rolldownOptions: { external, output: { format, entryFileNames: fileName, codeSplitting: false } },
    },
  };
}

export default defineConfig(({ mode }): UserConfig => {
  if (mode === 'main') return nodeTarget('electron/main.ts', 'dist/electron', 'es', 'main.js');
  if (mode === 'preload') return nodeTarget('electron/preload.ts', 'dist/preload', 'cjs', 'preload.cjs');
  return {
    root: path.join(root, 'renderer'),
    base: './',
    plugins: [react()],
    resolve: {
      alias: { '../zip/zipToArrayBuffer.js': path.join(root, 'renderer/print/report/zip-in-place.ts') },
    },
    worker: { format: 'es' },
    build: {
      outDir: path.join(root, 'dist/renderer'),
      emptyOutDir: true,
      target: 'chrome140',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2000,
    },
  };
});
