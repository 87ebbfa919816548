import { describe, expect, it } from 'vitest';
import { formContent, formFingerprint } from '../../../../renderer/print/forms/form-model.ts';
import { nextPrint, type Command } from '../../../../shared/domain/dossier/decide.ts';
import { readBody, type DossierEvent } from '../../../../shared/domain/dossier/event.ts';
import { fold } from '../../../../shared/domain/dossier/evolve.ts';
import {
  chosenForm,
  CONTROL_SHEET,
  stepForms,
  strayForms,
  type FormRef,
} from '../../../../shared/domain/dossier/form-print.ts';
import { formSet, formSetOn, FORM_SETS } from '../../../../shared/domain/form-set.ts';
import { author, NOW, received, write, type Written } from '../../../support/catalogue.ts';
import { stepCommand } from '../../../support/step-command.ts';

const LATER = '2026-07-14T02:00:00.000Z';
const take = (type: Parameters<typeof stepCommand>[0], before: Written, now = LATER) =>
  write([stepCommand(type, before.dossier, 48)], author({ now }), before);

function formOf({ dossier }: Written): FormRef {
  const [form] = stepForms(dossier);
  if (!form) throw new Error('the dossier has no form');
  return form;
}

function hashOf({ dossier }: Written, form: FormRef): string {
  const content = formContent(dossier, form, LATER);
  if (!content) throw new Error('there is no such form');
  return formFingerprint(content);
}

function printed(before: Written, form: FormRef): Written {
  const command: Command = {
    type: 'recordFormPrint',
    form,
    formSet: '2025',
    contentHash: hashOf(before, form),
  };
  return write([command], author({ now: LATER }), before);
}

const next = (written: Written, form: FormRef) => nextPrint(written.dossier, hashOf(written, form), form);

describe('the next print of a form', () => {
  it('is the original, then copies, and a replacement once the paper would say something else', () => {
    const asked = take('supplementRequested', received());
    const form = formOf(asked);
    expect(next(asked, form)).toEqual({ kind: 'original', print: 1 });
    const once = printed(asked, form);
    expect(next(once, form)).toEqual({ kind: 'copy', print: 2 });
    const twice = printed(once, form);
    expect(twice.dossier.formPrints?.map(({ kind, print }) => [kind, print])).toEqual([
      ['original', 1],
      ['copy', 2],
    ]);
    const corrected = write(
      [{ type: 'correct', field: 'applicant.name', to: 'Vũ Khác', reason: 'Nhầm', approver: null }],
      author({ now: LATER }),
      twice,
    );
    expect(next(corrected, form)).toEqual({ kind: 'replacement', print: 3 });
    expect(next(printed(corrected, form), form)).toEqual({ kind: 'copy', print: 4 });
  });

  it('is not touched by what is not on the form, nor by prints of the receipt', () => {
    const refused = take('refused', received());
    const form = formOf(refused);
    const more = write(
      [
        { type: 'recordPrint', paper: 'A4', formSet: '2025', contentHash: 'a'.repeat(64) },
        { type: 'addNote', text: 'Đã gọi điện' },
      ],
      author({ now: LATER }),
      printed(refused, form),
    );
    expect(next(more, form)).toEqual({ kind: 'copy', print: 2 });
    expect(more.dossier.prints).toHaveLength(1);
  });

  it('counts each step and the control sheet apart', () => {
    const first = take('rescheduled', received());
    const firstForm = formOf(first);
    const second = take('rescheduled', printed(first, firstForm), '2026-07-15T02:00:00.000Z');
    expect(stepForms(second.dossier)).toHaveLength(2);
    expect(next(second, formOf(second))).toEqual({ kind: 'original', print: 1 });
    // A later appointment changes nothing on the letter about the one before.
    expect(next(second, firstForm)).toEqual({ kind: 'copy', print: 2 });
    expect(next(second, CONTROL_SHEET)).toEqual({ kind: 'original', print: 1 });
  });

  it('of the control sheet replaces the one before as soon as there is another handover', () => {
    const sheet = printed(received(), CONTROL_SHEET);
    expect(next(sheet, CONTROL_SHEET).kind).toBe('copy');
    expect(next(take('forwarded', sheet), CONTROL_SHEET).kind).toBe('replacement');
  });
});

describe('a printed form', () => {
  it('must be of the step it names', () => {
    const event = printed(take('refused', received()), CONTROL_SHEET).events.at(-1) as DossierEvent;
    const data = event.data as object;
    expect(readBody(event)).not.toBeNull();
    const step = { type: 'refused', at: LATER, counter: 'HT-1' };
    expect(readBody({ ...event, data: { ...data, form: 'refusal', step } })).not.toBeNull();
    for (const wrong of [
      { form: 'supplement', step },
      { form: 'control', step },
      { form: 'refusal', step: null },
    ])
      expect(readBody({ ...event, data: { ...data, ...wrong } })).toBeNull();
  });

  it('comes back when its step turns out not to count', () => {
    const refused = take('refused', received());
    const out = printed(refused, formOf(refused));
    expect(strayForms(out.dossier)).toEqual([]);
    // The same log without the step: another counter's came first.
    const without = fold(out.events.filter(({ type }) => type !== 'refused'));
    expect(without && strayForms(without)).toEqual([formOf(refused)]);
  });
});

describe('sets of forms', () => {
  it('change on their day, and a dossier keeps the set it was received under', () => {
    expect(formSetOn('2025-06-30')).toBe('2018');
    expect(formSetOn('2025-07-01')).toBe('2025');
    const old = received({}, author({ now: '2025-06-30T02:00:00.000Z' }));
    const asked = take('supplementRequested', old, '2025-07-02T02:00:00.000Z');
    expect(chosenForm(asked.dossier, formOf(asked), NOW)?.set).toBe('2018');
  });

  it('lend the stop notice to a dossier whose own set has none, and only once there is one', () => {
    const old = received({}, author({ now: '2025-06-26T02:00:00.000Z' }));
    const before = take('stopped', old, '2025-06-30T02:00:00.000Z');
    expect(formContent(before.dossier, formOf(before), NOW)).toBeNull();
    const after = take('stopped', old, '2025-07-02T02:00:00.000Z');
    expect(formContent(after.dossier, formOf(after), NOW)).toMatchObject({ form: '05', formSet: '2025' });
  });

  it('have every number once, without gaps, and say what of them is verified', () => {
    for (const id of FORM_SETS) {
      const numbers = Object.values(formSet(id).forms).flatMap((form) => (form ? [form.number] : []));
      expect(numbers).toEqual(numbers.map((_, i) => String(i + 1).padStart(2, '0')));
      expect(formSet(id).fromVerified).toBe(false);
      expect(formSet(id).source).not.toBe('');
    }
  });
});
