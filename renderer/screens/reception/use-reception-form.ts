import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useForm } from 'react-hook-form';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { procedureOn, type Catalogue, type Office } from '../../../shared/domain/procedure.ts';
import { dayOf } from '../../../shared/clock.ts';
import { appError, type AppError } from '../../../shared/errors.ts';
import { useNow } from '../../i18n/use-now.ts';
import { useErrorText } from '../../i18n/error-text.ts';
import { now as clock } from '../../session/clock.ts';
import { reportBug } from '../../session/report-bug.ts';
import { services } from '../../session/services.ts';
import { previewReception } from '../../use-cases/preview-reception.ts';
import { receiveDossier } from '../../use-cases/receive-dossier.ts';
import { readCardText } from './card-text.ts';
import { controlOf, moveFocus } from './enter-moves.ts';
import type { OpenDraft } from './open-draft.ts';
import { draftOf, type Reception, type TextKind, type TextPath } from './reception-context.ts';
import { rowsFor, type ReceptionValues } from './reception-values.ts';
import { tidyLine, tidyLines } from './tidy-field.ts';
import { tidyDate } from './typed-date.ts';
import { useChecks } from './use-checks.ts';
import { useDraftWriter } from './use-draft-writer.ts';

interface Parts {
  readonly draft: OpenDraft;
  readonly catalogue: Catalogue;
  readonly office: Office | null;
  readonly root: RefObject<HTMLElement | null>;
  readonly onSaved: (dossier: Dossier) => void;
}

/** The form of one draft: its values, its checks, its writing as a draft and its saving as a dossier. */
export function useReceptionForm({ draft, catalogue, office, root, onSaved }: Parts) {
  const form = useForm<ReceptionValues>({ defaultValues: draft.values, mode: 'onBlur', shouldFocusError: false });
  const { writer, state: draftState } = useDraftWriter(draft);
  const errorText = useErrorText();
  const now = useNow();
  const [failures, setFailures] = useState<readonly AppError[]>([]);
  const [removed, setRemoved] = useState<ReadonlySet<string>>(new Set());

  const preview = useCallback(() => {
    const at = clock();
    return previewReception(draftOf(form.getValues(), catalogue, at), catalogue, office, at);
  }, [form, catalogue, office]);
  const { leave, attempt, problemAt } = useChecks(preview);

  useEffect(() => form.subscribe({ formState: { values: true }, callback: ({ values }) => {
    writer.push(values);
  } }), [form, writer]);

  // A newer catalogue may ask for other documents of the same procedure.
  useEffect(() => {
    const { procedure: code, documents } = form.getValues();
    const procedure = code === '' ? null : procedureOn(catalogue, code, dayOf(clock()));
    const rows = procedure ? rowsFor(procedure, documents) : documents;
    if (JSON.stringify(rows) !== JSON.stringify(documents)) form.setValue('documents', rows);
  }, [form, catalogue]);

  const focusField = useCallback((path: string) => {
    if (root.current) controlOf(root.current, path)?.focus();
  }, [root]);

  const leaveText = useLeaveText(form, catalogue, leave, setRemoved);
  const save = useSave({
    commit: () => {
      // The field being typed in is left first, as if by Enter.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    },
    preview,
    receive: () => {
      const { procedureCode, entry } = draftOf(form.getValues(), catalogue, clock());
      return receiveDossier({ draftId: draft.id, startedAt: draft.startedAt, procedureCode, entry });
    },
    writer,
    onSaved,
    onRefused: (found) => {
      attempt(found);
      // What belongs to no field on the page is said above it.
      setFailures(found.errors.filter(({ field }) => field === undefined || !root.current || !controlOf(root.current, field)));
      const first = firstOnPage(root.current, [...found.errors, ...found.missing]);
      // Errors are drawn before the focus comes, so that they are read out with the field.
      setTimeout(() => first?.focus());
    },
  });

  const reception = useMemo(
    (): Reception => ({
      form,
      catalogue,
      office,
      now,
      errorOf: (path) => {
        const problem = problemAt(path);
        return problem && errorText(problem);
      },
      removedFrom: (path) => removed.has(path),
      leaveText,
      leave,
      focusField,
      focusNext: () => {
        // After the list has closed and given the focus back.
        setTimeout(() => {
          if (root.current) moveFocus(root.current, document.activeElement, 1);
        });
      },
    }),
    [form, catalogue, office, now, problemAt, errorText, removed, leaveText, leave, focusField, root],
  );
  return { reception, failures, draftState, save, flush: writer.flush };
}

function firstOnPage(root: HTMLElement | null, errors: readonly AppError[]): HTMLElement | null {
  const controls = errors.flatMap(({ field }) => (root && field !== undefined ? [controlOf(root, field)] : []));
  return controls.filter((each) => each !== null).reduce<HTMLElement | null>((first, each) => {
    return !first || first.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_PRECEDING ? each : first;
  }, null);
}

type Form = Reception['form'];

/** Puts a field's text right when it is left, and says so when that took out what cannot be seen. */
function useLeaveText(form: Form, catalogue: Catalogue, leave: (path: string) => void, setRemoved: (change: (before: ReadonlySet<string>) => ReadonlySet<string>) => void) {
  return useCallback(
    (path: TextPath, kind: TextKind) => {
      const typed = form.getValues(path);
      const tidied = kind === 'lines' ? tidyLines(typed) : tidyLine(typed);
      const text = kind === 'date' ? tidyDate(typed) : tidied.text;
      if (path === 'applicant.identity.number' && fillFromCard(form, typed, catalogue)) leave('applicant.name');
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
  form.setValue('applicant.name', card.name);
  form.setValue('applicant.birthDate', card.birthDate);
  if (card.address) form.setValue('applicant.address', card.address);
  return true;
}

interface Saving {
  readonly commit: () => void;
  readonly preview: () => { readonly errors: readonly AppError[]; readonly missing: readonly AppError[] };
  readonly receive: () => ReturnType<typeof receiveDossier>;
  readonly writer: ReturnType<typeof useDraftWriter>['writer'];
  readonly onSaved: (dossier: Dossier) => void;
  readonly onRefused: (found: { readonly errors: readonly AppError[]; readonly missing: readonly AppError[] }) => void;
}

/** Saves once, however often the key is pressed. */
function useSave(saving: Saving): () => void {
  const latest = useRef(saving);
  useEffect(() => {
    latest.current = saving;
  });
  const busy = useRef(false);
  return useCallback(() => {
    if (busy.current) return;
    busy.current = true;
    void saveOnce(latest.current).then((again) => {
      busy.current = !again;
    });
  }, []);
}

/** Gives whether saving may be tried again. */
async function saveOnce({ commit, preview, receive, writer, onSaved, onRefused }: Saving): Promise<boolean> {
  commit();
  const found = preview();
  if (found.errors.length + found.missing.length > 0) {
    onRefused(found);
    return true;
  }
  // The draft ends with the save: a write of it on the way must not bring it back.
  await writer.pause();
  const saved = await receive().catch((bug: unknown) => {
    const error = reportBug(services().desktop, 'receive-dossier', bug);
    return { ok: false, error: [error] } as const;
  });
  if (saved.ok) {
    writer.close();
    onSaved(saved.value);
    return false;
  }
  writer.resume();
  onRefused({ errors: saved.error.length > 0 ? saved.error : [appError('unexpected')], missing: [] });
  return true;
}
