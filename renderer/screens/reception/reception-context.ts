import { createContext, useContext, useDeferredValue, useMemo, type RefObject } from 'react';
import { useWatch, type FieldPath, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../shared/clock.ts';
import {
  procedureOn,
  type Catalogue,
  type Office,
  type Procedure,
} from '../../../shared/domain/procedure.ts';
import {
  previewReception,
  type ReceptionDraft,
  type ReceptionPreview,
} from '../../use-cases/preview-reception.ts';
import { previewGuide, type GuideDraft } from '../../use-cases/preview-guide.ts';
import { toAssistance } from './guide-values.ts';
import type { CardNote } from './take-card.ts';
import { toEntry, type ReceptionValues } from './reception-values.ts';

/** Paths of the fields that are typed as text. */
export type TextPath = Extract<
  FieldPath<ReceptionValues>,
  | `applicant.${'name' | 'taxCode' | 'birthDate' | 'phone' | 'email' | 'identity.number' | `address.${string}`}`
  | `representative.${'name' | 'phone' | 'authority' | 'identity.number'}`
  | `delivery.address.${string}`
  | `documents.${number}.${'nameVi' | 'originals' | 'certifiedCopies' | 'photocopies'}`
  | `feeCounts.${string}`
  | 'guide.number'
  | 'sets'
  | 'note'
>;

/** How a field's text is put right when it is left. */
export type TextKind = 'line' | 'lines' | 'date';

/** What the form is for. */
export type Mode = 'receive' | 'guide';

/** What the parts of the reception form share. */
export interface Reception {
  readonly form: UseFormReturn<ReceptionValues>;
  readonly catalogue: Catalogue;
  readonly office: Office | null;
  /** Received here, or guided to file online. */
  readonly mode: Mode;
  /** The procedure chosen last though it can't be received here: what to guide to. */
  readonly wanted: RefObject<string | null>;
  /** UTC instant, at most 15 s old. */
  readonly now: string;
  /** The sentence under a field; null while all is well or the field was not left yet. */
  errorOf(path: string): string | null;
  /** Whether invisible characters were taken out of the field when it was left. */
  removedFrom(path: string): boolean;
  /** What came of the card scanned last; null before one was. */
  readonly cardNote: CardNote | null;
  /** Takes the text of a card's QR; null for a picture that shows none. */
  takeCardText(text: string | null, seen?: boolean): CardNote['kind'] | null;
  /** A field is left: puts its text right and checks it. */
  leaveText(path: TextPath, kind: TextKind): void;
  /** A choice was made or a field without text of its own is left: checks it. */
  leave(path: string): void;
  focusField(path: string): void;
  focusNext(): void;
}

export const ReceptionContext = createContext<Reception | null>(null);

export function useReception(): Reception {
  const reception = useContext(ReceptionContext);
  if (!reception) throw new Error('a part of the reception form outside of it');
  return reception;
}

/** What `register` and a text field need from each other, with error and hint. Nothing re-renders while typing. */
export function useTextField() {
  const { form, errorOf, removedFrom, leaveText } = useReception();
  const { t } = useTranslation('reception');
  return (path: TextPath, kind: TextKind = 'line') => {
    const { name, ref, onChange, onBlur } = form.register(path, { onBlur: () => leaveText(path, kind) });
    return {
      name,
      ref,
      onChange: (event: unknown) => void onChange(event as { target: unknown }),
      onBlur: (event: unknown) => void onBlur(event as { target: unknown }),
      error: errorOf(path),
      description: removedFrom(path) ? t('hint.removed') : undefined,
    };
  };
}

/** What saving the form would come to, and what stands in the way. */
export function previewOf(
  values: ReceptionValues,
  catalogue: Catalogue,
  office: Office | null,
  now: string,
): ReceptionPreview {
  const preview = previewReception(draftOf(values, catalogue, now), catalogue, office, now);
  return values.guide.on
    ? { ...preview, ...previewGuide(guideOf(values, catalogue, now), catalogue, office, now) }
    : preview;
}

/** The form's values as guiding takes them. */
export function guideOf(values: ReceptionValues, catalogue: Catalogue, now: string): GuideDraft {
  const { procedureCode, keptWard } = draftOf(values, catalogue, now);
  const procedure = procedureCode === '' ? null : procedureOn(catalogue, procedureCode, dayOf(now));
  return { procedureCode, keptWard, entry: toAssistance(values, procedure) };
}

/** The form's values as `previewReception` and saving take them. */
export function draftOf(values: ReceptionValues, catalogue: Catalogue, now: string): ReceptionDraft {
  const procedure = values.procedure === '' ? null : procedureOn(catalogue, values.procedure, dayOf(now));
  return {
    procedureCode: values.procedure,
    entry: toEntry(values, procedure),
    keptWard: values.keptWard,
    paidOnline: Number(values.paidOnline) || 0,
  };
}

/** The reception as it stands while it is typed; a little behind the keys, so that typing never waits for it. */
export function usePreview(): ReceptionPreview {
  const { form, catalogue, office, now } = useReception();
  const values = useDeferredValue(useWatch({ control: form.control }) as ReceptionValues);
  return useMemo(() => previewOf(values, catalogue, office, now), [values, catalogue, office, now]);
}

/** The chosen procedure as the catalogue has it today; null when none is chosen or it is unknown. */
export function useProcedure(): Procedure | null {
  const { form, catalogue, now } = useReception();
  const code = useWatch({ control: form.control, name: 'procedure' });
  const today = dayOf(now);
  return useMemo(() => (code === '' ? null : procedureOn(catalogue, code, today)), [catalogue, code, today]);
}
