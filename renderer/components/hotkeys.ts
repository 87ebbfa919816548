import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';

/** A key or chord (`F2`, `Ctrl+Enter`, `Alt+1`, `Escape`) and what it does now. */
export interface Hotkey {
  readonly keys: string;
  /** What it does, in the user's language; listed under F1. */
  readonly label: string;
  readonly run: () => void;
  /** Left out of the list of keys, e.g. one of a row of five alike. */
  readonly hidden?: boolean;
  /** Also while a dialog is open. */
  readonly inDialog?: boolean;
}

/** `order` is when its component was first rendered: what contains another comes before it. */
interface Group {
  readonly order: number;
  readonly held: { readonly current: readonly Hotkey[] };
}
interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const groups: Group[] = [];
const watchers = new Set<() => void>();
let listed: readonly Hotkey[] = [];
let dialogs = 0;
let rendered = 0;

function changed(): void {
  listed = groups.flatMap(({ held }) => held.current);
  for (const watcher of watchers) watcher();
}

/**
 * The chord of a key press. Letters and digits come from the key's place: under the Vietnamese layout the digit row
 * types letters and marks.
 */
export function chordOf(event: Pressed): string {
  const place = /^(?:Key|Digit|Numpad)([A-Z0-9])$/u.exec(event.code)?.[1];
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  const key =
    modified && place !== undefined ? place : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return [(event.ctrlKey || event.metaKey) && 'Ctrl', event.altKey && 'Alt', event.shiftKey && 'Shift', key]
    .filter((part) => part !== false)
    .join('+');
}

/** The action of a key press: the innermost wins, so a screen may take over a key of the frame, and a panel one of its screen. */
export function hotkeyFor(chord: string): Hotkey | null {
  for (const group of groups.toReversed()) {
    const found = group.held.current.find(
      (hotkey) => hotkey.keys === chord && (dialogs === 0 || hotkey.inDialog === true),
    );
    if (found) return found;
  }
  return null;
}

function onKeyDown(event: KeyboardEvent): void {
  // An input method is at work: its Enter or Escape belongs to the word being typed.
  if (event.isComposing || event.key === 'Process' || event.defaultPrevented) return;
  const hotkey = hotkeyFor(chordOf(event));
  if (!hotkey) return;
  event.preventDefault();
  if (!event.repeat) hotkey.run();
}

/** Starts listening for keys on a window; gives back how to stop. */
export function listenForHotkeys(target: Window): () => void {
  target.addEventListener('keydown', onKeyDown);
  return () => {
    target.removeEventListener('keydown', onKeyDown);
  };
}

/**
 * Registers keys while the component is shown, from the moment it is: an effect after the paint would miss the key of a
 * clerk who knows what comes. The list may be new on every render.
 */
export function useHotkeys(hotkeys: readonly Hotkey[]): void {
  const held = useRef<readonly Hotkey[]>(hotkeys);
  const [order] = useState(() => (rendered += 1));
  const shown = hotkeys.map((each) => `${each.keys} ${each.label}`).join('\n');
  useLayoutEffect(() => {
    held.current = hotkeys;
  });
  useLayoutEffect(() => {
    // Not simply at the end: of a screen that opens together with its panel, the panel's effects run first.
    const group = { order, held };
    const after = groups.findIndex((each) => each.order > order);
    groups.splice(after === -1 ? groups.length : after, 0, group);
    return () => {
      groups.splice(groups.indexOf(group), 1);
    };
  }, [order]);
  useEffect(changed, [shown]);
  useEffect(() => changed, []);
}

/** Keeps keys from reaching what lies under an open dialog. */
export function useDialogOpen(): void {
  useEffect(() => {
    dialogs += 1;
    return () => {
      dialogs -= 1;
    };
  }, []);
}

/** Every key that works now, frame first; for the list under F1. */
export function useListedHotkeys(): readonly Hotkey[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => listed,
  );
}
