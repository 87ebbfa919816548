import fc from 'fast-check';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { formContent, formFingerprint, formModel } from '../../renderer/print/forms/form-model.ts';
import { FormPaper } from '../../renderer/print/forms/form-paper.tsx';
import { receiptModel } from '../../renderer/print/receipt-model.ts';
import { decide, nextPrint } from '../../shared/domain/dossier/decide.ts';
import { fold } from '../../shared/domain/dossier/evolve.ts';
import { CONTROL_SHEET, stepForms, STEP_FORMS } from '../../shared/domain/dossier/form-print.ts';
import { allowedSteps, isEnded, isLifeStep, LIFE_STEPS } from '../../shared/domain/dossier/life.ts';
import { stageOf, type Dossier } from '../../shared/domain/dossier/state.ts';
import { author, receiveCommand, write, type Written } from '../support/catalogue.ts';
import { LEGAL, LETTERS } from '../support/life-words.ts';
import { stepCommand } from '../support/step-command.ts';

const RUNS = Number(process.env['LIFE_RUNS'] ?? 1000);

/** Papers drawn already, by form and stage: drawing each once is enough, making its words out is done every time. */
const drawn = new Set<string>();

/**
 * Every form of the state can be made out, says the code, and is an original that becomes a copy once it is recorded.
 * Gives how many there were.
 */
function printForms(dossier: Dossier, now: string): number {
  const code = dossier.reception?.code ?? '';
  expect(receiptModel(dossier, 'preview', now).content.code).toBe(code);
  const forms = [CONTROL_SHEET, ...stepForms(dossier)];
  for (const form of forms) {
    const content = formContent(dossier, form, now);
    expect(content?.code).toBe(code);
    if (!content) continue;
    const contentHash = formFingerprint(content);
    expect(nextPrint(dossier, contentHash, form)).toEqual({ kind: 'original', print: 1 });
    const { formSet } = content;
    expect(decide(dossier, { type: 'recordFormPrint', form, formSet, contentHash }, now).ok).toBe(true);
    const paper = `${form.form} ${stageOf(dossier)}`;
    if (drawn.has(paper)) continue;
    drawn.add(paper);
    const model = formModel(content, { kind: 'copy', print: 2 }, now);
    expect(renderToStaticMarkup(createElement(FormPaper, { model }))).toContain(code);
  }
  return forms.length;
}

it(`${String(RUNS)} random sequences of commands never reach an illegal life`, { timeout: 300_000 }, () => {
  const reached = new Set<string>();
  let papers = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...LIFE_STEPS), fc.integer({ min: -30, max: 300 })), {
        maxLength: 40,
        // By itself fast-check makes walks too short to get everywhere every time.
        size: 'max',
      }),
      (tries) => {
        let now = Date.parse('2026-07-13T02:00:00.000Z');
        let written: Written = write([receiveCommand()]);
        for (const [type, hours] of tries) {
          now += Math.abs(hours) * 600_000;
          const by = author({ now: new Date(now).toISOString() });
          const command = stepCommand(type, written.dossier, hours);
          const before = written.dossier;
          if (!decide(before, command, by.now).ok) {
            // A step the stage allows is refused for its content only: here for an appointment that is not later.
            const allowed = allowedSteps(stageOf(before), before.life?.before ?? 'received').includes(type);
            expect(!allowed || type === 'rescheduled').toBe(true);
            continue;
          }
          written = write([command], by, written);
          papers += printForms(written.dossier, by.now);
          reached.add(stageOf(written.dossier));
          expect(isEnded(stageOf(before))).toBe(false);
          expect((written.dossier.reception?.dueAt ?? '') >= (before.reception?.dueAt ?? '')).toBe(true);
        }
        const { dossier, events } = written;
        const told = events.map(({ type }) => (isLifeStep(type) ? LETTERS[type] : '')).join('');
        expect(told).toMatch(LEGAL);
        // Every event that was decided counts, in whatever order the log is read.
        expect(dossier.life?.steps.length ?? 0).toBe(told.length);
        expect(fold([...events].reverse())).toEqual(dossier);
      },
    ),
    { numRuns: RUNS },
  );
  // The runs are no proof of anything unless they get everywhere.
  if (RUNS >= 1000) {
    expect(reached.size).toBe(12);
    expect(new Set([...drawn].map((paper) => paper.split(' ')[0]))).toEqual(
      new Set(['control', ...Object.values(STEP_FORMS)]),
    );
  }
  console.log(`FIGURE ${String(RUNS)} command sequences, stages reached: ${[...reached].sort().join(', ')}`);
  console.log(`FIGURE ${String(papers)} forms made out on the way, at every state reached`);
});
