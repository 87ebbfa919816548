import { useCallback, type KeyboardEvent, type RefObject } from 'react';
import { insertLineBreak, moveFocus } from './enter-moves.ts';

/**
 * Enter goes to the next field and Shift+Enter back; neither ever submits. Buttons keep their Enter, an open list its
 * Enter and Escape, an input method all of its keys. Handled before any widget sees the key.
 */
export function useFormKeys(
  root: RefObject<HTMLElement | null>,
  save: () => void,
): (event: KeyboardEvent) => void {
  return useCallback(
    (event) => {
      const { target, nativeEvent } = event;
      // 229: an input method is at work; the key belongs to the word being typed. Some report it in no other way.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      if (nativeEvent.isComposing || nativeEvent.keyCode === 229 || !(target instanceof HTMLElement)) return;
      const listOpen = target.getAttribute('aria-expanded') === 'true';
      // Escape closes the list and no more: marked as used, so that it does not also leave the screen.
      if (event.key === 'Escape' && listOpen) event.preventDefault();
      if (event.key !== 'Enter' || event.metaKey) return;
      const take = (act: () => void) => {
        event.preventDefault();
        event.stopPropagation();
        if (!event.repeat) act();
      };
      if (event.ctrlKey) {
        take(save);
        return;
      }
      if (event.altKey) {
        if (target instanceof HTMLTextAreaElement)
          take(() => {
            insertLineBreak(target);
          });
        return;
      }
      const button = target instanceof HTMLButtonElement;
      const choosing = listOpen && target.hasAttribute('aria-activedescendant');
      const own = target.closest('[data-enter-own]') !== null;
      if (!event.shiftKey && (button || choosing || own)) return;
      take(() => {
        if (root.current) moveFocus(root.current, target, event.shiftKey ? -1 : 1);
      });
    },
    [root, save],
  );
}
