import type * as Electron from 'electron';
import { EventEmitter } from 'node:events';
import { onlyEvents, strict } from './strict.ts';

interface PowerEvents {
  suspend: [];
  resume: [];
  'on-ac': [];
  'on-battery': [];
  shutdown: [event: Electron.Event];
  'lock-screen': [];
  'unlock-screen': [];
  'user-did-become-active': [];
  'user-did-resign-active': [];
}
// prettier-ignore
const known = [
  'suspend', 'resume', 'on-ac', 'on-battery', 'shutdown', 'lock-screen', 'unlock-screen', 'user-did-become-active',
  'user-did-resign-active',
] as const satisfies readonly (keyof PowerEvents)[];

const emitter = new EventEmitter<PowerEvents>();
onlyEvents('powerMonitor', emitter, known);

/** Electron's `powerMonitor`: fires only what a test emits on it. */
export const powerMonitor = strict('powerMonitor', emitter);
