import { beforeEach, describe, expect, it } from 'vitest';
import { registerIpc, type IpcHandlers } from '../../electron/ipc/register.ts';
import { may, ROLES } from '../../shared/domain/rights.ts';
import { IPC_CHANNELS } from '../../shared/ipc/channels.ts';
import { IPC } from '../../shared/ipc/contract.ts';

type Invoke = (event: unknown, request: unknown) => Promise<unknown>;
const page = { origin: 'app://counter', parent: null };
const printJob = { jobName: 'G22-1', paper: 'A4' };
const secret = 'Nguyễn Văn Kín';
let channels: Map<string, Invoke>;
let reported: string[];
let calls: string[];

const handlers: IpcHandlers = {
  'app:about': () => ({ version: 1 }) as never,
  'keys:state': () => ({ keys: 'locked', protected: true, clerks: [], here: null, lockAfter: 600 }),
  'keys:unlock': async () => ({ ok: false, error: { code: 'pin-wrong' } }),
  'keys:lock': () => ({}),
  'keys:set-pin': async () => ({ ok: false, error: { code: 'pin-weak' } }),
  'keys:remove-clerk': async () => ({ ok: false, error: { code: 'supervisor-only' } }),
  'keys:renew': async () => ({ ok: false, error: { code: 'supervisor-only' } }),
  'keys:renewed': async () => ({ ok: true, value: {} }),
  'keys:open': () => ({ ok: false, error: { code: 'keys-lost' } }),
  'portal:call': () => {
    throw new Error(`a bug about ${secret}`);
  },
  'portal:enrol': async () => ({ ok: false, error: { code: 'unexpected' } }),
  'portal:sign-in': async () => ({ ok: false, error: { code: 'credentials-wrong' } }),
  'portal:sign-out': async () => ({}),
  'printing:print': ({ jobName }) => {
    calls.push(jobName);
    return { ok: true, value: { where: 'printer' } };
  },
  'printing:save-pdf': async () => ({ ok: false, error: { code: 'print-cancelled' } }),
  'journal:append': async () => ({ ok: true, value: {} }),
  'journal:erase': async () => ({ ok: true, value: { changed: 0 } }),
  'journal:state': async () => ({ ok: false, error: { code: 'store-failed' } }),
  'journal:read': async () => ({ ok: true, value: { entries: [], damaged: 0, next: null } }),
  'journal:space': async () => ({ free: 1, level: 'full' }),
  'backup:state': () => ({
    setUp: false,
    folder: null,
    nightlyAt: null,
    last: null,
    lastGood: null,
    due: false,
  }),
  'backup:set-up': async () => ({ ok: false, error: { code: 'backup-passphrase-short' } }),
  'backup:choose-folder': () => handlers['backup:state']({}, undefined as never),
  'backup:set-nightly': () => handlers['backup:state']({}, undefined as never),
  'backup:create': async () => ({ ok: false, error: { code: 'backup-not-set-up' } }),
  'backup:cancel': () => ({}),
  'backup:choose-file': () => ({ file: null }),
  'backup:restore': async () => ({ ok: false, error: { code: 'backup-foreign' } }),
  'backup:drafts': () => ({ drafts: [] }),
  'backup:drafts-taken': () => ({}),
  'attachments:begin': async () => ({ ok: false, error: { code: 'attachment-too-large' } }),
  'attachments:write': async ({ bytes }) => {
    calls.push(`${String(bytes.byteLength)} bytes`);
    return { ok: true, value: {} };
  },
  'attachments:finish': async () => ({ ok: false, error: { code: 'attachment-type-refused' } }),
  'attachments:cancel': async () => ({}),
  'attachments:remove': () => ({}),
  'attachments:look': async () => ({ wrong: [] }),
  'attachments:save-as': async ({ name }) => ({ ok: true, value: { where: name } }),
  'attachments:upload': async ({ sha256 }) => {
    calls.push(sha256);
    return { ok: true, value: {} };
  },
  'attachments:stop': () => ({}),
  'exports:folder': () => ({ folder: null }),
  'exports:choose-folder': () => ({ folder: null }),
  'scanning:folder': () => ({ folder: null }),
  'scanning:choose-folder': () => ({ folder: null }),
  'scanning:list': async () => ({ ok: false, error: { code: 'scan-folder-none' } }),
  'scanning:read': async () => ({ ok: false, error: { code: 'scan-folder-missing' } }),
  'scanning:scan': async () => ({ ok: false, error: { code: 'scanner-none' } }),
  'scanning:cancel': () => ({}),
  'scanning:scanner': () => ({ scanner: null }),
  'scanning:use-scanner': async () => ({ ok: false, error: { code: 'scanner-outside' } }),
  'scanning:find-scanners': () => ({ found: [] }),
  'scanning:put-aside': async () => ({}),
  'exports:part': ({ bytes }) => {
    calls.push(`${String(bytes.byteLength)} bytes`);
    return { ok: true, value: {} };
  },
  'exports:save': ({ name }) => {
    calls.push(name);
    return { ok: true, value: { where: name, sha256: 'a'.repeat(64), size: 1 } };
  },
  'exports:save-pdf': ({ name }) => ({
    ok: true,
    value: { where: name, sha256: 'a'.repeat(64), size: 1 },
  }),
  'results:check': async () => ({ ok: false, error: { code: 'attachment-missing' } }),
  'results:open': async () => ({ ok: false, error: { code: 'attachment-missing' } }),
  'diagnostics:report': () => ({}),
  'diagnostics:save-bundle': async () => ({ ok: true, value: { where: null } }),
};

