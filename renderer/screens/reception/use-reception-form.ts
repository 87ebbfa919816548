import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { procedureOn, type Catalogue, type Office } from '../../../shared/domain/procedure.ts';
import { dayOf } from '../../../shared/clock.ts';
import type { AppError } from '../../../shared/errors.ts';
import { useNow } from '../../i18n/use-now.ts';
import { useErrorText } from '../../i18n/error-text.ts';
import { now as clock } from '../../session/clock.ts';
import { guideCitizen } from '../../use-cases/guide-citizen.ts';
import { receiveDossier } from '../../use-cases/receive-dossier.ts';
import { controlOf, focusOn, moveFocus } from './enter-moves.ts';
import type { OpenDraft } from './open-draft.ts';
import { draftOf, guideOf, previewOf, type Mode, type Reception } from './reception-context.ts';
import { rowsFor } from './document-rows.ts';
import type { ReceptionValues } from './reception-values.ts';
import { takeCard, type CardNote } from './take-card.ts';
import { useChecks } from './use-checks.ts';
import { useDraftWriter } from './use-draft-writer.ts';
import { useLeaveText } from './use-leave-text.ts';
import { useSave } from './use-save.ts';

interface Parts {
  readonly draft: OpenDraft;
  readonly catalogue: Catalogue;
  readonly office: Office | null;
  readonly root: RefObject<HTMLElement | null>;
  readonly onSaved: (dossier: Dossier) => void;
}

/** The form of one draft: its values, its checks, its writing as a draft and its saving as a dossier. */
export function useReceptionForm({ draft, catalogue, office, root, onSaved }: Parts) {
  const form = useForm<ReceptionValues>({
    defaultValues: draft.values,
    mode: 'onBlur',
    shouldFocusError: false,
  });
  const { writer, state: draftState } = useDraftWriter(draft);
  const errorText = useErrorText();
  const now = useNow();
  const mode: Mode = useWatch({ control: form.control, name: 'guide.on' }) ? 'guide' : 'receive';
  const wanted = useRef<string | null>(null);
  const [failures, setFailures] = useState<readonly AppError[]>([]);
  const [removed, setRemoved] = useState<ReadonlySet<string>>(new Set());

  const preview = useCallback(() => {
    return previewOf(form.getValues(), catalogue, office, clock());
  }, [form, catalogue, office]);
  const { leave, attempt, problemAt } = useChecks(preview);

  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) => {
          writer.push(values);
        },
      }),
    [form, writer],
  );

  // A newer catalogue may ask for other documents of the same procedure.
  useEffect(() => {
    const { procedure: code, documents } = form.getValues();
    const procedure = code === '' ? null : procedureOn(catalogue, code, dayOf(clock()));
    const rows = procedure ? rowsFor(procedure, documents) : documents;
    if (JSON.stringify(rows) !== JSON.stringify(documents)) form.setValue('documents', rows);
  }, [form, catalogue]);

  const focusField = useCallback(
    (path: string) => {
      if (root.current) focusOn(controlOf(root.current, path));
    },
    [root],
  );

  // A draft opened again goes on where something is still to do.
  useEffect(() => {
    if (draft.restoredFrom === null) return;
    const { errors, missing } = preview();
    const timer = setTimeout(() => {
      focusOn(
        firstOnPage(root.current, [...errors, ...missing]) ??
          (root.current && controlOf(root.current, 'note')),
      );
    });
    return () => {
      clearTimeout(timer);
    };
    // Once, when it opens: later the focus is the clerk's.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [draft]);

  const [cardNote, setCardNote] = useState<CardNote | null>(null);
  const takeCardText = useCallback(
    (text: string | null, seen = false) => {
      const card = text === null ? null : takeCard(form, text, catalogue);
      // What was typed may be a plain number; a code that was seen is a card's or the wrong one.
      const note: CardNote | null =
        seen && card === null ? { kind: 'refused', fault: text === null ? 'none' : 'other' } : card;
      if (note) setCardNote(note);
      return note?.kind ?? null;
    },
    [form, catalogue],
  );
  const leaveText = useLeaveText(form, takeCardText, leave, setRemoved);
  const save = useSave({
    draftId: draft.id,
    commit: () => {
      // The field being typed in is left first, as if by Enter.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    },
    preview,
    receive: () => {
      const values = form.getValues();
      if (values.guide.on) return guideCitizen({ draftId: draft.id, ...guideOf(values, catalogue, clock()) });
      const { procedureCode, entry } = draftOf(values, catalogue, clock());
      return receiveDossier({ draftId: draft.id, startedAt: draft.startedAt, procedureCode, entry });
    },
    writer,
    onSaved,
    onRefused: (found) => {
      attempt(found);
      // What belongs to no field on the page is said above it.
      setFailures(
        found.errors.filter(
          ({ field }) => field === undefined || !root.current || !controlOf(root.current, field),
        ),
      );
      const first = firstOnPage(root.current, [...found.errors, ...found.missing]);
      // Errors are drawn before the focus comes, so that they are read out with the field.
      setTimeout(() => {
        focusOn(first);
      });
    },
  });

  const reception = useMemo(
    (): Reception => ({
      form,
      catalogue,
      office,
      mode,
      wanted,
      now,
      errorOf: (path) => {
        const problem = problemAt(path);
        return problem && errorText(problem);
      },
      removedFrom: (path) => removed.has(path),
      cardNote,
      takeCardText,
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
    [
      form,
      catalogue,
      office,
      mode,
      now,
      problemAt,
      errorText,
      removed,
      cardNote,
      takeCardText,
      leaveText,
      leave,
      focusField,
      root,
    ],
  );
  return { reception, failures, draftState, save, flush: writer.flush };
}

function firstOnPage(root: HTMLElement | null, errors: readonly AppError[]): HTMLElement | null {
  const controls = errors.flatMap(({ field }) =>
    root && field !== undefined ? [controlOf(root, field)] : [],
  );
  return controls
    .filter((each) => each !== null)
    .reduce<HTMLElement | null>((first, each) => {
      return !first || first.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_PRECEDING ? each : first;
    }, null);
}
