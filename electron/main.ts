import path from 'node:path';
import {
  app,
  dialog,
  ipcMain,
  Menu,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  BrowserWindow,
  type SaveDialogOptions,
} from 'electron';
import type { PushChannel, PushMessage } from '../shared/ipc/contract.ts';
import { appHandlers } from './ipc/app.ts';
import { attachmentHandlers } from './ipc/attachments.ts';
import { diagnosticsHandlers } from './ipc/diagnostics.ts';
import { exportHandlers } from './ipc/exports.ts';
import { journalHandlers } from './ipc/journal.ts';
import { keyHandlers } from './ipc/keys.ts';
import { portalHandlers } from './ipc/portal.ts';
import { printingHandlers } from './ipc/printing.ts';
import { push } from './ipc/push.ts';
import { resultHandlers } from './ipc/results.ts';
import { registerIpc } from './ipc/register.ts';
import { startScanningIn } from './ipc/scanning.ts';
import { APP_ORIGIN, APP_SCHEME, createAppProtocol } from './services/app-protocol.ts';
import { createHaving } from './services/attachments/download.ts';
import { createProgress } from './services/attachments/progress.ts';
import { createSaveAs } from './services/attachments/save-as.ts';
import { openSealedStore } from './services/attachments/sealed-store.ts';
import { createUploader } from './services/attachments/uploader.ts';
import { holdToPins } from './services/certificate-pin.ts';
import { letPageFinish } from './services/closing.ts';
import { readConfiguration, type Configuration } from './services/configuration.ts';
import { watchConnectivity } from './services/connectivity.ts';
import { readDevice } from './services/device.ts';
import { createDiagnostics } from './services/diagnostics.ts';
import { backupHandlers } from './ipc/backup.ts';
import type { Protection } from './services/backup/protection.ts';
import { settleRestore } from './services/backup/restore.ts';
import { createBackupService } from './services/backup/service.ts';
import { createExports } from './services/exports.ts';
import { sealedJournalCodec } from './services/journal/frame.ts';
import { createJournal, type Journal } from './services/journal/journal.ts';
import { readSpace, readSpaceLimits } from './services/journal/space.ts';
import type { KeyStore } from './services/keys/key-state.ts';
import { openKeys } from './services/keys/open-keys.ts';
import { readLockAfter } from './services/keys/lock-after.ts';
import { createSealer } from './services/keys/ring.ts';
import { createShutOut } from './services/keys/shut-out.ts';
import { backupProtection } from './services/keys/sealers.ts';
import { askToReload, sayMisconfigured, sayNotStarted } from './services/messages.ts';
import { settleDataFolder } from './services/paths.ts';
import { createSupportBundle } from './services/support-bundle.ts';
import { registeringKey } from './services/key-registration.ts';
import { createPortalTransport } from './services/portal-transport.ts';
import { createPrinting } from './services/printing.ts';
import { createVault, type Vault } from './services/vault.ts';
import { bringToFront, openWindow } from './services/window.ts';
import { createWire, type Wire } from './services/wire.ts';

const dist = path.resolve(import.meta.dirname, '..');
const dataFolder = settleDataFolder(app);
const diagnostics = createDiagnostics(path.join(dataFolder, 'logs'));
const noteIn = (area: string) => (message: string) => diagnostics.note(area, message);

watchForBugs();
protocol.registerSchemesAsPrivileged([
  {
    scheme: APP_SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
  },
]);
app.enableSandbox();
if (app.requestSingleInstanceLock()) {
  app.on('window-all-closed', () => app.quit());
  app.whenReady().then(start).catch(stop);
} else {
  app.quit(); // the counter already running comes to the front
}

async function start(): Promise<void> {
  const configuration = readConfiguration({ env: process.env, folders: configurationFolders() });
  if (!configuration.ok) {
    sayMisconfigured(configuration.error);
    app.exit(1);
    return;
  }
  Menu.setApplicationMenu(null);
  protocol.handle(APP_SCHEME, createAppProtocol(path.join(dist, 'renderer')));
  holdToPins(session.defaultSession, configuration.value.pins, noteIn('portal'));
  await startServices(configuration.value);
  const window = showWindow();
  watchConnection(window);
  app.on('second-instance', () => bringToFront(window));
}