beforeEach(() => {
  channels = new Map();
  reported = [];
  calls = [];
  const ipcMain = { handle: (channel: string, listener: Invoke) => void channels.set(channel, listener) };
  registerIpc(ipcMain as never, handlers, (where, error) => {
    reported.push(`${where}: ${String(error)}`);
    return `REF${reported.length}`;
  });
});

function invoke(channel: string, request: unknown, senderFrame: unknown = page): Promise<unknown> {
  const listener = channels.get(channel);
  if (!listener) throw new Error(`no handler for ${channel}`);
  return listener({ senderFrame, sender: {} }, request);
}

describe('messages from the page', () => {
  it.each(ROLES)(
    'that take papers in reach their handler from who works on dossiers alone: %s',
    async (role) => {
      const listeners = new Map<string, Invoke>();
      const ipcMain = {
        handle: (channel: string, listener: Invoke) => void listeners.set(channel, listener),
      };
      const standing = { isLocked: () => false, role: () => role };
      registerIpc(ipcMain as never, handlers, () => 'REF', standing);
      const asked = listeners.get('attachments:begin')?.({ senderFrame: page, sender: {} }, { size: 1 });
      if (may(role, 'work')) await expect(asked).resolves.toMatchObject({ ok: false });
      else await expect(asked).rejects.toThrow('ipc:forbidden attachments:begin');
    },
  );

  it('are exactly the contract’s, here and in the preload', () => {
    expect([...channels.keys()].sort()).toEqual(Object.keys(IPC).sort());
    expect(Object.keys(IPC_CHANNELS).sort()).toEqual(Object.keys(IPC).sort());
  });

  it('reach their handler and bring its answer back', async () => {
    expect(await invoke('printing:print', printJob)).toEqual({ ok: true, value: { where: 'printer' } });
    expect(calls).toEqual(['G22-1']);
  });

  it.each([
    ['no frame', null],
    ['a frame inside the page', { origin: 'app://counter', parent: page }],
    ['another origin', { origin: 'https://portal.example', parent: null }],
    ['another host of the scheme', { origin: 'app://other', parent: null }],
    ['a look-alike', { origin: 'app://counter.evil', parent: null }],
    ['an opaque origin', { origin: 'null', parent: null }],
    ['a frame that is gone', { get origin(): string { throw new Error('disposed'); }, parent: null }], // prettier-ignore
  ])('from %s are refused before anything is looked at', async (_name, frame) => {
    await expect(invoke('printing:print', printJob, frame)).rejects.toThrow('ipc:untrusted-sender');
    expect(calls).toEqual([]);
    expect(reported).toHaveLength(1);
  });

  it.each([
    undefined,
    null,
    'text',
    {},
    { ...printJob, more: 1 },
    { ...printJob, paper: 'A3' },
    { ...printJob, jobName: '../../etc/passwd' },
    { ...printJob, jobName: 'a\\b' },
    { ...printJob, jobName: 'x'.repeat(81) },
  ])('that break the contract are refused: %j', async (request) => {
    await expect(invoke('printing:print', request)).rejects.toThrow(
      'ipc:request-invalid printing:print REF1',
    );
    expect(calls).toEqual([]);
  });

  it.each([
    '../../../etc/passwd',
    '..',
    'A'.repeat(64),
    `${'a'.repeat(63)}/`,
    `../${'a'.repeat(61)}`,
    'a'.repeat(65),
    '',
  ])('that name a file by anything but a hash are refused: %j', async (sha256) => {
    for (const [channel, request] of [
      ['attachments:upload', { sha256 }],
      ['attachments:save-as', { sha256, name: 'don.pdf' }],
      ['attachments:look', { files: [{ sha256, size: 1 }] }],
    ] as const)
      await expect(invoke(channel, request)).rejects.toThrow('ipc:request-invalid');
    expect(calls).toEqual([]);
  });

  it('bring parts of a file of up to 256 KB, as bytes and nothing else', async () => {
    const id = '0191a5a0-0000-7000-8000-000000000001';
    const write = (bytes: unknown) => invoke('attachments:write', { id, bytes });
    await write(new Uint8Array(256 * 1024));
    expect(calls).toEqual(['262144 bytes']);
    for (const bytes of [new Uint8Array(256 * 1024 + 1), new Uint8Array(0), 'text', [1, 2], null])
      await expect(write(bytes)).rejects.toThrow('ipc:request-invalid');
  });

  it('whose handler has a bug get a reference, and nothing of main’s insides', async () => {
    const failure: unknown = await invoke('portal:call', { operation: 'health', input: {} }).catch(
      (error: unknown) => error,
    );
    expect(String(failure)).toBe('IpcRejection: ipc:handler-failed portal:call REF1');
    expect((failure as Error).stack).toBe('');
    expect(reported[0]).toContain('a bug about');
  });

  it('get no answer that breaks the contract', async () => {
    await expect(invoke('app:about', {})).rejects.toThrow('ipc:reply-invalid');
  });

  it('leave no values in the log when they are refused', async () => {
    await expect(invoke('printing:print', { jobName: secret, paper: secret })).rejects.toThrow();
    expect(reported.join()).not.toContain(secret);
    expect(reported.join()).toContain('paper');
  });
});
