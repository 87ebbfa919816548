import type { IpcChannel, PushChannel } from './contract.ts';

// Plain lists, so that the preload script knows the names without carrying the schemas. The compiler keeps both
// complete: a name missing here, or unknown to the contract, is a type error.

/** Every channel the renderer may call main on. */
export const IPC_CHANNELS = {
  'app:about': true,
  'keys:state': true,
  'keys:open': true,
  'keys:renew': true,
  'keys:renewed': true,
  'keys:unlock': true,
  'keys:lock': true,
  'keys:set-pin': true,
  'keys:remove-clerk': true,
  'portal:call': true,
  'portal:enrol': true,
  'portal:sign-in': true,
  'portal:sign-out': true,
  'printing:print': true,
  'printing:save-pdf': true,
  'journal:append': true,
  'journal:erase': true,
  'journal:state': true,
  'journal:read': true,
  'journal:space': true,
  'backup:state': true,
  'backup:set-up': true,
  'backup:choose-folder': true,
  'backup:set-nightly': true,
  'backup:create': true,
  'backup:cancel': true,
  'backup:choose-file': true,
  'backup:restore': true,
  'backup:drafts': true,
  'backup:drafts-taken': true,
  'attachments:begin': true,
  'attachments:write': true,
  'attachments:finish': true,
  'attachments:cancel': true,
  'attachments:look': true,
  'attachments:remove': true,
  'attachments:save-as': true,
  'attachments:upload': true,
  'attachments:stop': true,
  'results:check': true,
  'results:open': true,
  'scanning:folder': true,
  'scanning:choose-folder': true,
  'scanning:list': true,
  'scanning:read': true,
  'scanning:scan': true,
  'scanning:cancel': true,
  'scanning:scanner': true,
  'scanning:use-scanner': true,
  'scanning:find-scanners': true,
  'scanning:put-aside': true,
  'exports:folder': true,
  'exports:choose-folder': true,
  'exports:part': true,
  'exports:save': true,
  'exports:save-pdf': true,
  'diagnostics:report': true,
  'diagnostics:save-bundle': true,
} as const satisfies Record<IpcChannel, true>;

/** Every channel main may push on. */
export const PUSH_CHANNELS = {
  'connection:changed': true,
  'backup:progress': true,
  'scanning:progress': true,
  'attachments:progress': true,
  'keys:lock-now': true,
  'app:closing': true,
} as const satisfies Record<PushChannel, true>;

/** The preload's own answer once every `app:closing` listener is done. Not reachable through `window.desktop`. */
export const CLOSING_DONE = 'internal:closing-done';
