import { stepOfForm, type FormRef } from '../../../shared/domain/dossier/form-print.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { fingerprintOf, paperModel, type PaperModel, type PaperPrint } from '../paper-model.ts';
import { controlSheet } from './control-sheet.ts';
import type { FormContent } from './form-content.ts';
import { stepForm } from './step-forms.ts';

export type FormModel = PaperModel<FormContent>;

/**
 * What a form says about a dossier as it stands; null where there is no such form: the step does not count, or no set in
 * force had one. `now` (UTC instant) tells the set in force today. Pure.
 */
export function formContent(dossier: Dossier, ref: FormRef, now: string): FormContent | null {
  const { reception } = dossier;
  if (!reception) return null;
  const facts = { reception, linkedCode: dossier.acceptance?.linkedCode ?? null };
  if (ref.form === 'control') return controlSheet(dossier, facts, now);
  const step = stepOfForm(dossier, ref);
  return step && stepForm(facts, step);
}

/** SHA-256 (hex) of everything a form says; see `fingerprintOf`. */
export function formFingerprint(content: FormContent): string {
  return fingerprintOf(content);
}

/** A form with which print it is. `printedAt` (UTC instant) shows on copies and replacements only. */
export function formModel(content: FormContent, print: PaperPrint, printedAt: string): FormModel {
  return paperModel(content, print, printedAt);
}
