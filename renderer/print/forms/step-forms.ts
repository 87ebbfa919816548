import type { StepWithForm } from '../../../shared/domain/dossier/form-print.ts';
import { formFor, type ChosenForm } from '../../../shared/domain/form-set.ts';
import { filled, HAND, UNIT, type PaperSignature, type PaperTable } from '../paper-content.ts';
import { timeInWords, weekdayInWords, glued } from '../paper-words.ts';
import { dossierForm, line, reachOf, requestOf, type FormContent, type FormFacts } from './form-content.ts';

type StepOf<T extends StepWithForm['type']> = Extract<StepWithForm, { type: T }>;

/** Who took the step, to sign; what comes from the portal is signed by hand. */
function takerOf({ counter, by }: StepWithForm): string | null {
  return counter === 'portal' ? null : filled(by.name);
}

function filerOf({ reception }: FormFacts): string | null {
  const { representative, applicant } = reception;
  if (representative) return filled(representative.name);
  return applicant.kind === 'person' ? filled(applicant.name) : null;
}

/** The head of the authority signs and seals. */
function headOfAuthority(title: string, name: string | null): PaperSignature {
  return { title, hint: '(Ký, ghi rõ họ tên và đóng dấu)', name };
}

const count = (number: number) => (number > 0 ? String(number) : '–');

function askedTable({ data }: StepOf<'supplementRequested'>): PaperTable {
  const group = 'Số lượng';
  return {
    columns: [
      { label: 'TT', width: 'xs' },
      { label: 'Thành phần hồ sơ', align: 'start' },
      { label: 'Bản chính', width: 's', group },
      { label: 'Bản chứng thực', width: 'm', group },
      { label: 'Bản photo', width: 's', group },
    ],
    rows: data.documents.map((document, i) => [
      String(i + 1),
      document.nameVi.normalize('NFC'),
      count(document.originals),
      count(document.certifiedCopies),
      count(document.photocopies),
    ]),
  };
}

function supplement(
  facts: FormFacts,
  step: StepOf<'supplementRequested'>,
  form: ChosenForm<'supplement'>,
): FormContent {
  const { fields } = form.template;
  const { reception } = facts;
  return dossierForm({
    ...form,
    at: step.at,
    facts,
    blocks: [
      line(UNIT, reception.officeName),
      line(fields.owner, reception.applicant.name),
      ...reachOf(reception),
      line(fields.request, requestOf(reception)),
      { kind: 'heading', text: `${fields.asked}:` },
      { kind: 'table', ...askedTable(step) },
      line(fields.reason, step.data.reason),
      ...(fields.lookup === null ? [] : [{ kind: 'text' as const, text: fields.lookup }]),
      line(fields.contact, `${UNIT} – ${reception.officeName}`),
      line(fields.phone, null),
    ],
    signatures: [{ title: fields.clerk, hint: HAND, name: takerOf(step) }],
  });
}

function refusal(facts: FormFacts, step: StepOf<'refused'>, form: ChosenForm<'refusal'>): FormContent {
  const { fields } = form.template;
  const { reception } = facts;
  return dossierForm({
    ...form,
    at: step.at,
    facts,
    blocks: [
      line(UNIT, reception.officeName),
      line(fields.owner, reception.applicant.name),
      ...reachOf(reception),
      line(fields.request, requestOf(reception)),
      { kind: 'text', text: `${fields.intro}:` },
      line(fields.ground, step.data.ground),
      line(fields.reason, step.data.reason),
      { kind: 'text', text: fields.end },
    ],
    signatures: [
      { title: fields.filer, hint: HAND, name: filerOf(facts) },
      { title: fields.clerk, hint: HAND, name: takerOf(step) },
    ],
  });
}

const due = (at: string) => `${timeInWords(at)} ${glued(`(${weekdayInWords(at)})`)}`;

function apology(facts: FormFacts, step: StepOf<'rescheduled'>, form: ChosenForm<'apology'>): FormContent {
  const { fields } = form.template;
  const { reception } = facts;
  return dossierForm({
    ...form,
    body: reception.procedure.authority,
    at: step.at,
    facts,
    blocks: [
      line(fields.to, reception.applicant.name),
      ...reachOf(reception),
      line(fields.request, requestOf(reception)),
      line(fields.received, timeInWords(reception.at)),
      line(fields.promised, due(step.data.from)),
      { kind: 'text', text: fields.late },
      line(fields.reason, step.data.reason),
      { kind: 'text', text: fields.sorry },
      line(fields.newDate, due(step.data.dueAt)),
      { kind: 'text', text: fields.end },
    ],
    signatures: [headOfAuthority(fields.head, filled(step.data.approver))],
  });
}

function stop(facts: FormFacts, step: StepOf<'stopped'>, form: ChosenForm<'stop'>): FormContent {
  const { fields } = form.template;
  const { reception } = facts;
  return dossierForm({
    ...form,
    body: reception.procedure.authority,
    at: step.at,
    facts,
    blocks: [
      line(fields.to, reception.applicant.name),
      ...reachOf(reception),
      line(fields.request, requestOf(reception)),
      line(fields.received, timeInWords(reception.at)),
      { kind: 'text', text: fields.stopped },
      line(fields.ground, step.data.ground),
      line(fields.reason, step.data.reason),
      { kind: 'text', text: fields.end },
    ],
    signatures: [headOfAuthority(fields.head, null)],
  });
}

/** The form a step is told on; null when neither its dossier's set nor today's has one. */
export function stepForm(facts: FormFacts, step: StepWithForm): FormContent | null {
  const { at } = facts.reception;
  switch (step.type) {
    case 'supplementRequested': {
      const form = formFor('supplement', at, step.at);
      return form && supplement(facts, step, form);
    }
    case 'refused': {
      const form = formFor('refusal', at, step.at);
      return form && refusal(facts, step, form);
    }
    case 'rescheduled': {
      const form = formFor('apology', at, step.at);
      return form && apology(facts, step, form);
    }
    case 'stopped': {
      const form = formFor('stop', at, step.at);
      return form && stop(facts, step, form);
    }
  }
}
