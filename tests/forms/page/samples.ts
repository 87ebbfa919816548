import type { FormRef, FormStep } from '../../../shared/domain/dossier/form-print.ts';
import { CONTROL_SHEET, stepForms } from '../../../shared/domain/dossier/form-print.ts';
import type { Command } from '../../../shared/domain/dossier/decide.ts';
import type { LifeStep } from '../../../shared/domain/dossier/life.ts';
import type { Dossier, ReceivedDossier } from '../../../shared/domain/dossier/state.ts';
import { FORM_SETS, formSet, type FormKind, type FormSetId } from '../../../shared/domain/form-set.ts';
import { formContent, formModel } from '../../../renderer/print/forms/form-model.ts';
import { registerForms } from '../../../renderer/print/forms/register-form.ts';
import type { PaperPrint } from '../../../renderer/print/paper-model.ts';
import { formsJob, receiptJob } from '../../../renderer/print/print-jobs.tsx';
import type { PrintJob } from '../../../renderer/print/print-layer.tsx';
import { receiptModel } from '../../../renderer/print/receipt-model.ts';
import { author, handedIn, received, write, type Written } from '../../support/catalogue.ts';
import { stepCommand } from '../../support/step-command.ts';
import { LONG, longEntry, longStep, SHORT, shortEntry } from './people.ts';
import { tillSamples } from './till-samples.ts';

const DAYS: Readonly<Record<FormSetId, string>> = { '2018': '2022-08-17', '2025': '2026-07-13' };
type Length = 'short' | 'long';

const ORIGINAL: PaperPrint = { kind: 'original', print: 1 };
/** The longest paper is also one that is printed again. */
const REPLACEMENT: PaperPrint = { kind: 'replacement', print: 12 };
const printOf = (length: Length) => (length === 'long' ? REPLACEMENT : ORIGINAL);

interface Case {
  readonly set: FormSetId;
  readonly length: Length;
}

const at = ({ set }: Case, hours: number) =>
  new Date(Date.parse(`${DAYS[set]}T02:00:00.000Z`) + hours * 3_600_000).toISOString();

function begun(kase: Case, number = 1): Written {
  const { set, length } = kase;
  const procedure = length === 'long' ? LONG : SHORT;
  const entry = length === 'long' ? longEntry(handedIn(procedure)) : shortEntry(handedIn(procedure));
  const code = `000.00.19.H49-${DAYS[set].slice(2).replaceAll('-', '')}-${String(number).padStart(4, '0')}`;
  return received(
    { procedure, entry, code: { code, provisional: false } },
    author({ now: at(kase, number / 60) }),
  );
}

/** Goes through steps, a day apart. */
function through(kase: Case, steps: readonly LifeStep[], before = begun(kase)): Written {
  return steps.reduce((written, type, i) => {
    const plain = stepCommand(type, written.dossier, 48);
    const command: Command = kase.length === 'long' ? longStep(plain) : plain;
    return write([command], author({ now: at(kase, 24 * (i + 1)) }), written);
  }, before);
}

function formJob(dossier: Dossier, form: FormRef | undefined, { length }: Case): PrintJob {
  // Printed after the last step.
  const now = new Date(Date.parse(dossier.reception?.at ?? '') + 30 * 86_400_000).toISOString();
  const content = form && formContent(dossier, form, now);
  if (!content) throw new Error('the dossier has no such form');
  return formsJob([formModel(content, printOf(length), now)]);
}

const STEPS: Readonly<Record<'supplement' | 'refusal' | 'apology' | 'stop', FormStep>> = {
  supplement: 'supplementRequested',
  refusal: 'refused',
  apology: 'rescheduled',
  stop: 'stopped',
};
const WHOLE_LIFE: readonly LifeStep[] = ['forwarded', 'resultReady', 'resultHandedOver'];
const LONG_LIFE: readonly LifeStep[] = [
  ...['supplementRequested', 'supplementReceived', 'forwarded', 'rescheduled'],
  ...['supplementRequested', 'supplementReceived', 'rescheduled', 'resultReady'],
  ...Array.from({ length: 4 }, () => ['resultPosted', 'deliveryFailed', 'deliveryReturned']).flat(),
  'resultHandedOver',
] as readonly LifeStep[];

function jobOf(kind: FormKind, kase: Case): PrintJob {
  const { length } = kase;
  switch (kind) {
    case 'receipt':
      return receiptJob(receiptModel(begun(kase).dossier, printOf(length), at(kase, 1)), 'A4');
    case 'control':
      return formJob(
        through(kase, length === 'long' ? LONG_LIFE : WHOLE_LIFE.slice(0, 1)).dossier,
        CONTROL_SHEET,
        kase,
      );
    case 'register':
      return registerJob(kase);
    default: {
      const { dossier } = through(kase, [STEPS[kind]]);
      return formJob(dossier, stepForms(dossier)[0], kase);
    }
  }
}

function registerJob(kase: Case): PrintJob {
  const few = kase.length === 'short' ? 3 : 60;
  const dossiers = Array.from({ length: few }, (_, i) => {
    const one: Case = { ...kase, length: kase.length === 'long' && i % 3 === 0 ? 'long' : 'short' };
    return through(one, WHOLE_LIFE.slice(0, i % 4), begun(one, i + 1)).dossier;
  });
  const range = {
    officeName: 'Bưu điện Hà Tu',
    officePlace: 'Hà Tu',
    from: DAYS[kase.set],
    until: DAYS[kase.set],
    at: at(kase, 8),
    sample: true,
  };
  return formsJob(registerForms(dossiers, range).map((content) => formModel(content, ORIGINAL, range.at)));
}

/** Every form of both sets and the till's papers, short and at their longest, by where its PDF goes. Made when asked for. */
export function samples(): Readonly<Record<string, () => PrintJob>> {
  const jobs: Record<string, () => PrintJob> = {};
  for (const set of FORM_SETS)
    for (const [kind, template] of Object.entries(formSet(set).forms))
      for (const length of ['short', 'long'] as const)
        if (template)
          jobs[`${set}/${template.number}-${length}`] = () => jobOf(kind as FormKind, { set, length });
  const receivedAs = (length: Length) => (): ReceivedDossier => {
    const { dossier } = begun({ set: '2025', length });
    if (!dossier.reception) throw new Error('the dossier was not received');
    return { ...dossier, reception: dossier.reception };
  };
  return { ...jobs, ...tillSamples({ short: receivedAs('short'), long: receivedAs('long') }) };
}
