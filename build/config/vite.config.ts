import react from '@vitejs/plugin-react';
import { builtinModules } from 'node:module';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

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

/**
 * What pdf.js asks for by name: standard fonts, and the JPEG 2000 decoder that needs no WebAssembly (the content policy
 * allows it to one worker only, and this is another). Their licences go with them.
 */
function pdfHelpers(): Plugin {
  const from = path.join(root, 'node_modules/pdfjs-dist');
  const files = [
    ...readdirSync(path.join(from, 'standard_fonts')).map((name) => path.join('standard_fonts', name)),
    'wasm/openjpeg_nowasm_fallback.js',
    'wasm/LICENSE_OPENJPEG',
    'wasm/LICENSE_PDFJS_OPENJPEG',
  ];
  return {
    name: 'pdf-helpers',
    generateBundle() {
      for (const file of files)
        this.emitFile({
          type: 'asset',
          fileName: `pdf/${path.basename(file)}`,
          source: readFileSync(path.join(from, file)),
        });
    },
  };
}

export default defineConfig(({ mode }): UserConfig => {
  if (mode === 'main') return nodeTarget('electron/main.ts', 'dist/electron', 'es', 'main.js');
  if (mode === 'preload') return nodeTarget('electron/preload.ts', 'dist/preload', 'cjs', 'preload.cjs');
  return {
    root: path.join(root, 'renderer'),
    base: './',
    plugins: [react(), pdfHelpers()],
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
