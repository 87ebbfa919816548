import type * as Electron from 'electron';
import { strict } from './strict.ts';
import type { StandinBrowserWindow } from './browser-window.ts';

/** Dialogs take an optional parent window first; the options are the last argument. */
function optionsOf<T extends object>(args: readonly [StandinBrowserWindow, T] | readonly [T]): T {
  return args.length === 2 ? args[1] : args[0];
}

function say(kind: string, answer: string): void {
  console.warn(`stand-in: no native ${kind} can be shown; answered '${answer}'.`);
}

function dismiss(options: Electron.MessageBoxOptions): number {
  const byLabel = (options.buttons ?? []).findIndex((label) => /^(cancel|no)$/i.test(label));
  return options.cancelId ?? Math.max(0, byLabel);
}

type With<T extends object> = [window: StandinBrowserWindow, options: T] | [options: T];

/**
 * Electron's `dialog` with nobody to answer: files are cancelled, message boxes dismissed.
 * A test replaces a member, as it would on Electron: `dialog.showSaveDialog = async () => (…)`.
 */
export const dialog = strict('dialog', {
  async showSaveDialog(...args: With<Electron.SaveDialogOptions>): Promise<Electron.SaveDialogReturnValue> {
    optionsOf(args);
    say('save dialog', 'cancelled');
    return { canceled: true, filePath: '' };
  },
  async showOpenDialog(...args: With<Electron.OpenDialogOptions>): Promise<Electron.OpenDialogReturnValue> {
    optionsOf(args);
    say('open dialog', 'cancelled');
    return { canceled: true, filePaths: [] };
  },
  async showMessageBox(...args: With<Electron.MessageBoxOptions>): Promise<Electron.MessageBoxReturnValue> {
    const options = optionsOf(args);
    const response = dismiss(options);
    say(`message box "${options.message}"`, options.buttons?.[response] ?? String(response));
    return { response, checkboxChecked: options.checkboxChecked ?? false };
  },
  showErrorBox(title, content) {
    console.error(`${title}\n${content}`);
  },
} satisfies {
  // Electron's overloads with its own options and results; only the window is ours.
  showSaveDialog(...args: With<Electron.SaveDialogOptions>): ReturnType<Electron.Dialog['showSaveDialog']>;
  showOpenDialog(...args: With<Electron.OpenDialogOptions>): ReturnType<Electron.Dialog['showOpenDialog']>;
  showMessageBox(...args: With<Electron.MessageBoxOptions>): ReturnType<Electron.Dialog['showMessageBox']>;
  showErrorBox: Electron.Dialog['showErrorBox'];
});
