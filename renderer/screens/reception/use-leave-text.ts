import { useCallback } from 'react';
import type { Catalogue } from '../../../shared/domain/procedure.ts';
import { readCardText } from './card-text.ts';
import type { Reception, TextKind, TextPath } from './reception-context.ts';
import { tidyLine, tidyLines } from './tidy-field.ts';
import { tidyDate } from './typed-date.ts';

type Form = Reception['form'];

/** Puts a field's text right when it is left, and says so when that took out what cannot be seen. */
export function useLeaveText(
  form: Form,
  catalogue: Catalogue,
  leave: (path: string) => void,
  setRemoved: (change: (before: ReadonlySet<string>) => ReadonlySet<string>) => void,
) {
  return useCallback(
    (path: TextPath, kind: TextKind) => {
      const typed = form.getValues(path);
      const tidied = kind === 'lines' ? tidyLines(typed) : tidyLine(typed);
      const text = kind === 'date' ? tidyDate(typed) : tidied.text;
      if (path === 'applicant.identity.number' && fillFromCard(form, typed, catalogue))
        leave('applicant.name');
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
    [form, catalogue, leave, setRemoved],
  );
}

function fillFromCard(form: Form, typed: string, catalogue: Catalogue): boolean {
  const card = readCardText(typed, catalogue.wards);
  if (!card) return false;
  form.setValue('applicant.identity', { kind: 'citizen-id', number: card.number });
  form.setValue('scanned', { number: card.number, sex: card.sex });
  form.setValue('applicant.name', card.name);
  form.setValue('applicant.birthDate', card.birthDate);
  if (card.address) form.setValue('applicant.address', card.address);
  return true;
}
