import type * as Electron from 'electron';
import { EventEmitter } from 'node:events';
import { onlyEvents, strict, unsupported } from './strict.ts';

/** Electron's `Menu`: the app may remove its menu; it can't show one. */
export const Menu = strict('Menu', {
  setApplicationMenu(menu: Electron.Menu | null): void {
    if (menu !== null) throw unsupported('an application menu');
  },
  getApplicationMenu: (): Electron.Menu | null => null,
} satisfies Pick<typeof Electron.Menu, 'setApplicationMenu' | 'getApplicationMenu'>);

/** Electron's `shell`: opens nothing; says what it was asked. A test replaces a member to see the calls. */
export const shell = strict('shell', {
  async openExternal(url) {
    console.warn(`stand-in: not opened in a browser: ${url}`);
  },
  async openPath(path) {
    console.warn(`stand-in: not opened: ${path}`);
    return 'stand-in: shell.openPath opens nothing';
  },
  showItemInFolder(path) {
    console.warn(`stand-in: not shown in its folder: ${path}`);
  },
} satisfies Pick<Electron.Shell, 'openExternal' | 'openPath' | 'showItemInFolder'>);

class StandinNativeTheme
  extends EventEmitter<{ updated: [] }>
  implements
    Pick<
      Electron.NativeTheme,
      'shouldUseDarkColors' | 'shouldUseHighContrastColors' | 'shouldUseInvertedColorScheme' | 'themeSource'
    >
{
  readonly shouldUseHighContrastColors = false;
  readonly shouldUseInvertedColorScheme = false;
  themeSource: Electron.NativeTheme['themeSource'] = 'system';
  get shouldUseDarkColors(): boolean {
    return this.themeSource === 'dark';
  }
}
const theme = new StandinNativeTheme();
onlyEvents('nativeTheme', theme, ['updated']);

/** Electron's `nativeTheme`: light unless the app asks for dark; the system's own is not read. */
export const nativeTheme = strict('nativeTheme', theme);