async function startServices(configuration: Configuration): Promise<void> {
  // Before anything opens the data: a restore cut off is put right.
  const settled = await settleRestore(dataFolder);
  if (settled !== 'none') diagnostics.note('backup', `a restore that was cut off: ${settled}`);
  const vault = createVault({
    file: path.join(dataFolder, 'vault.json'),
    safeStorage,
    platform: process.platform,
    note: noteIn('vault'),
  });
  await vault.open();
  const device = await readDevice(path.join(dataFolder, 'device.json'));
  if (device.copied) {
    diagnostics.note('device', 'the data folder is a copy: it has to take its counter over');
    await vault.change({ device: null, session: null });
  }
  const printing = createPrinting({
    printFolder: configuration.printFolder,
    askWhere: (options) => dialog.showSaveDialog(options),
    note: noteIn('printing'),
  });
  const keys = await openKeys({
    dataFolder,
    safeStorage,
    platform: process.platform,
    note: noteIn('keys'),
  });
  const protection = backupProtection(keys);
  const journal = createJournal({
    folder: path.join(dataFolder, 'journal'),
    codec: sealedJournalCodec(createSealer('journal', keys.ring)),
    withheld: keys.withheld,
    note: noteIn('journal'),
  });
  const shutOut = createShutOut(keys, journal, () => pushToAll('keys:lock-now', { why: 'shut-out' }));
  const wire = createWire(configuration.portalUrl, vault, (url, init) => net.fetch(url, init));
  const portal = shutOut.watch(registeringKey(createPortalTransport(wire), vault, noteIn('portal')));
  const attachments = await startAttachments(wire, keys, configuration.signers);
  const saveBundle = createSupportBundle({
    version: app.getVersion(),
    portalUrl: configuration.portalUrl,
    dataFolder,
    diagnostics,
    journal: () => journal.state(),
    askWhere: (options) => dialog.showSaveDialog(options),
  });
  const spaceLimits = readSpaceLimits(process.env);
  const isLocked = () => keys.withheld() !== null;
  const handlers = {
    ...appHandlers(app.getVersion(), device.id, configuration, () => keys.state().protected),
    ...keyHandlers({
      keys,
      journal,
      lockAfter: readLockAfter(process.env),
      onLocked: shutOut.pageLocked,
      onHand: ({ id }) => vault.change({ session: vault.tokens().sessions?.[id] ?? null }),
      onOpened: attachments.seal,
      onRenewed: attachments.reseal,
    }),
    ...portalHandlers(
      portal,
      vault,
      async (staff, unlockKey) => {
        const signedIn = await keys.signedIn(staff, unlockKey);
        if (signedIn.ok) await attachments.seal();
        return signedIn;
      },
      isLocked,
    ),
    ...printingHandlers(printing),
    ...journalHandlers(journal, () => readSpace(dataFolder, spaceLimits)),
    ...attachments.handlers,
    ...startBackups(journal, vault, protection, attachments.seal),
    ...diagnosticsHandlers(diagnostics, saveBundle),
    ...exportHandlers(
      createExports({
        settings: path.join(dataFolder, 'exports.json'),
        askOpen: (options) => dialog.showOpenDialog(options),
        note: noteIn('exports'),
      }),
    ),
    ...startScanningIn(dataFolder, dialog, noteIn('scanning'), pushToAll),
  };
  registerIpc(ipcMain, handlers, diagnostics.bug, { isLocked, role: () => keys.hand()?.role ?? null });
  for (const event of ['lock-screen', 'suspend'] as const)
    powerMonitor.on(event as 'suspend', () => pushToAll('keys:lock-now', { why: 'system' }));
}

function startBackups(
  journal: Journal,
  vault: Vault,
  protection: Protection,
  onRestored: () => Promise<void>,
) {
  const backup = createBackupService({
    dataFolder,
    version: app.getVersion(),
    journal,
    vault,
    protection,
    onRestored,
    note: noteIn('backup'),
    onProgress: (progress) => pushToAll('backup:progress', progress),
  });
  app.once('will-quit', () => backup.cancel());
  return backupHandlers(backup, dataFolder, protection, (options) => dialog.showOpenDialog(options));
}

async function startAttachments(wire: Wire, keys: KeyStore, signers: string) {
  const note = noteIn('attachments');
  const { store, seal, reseal } = await openSealedStore(path.join(dataFolder, 'attachments'), keys, note);
  const portal = { ...wire, store };
  const uploader = createUploader({
    ...portal,
    onProgress: createProgress((progress) => pushToAll('attachments:progress', progress)),
  });
  app.once('will-quit', () => uploader.stop());
  const askWhere = (options: SaveDialogOptions) => dialog.showSaveDialog(options);
  const have = createHaving(portal);
  const saveAs = createSaveAs({ store, have, askWhere, note });
  const results = resultHandlers({ store, have, signers, note });
  const handlers = { ...attachmentHandlers(store, uploader, saveAs), ...results };
  return { handlers, seal, reseal };
}

function pushToAll<C extends PushChannel>(channel: C, message: PushMessage<C>): void {
  for (const { webContents } of BrowserWindow.getAllWindows()) push(webContents, channel, message);
}

function showWindow(): BrowserWindow {
  return openWindow({
    preload: path.join(dist, 'preload/preload.cjs'),
    url: `${APP_ORIGIN}/`,
    note: diagnostics.note,
    askToReload,
    beforeClose: (page) => letPageFinish(ipcMain, page),
  });
}

function watchConnection(window: BrowserWindow): void {
  const stopWatching = watchConnectivity({
    isOnline: () => net.isOnline(),
    onResume: (listener) => powerMonitor.on('resume', listener),
    changed: (message) => {
      if (!window.isDestroyed()) push(window.webContents, 'connection:changed', message);
    },
  });
  window.once('closed', stopWatching);
}

/** `portal.json` of this user first, then the one the installer's administrator put beside the app. */
function configurationFolders(): readonly string[] {
  return app.isPackaged ? [dataFolder, path.dirname(app.getPath('exe'))] : [dataFolder];
}

/** A bug in main is logged; what runs goes on, because a clerk is in the middle of something. */
function watchForBugs(): void {
  process.on('uncaughtException', (error) => diagnostics.bug('main', error));
  process.on('unhandledRejection', (reason) => diagnostics.bug('main', reason));
}

function stop(error: unknown): void {
  sayNotStarted(diagnostics.bug('start', error));
  app.exit(1);
}
