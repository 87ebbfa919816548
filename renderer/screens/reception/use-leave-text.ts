import { useCallback } from 'react';
import type { Reception, TextKind, TextPath } from './reception-context.ts';
import { tidyLine, tidyLines } from './tidy-field.ts';
import { tidyDate } from './typed-date.ts';

type Form = Reception['form'];

/** Puts a field's text right when it is left, and says so when that took out what cannot be seen. */
export function useLeaveText(
  form: Form,
  /** Takes a card's text; whether it was one, taken or refused. */
  takeCardText: (typed: string) => 'filled' | 'refused' | null,
  leave: (path: string) => void,
  setRemoved: (change: (before: ReadonlySet<string>) => ReadonlySet<string>) => void,
) {
  return useCallback(
    (path: TextPath, kind: TextKind) => {
      const typed = form.getValues(path);
      const tidied = kind === 'lines' ? tidyLines(typed) : tidyLine(typed);
      const text = kind === 'date' ? tidyDate(typed) : tidied.text;
      const card = path === 'applicant.identity.number' ? takeCardText(typed) : null;
      if (card === 'filled') leave('applicant.name');
      else if (text !== typed) form.setValue(path, text);
      setRemoved((before) => {
        if (before.has(path) === tidied.removed || (before.has(path) && text === typed)) return before;
        const after = new Set(before);
        if (tidied.removed) after.add(path);
        else after.delete(path);
        return after;
      });
      leave(path);
    },
    [form, takeCardText, leave, setRemoved],
  );
}
