import { registerHooks } from 'node:module';

const standin = new URL('./electron.ts', import.meta.url).href;
const names = new Set(['electron', 'electron/main', 'electron/common']);

/** From here on `electron` is the stand-in, for every module of this process. */
registerHooks({
  resolve: (specifier, context, next) =>
    names.has(specifier)
      ? { url: standin, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});
