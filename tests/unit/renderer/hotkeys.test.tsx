import { act, useLayoutEffect, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  chordOf,
  listenForHotkeys,
  useDialogOpen,
  useHotkeys,
  useListedHotkeys,
  type Hotkey,
} from '../../../renderer/components/hotkeys.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

let root: Root;
let stop: () => void;

beforeEach(() => {
  root = createRoot(document.createElement('div'));
  stop = listenForHotkeys(window);
});
afterEach(() => {
  act(() => root.unmount());
  stop();
});

function Keys({ hotkeys }: { readonly hotkeys: readonly Hotkey[] }) {
  useHotkeys(hotkeys);
  return null;
}

function OpenDialog() {
  useDialogOpen();
  return null;
}

function press(init: KeyboardEventInit): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { cancelable: true, bubbles: true, ...init });
  window.dispatchEvent(event);
  return event;
}

describe('chordOf', () => {
  const plain = { code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  test.each([
    [{ ...plain, key: 'F2', code: 'F2' }, 'F2'],
    [{ ...plain, key: 'k', code: 'KeyK', ctrlKey: true }, 'Ctrl+K'],
    [{ ...plain, key: 'F5', code: 'F5', shiftKey: true }, 'Shift+F5'],
    // The Vietnamese layout's digit row types letters: the key's place counts.
    [{ ...plain, key: 'ă', code: 'Digit1', altKey: true }, 'Alt+1'],
  ])('%o is %s', (event, chord) => {
    expect(chordOf(event)).toBe(chord);
  });
});

/** A screen with a panel in it that opens with the screen. */
function Screen({ leave, close }: { readonly leave: () => void; readonly close: () => void }) {
  useHotkeys([{ keys: 'Escape', label: 'leave', run: leave }]);
  return <Keys hotkeys={[{ keys: 'Escape', label: 'close', run: close }]} />;
}

describe('useHotkeys', () => {
  test('a panel that opens together with its screen has its keys before the screen', () => {
    const [leave, close] = [vi.fn(), vi.fn()];
    act(() => root.render(<Screen leave={leave} close={close} />));
    press({ key: 'Escape' });
    expect([leave, close].map((run) => run.mock.calls.length)).toEqual([0, 1]);
  });

  test('runs once however long the key is held, and keeps the browser from acting', () => {
    const run = vi.fn();
    act(() => root.render(<Keys hotkeys={[{ keys: 'F3', label: 'find', run }]} />));
    expect(press({ key: 'F3' }).defaultPrevented).toBe(true);
    expect(press({ key: 'F3', repeat: true }).defaultPrevented).toBe(true);
    expect(run).toHaveBeenCalledTimes(1);
  });

  test('leaves a key to the input method while a word is being composed', () => {
    const run = vi.fn();
    act(() => root.render(<Keys hotkeys={[{ keys: 'Escape', label: 'leave', run }]} />));
    press({ key: 'Escape', isComposing: true });
    press({ key: 'Process', code: 'Escape' });
    expect(run).not.toHaveBeenCalled();
    press({ key: 'Escape' });
    expect(run).toHaveBeenCalledTimes(1);
  });

  test('the one shown last wins, and gives the key back when it goes', () => {
    const [below, above] = [vi.fn(), vi.fn()];
    const under = <Keys hotkeys={[{ keys: 'Escape', label: 'below', run: below }]} />;
    act(() =>
      root.render(
        <>
          {under}
          <Keys hotkeys={[{ keys: 'Escape', label: 'above', run: above }]} />
        </>,
      ),
    );
    press({ key: 'Escape' });
    act(() => root.render(<>{under}</>));
    press({ key: 'Escape' });
    expect([below.mock.calls.length, above.mock.calls.length]).toEqual([1, 1]);
  });

  test('an open dialog stops keys but those meant for it', () => {
    const [screen, dialog] = [vi.fn(), vi.fn()];
    const keys = (
      <Keys
        hotkeys={[
          { keys: 'F2', label: 'screen', run: screen },
          { keys: 'F9', label: 'dialog', run: dialog, inDialog: true },
        ]}
      />
    );
    act(() =>
      root.render(
        <>
          {keys}
          <OpenDialog />
        </>,
      ),
    );
    press({ key: 'F2' });
    press({ key: 'F9' });
    expect([screen.mock.calls.length, dialog.mock.calls.length]).toEqual([0, 1]);
    act(() => root.render(<>{keys}</>));
    press({ key: 'F2' });
    expect(screen).toHaveBeenCalledTimes(1);
  });

  test('lists the keys that work now', () => {
    let labels: readonly string[] = [];
    function List() {
      labels = useListedHotkeys().map(({ label }) => label);
      return null;
    }
    const run = () => undefined;
    act(() =>
      root.render(
        <>
          <List />
          <Keys hotkeys={[{ keys: 'F2', label: 'receive', run }]} />
        </>,
      ),
    );
    expect(labels).toEqual(['receive']);
    act(() =>
      root.render(
        <>
          <List />
        </>,
      ),
    );
    expect(labels).toEqual([]);
  });
});

test('a key works as soon as its screen is shown, before anything that waits for the paint', () => {
  const run = vi.fn();
  function PressedAtOnce({ children }: { readonly children: ReactNode }) {
    useLayoutEffect(() => void press({ key: 'Escape', code: 'Escape' }), []);
    return children;
  }
  act(() => {
    root.render(
      <PressedAtOnce>
        <Keys hotkeys={[{ keys: 'Escape', label: 'Quay lại', run }]} />
      </PressedAtOnce>,
    );
  });
  expect(run).toHaveBeenCalledOnce();
});
