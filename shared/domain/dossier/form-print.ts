import { z } from 'zod';
import { FORM_SETS, formFor, type ChosenForm, type FormKind } from '../form-set.ts';
import type { LifeBody } from './life.ts';
import type { Dossier, Stamp } from './state.ts';

/** Steps that are told to the citizen on a form of their own. */
export const STEP_FORMS = {
  supplementRequested: 'supplement',
  refused: 'refusal',
  rescheduled: 'apology',
  stopped: 'stop',
} as const satisfies Partial<Record<LifeBody['type'], FormKind>>;
export type FormStep = keyof typeof STEP_FORMS;
/** Forms made out about one dossier; the receipt has an event of its own. */
export type DossierForm = (typeof STEP_FORMS)[FormStep] | 'control';

const FORM_STEPS = Object.keys(STEP_FORMS) as [FormStep, ...FormStep[]];
const DOSSIER_FORMS: [DossierForm, ...DossierForm[]] = ['control', ...Object.values(STEP_FORMS)];

/** A step of a dossier's life; a counter takes no two of one type at one instant. */
export const stepRefSchema = z.strictObject({
  type: z.enum(FORM_STEPS),
  at: z.iso.datetime(),
  counter: z.string().min(1).max(40),
});

/** A form other than the receipt left the printer. */
export const formPrintedSchema = z
  .strictObject({
    form: z.enum(DOSSIER_FORMS),
    formSet: z.enum(FORM_SETS),
    /** The step the form tells of; null for the control sheet, which tells of all. */
    step: stepRefSchema.nullable(),
    kind: z.enum(['original', 'copy', 'replacement']),
    /** 1 for the first print of the form about this step, 2 for the next… */
    print: z.number().int().min(1),
    /** SHA-256 (hex) of the printed content, so that the paper can be held against the record. */
    contentHash: z.string().regex(/^[0-9a-f]{64}$/u),
  })
  .refine(({ form, step }) => form === (step ? STEP_FORMS[step.type] : 'control'), {
    message: 'event-invalid',
    path: ['step'],
  });

/** Which form, and about what: one row of prints. */
export type FormRef = Pick<z.infer<typeof formPrintedSchema>, 'form' | 'step'>;
export const CONTROL_SHEET: FormRef = { form: 'control', step: null };

type Step = Stamp & LifeBody;
export type StepWithForm = Extract<Step, { type: FormStep }>;

function hasForm(step: Step): step is StepWithForm {
  return Object.hasOwn(STEP_FORMS, step.type);
}

/** The form a step is told on; null for a step without one. */
export function formOfStep(step: Step): FormRef | null {
  if (!hasForm(step)) return null;
  return {
    form: STEP_FORMS[step.type],
    step: { type: step.type, at: step.at, counter: step.counter },
  };
}

/** The forms the steps of a dossier's life were told on, the latest first. */
export function stepForms(dossier: Dossier): readonly FormRef[] {
  return (dossier.life?.steps ?? [])
    .map(formOfStep)
    .filter((ref) => ref !== null)
    .reverse();
}

/** The step a form tells of; null for the control sheet, and for a step that does not count (any more). */
export function stepOfForm(dossier: Dossier, { step: ref }: FormRef): StepWithForm | null {
  const found = dossier.life?.steps.find(
    (step) => step.type === ref?.type && step.at === ref.at && step.counter === ref.counter,
  );
  return found && hasForm(found) ? found : null;
}

/** The form as the set has it that serves the dossier; null when there is none. */
export function chosenForm(dossier: Dossier, ref: FormRef, now: string): ChosenForm<DossierForm> | null {
  const { reception } = dossier;
  return reception && formFor(ref.form, reception.at, ref.step?.at ?? now);
}

function sameRef(a: FormRef, b: FormRef): boolean {
  return (
    a.form === b.form &&
    a.step?.type === b.step?.type &&
    a.step?.at === b.step?.at &&
    a.step?.counter === b.step?.counter
  );
}

/** The prints of a form, oldest first. */
export function formPrintsOf(dossier: Dossier, ref: FormRef): NonNullable<Dossier['formPrints']> {
  return (dossier.formPrints ?? []).filter((print) => sameRef(print, ref));
}

/** Papers that are out about steps that do not count, e.g. because the portal took another one first. */
export function strayForms(dossier: Dossier): readonly FormRef[] {
  const strays = (dossier.formPrints ?? [])
    .filter((print) => print.step && !stepOfForm(dossier, print))
    .map(({ form, step }) => ({ form, step }));
  return strays.filter((stray, i) => strays.findIndex((other) => sameRef(other, stray)) === i);
}
