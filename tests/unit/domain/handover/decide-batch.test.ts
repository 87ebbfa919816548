import { describe, expect, it } from 'vitest';
import { stageOf } from '../../../../shared/domain/dossier/state.ts';
import { batchNumber, isSent, type Batch } from '../../../../shared/domain/handover/batch.ts';
import { openDifferences, standingIn } from '../../../../shared/domain/handover/batch-rules.ts';
import { batchOf, lineOf, papersOf } from '../../../../shared/domain/handover/decide-batch.ts';
import type { AppError } from '../../../../shared/errors.ts';
import type { Result } from '../../../../shared/result.ts';
import { BACK, CENTRE, missing, ON_PAPER, TwoSides } from '../../../support/batches.ts';

const codes = (result: Result<unknown, readonly AppError[]>) =>
  result.ok ? 'ok' : result.error.map(({ code }) => code);
const CENTRE_OFFICE = { id: CENTRE.id, nameVi: CENTRE.nameVi };

function sides(many = 3) {
  const both = new TwoSides(many);
  const [a = '', b = '', c = ''] = both.ids;
  const batch = (id: string): Batch => {
    const found = both.batches.get(id);
    if (!found) throw new Error('no such batch');
    return found;
  };
  return { both, a, b, c, batch };
}

describe('sending a batch', () => {
  it('lists the papers of the checked documents, and keeps what the clerk counted otherwise beside them', () => {
    const { both, a, b, batch } = sides();
    const line = lineOf(both.dossier(a));
    expect(line).toMatchObject(papersOf(both.dossier(a)));
    expect(line.originals).toBeGreaterThan(0);
    const { id } = both.send([both.listed(a), { ...both.listed(b), originals: 9 }]);
    const [first, second] = batch(id).sent?.lines ?? [];
    expect(first?.computed).toBeUndefined();
    expect(second).toMatchObject({ originals: 9, computed: papersOf(both.dossier(b)) });
  });

  it('forwards every dossier on it under its id, and has a number', () => {
    const { both, a, b, batch } = sides();
    const { id } = both.send([both.listed(a), both.listed(b)]);
    for (const each of [a, b]) {
      expect(stageOf(both.dossier(each))).toBe('forwarded');
      expect(both.dossier(each).life?.steps[0]?.data).toEqual({ to: CENTRE.nameVi, batch: id });
    }
    const sent = batch(id);
    expect(isSent(sent) && batchNumber(sent)).toMatch(/^BG-HT-1-\d+$/u);
  });

  it('refuses an empty list, a dossier twice, one that is in an open batch, and one whose stage does not allow it', () => {
    const { both, a, b } = sides();
    expect(codes(both.send([]))).toEqual(['batch-empty']);
    expect(codes(both.send([both.listed(a), both.listed(a)]))).toEqual(['batch-line-twice']);
    const { id } = both.send([both.listed(a)]);
    expect(codes(both.send([both.listed(a), both.listed(b)]))).toEqual(['batch-line-elsewhere']);
    both.receive(id);
    expect(codes(both.send([both.listed(a)]))).toEqual(['batch-line-forbidden']);
    expect(stageOf(both.dossier(b))).toBe('received');
  });
});

describe('receiving a batch', () => {
  it('is for the side it goes to, once; a side on paper is recorded by the sender', () => {
    const { both, a, b } = sides();
    const { id } = both.send([both.listed(a)]);
    expect(codes(both.receive(id, [], 'HT'))).toEqual(['batch-not-here']);
    expect(codes(both.receive(id, [], 'GD'))).toEqual(['batch-not-here']);
    expect(codes(both.receive(id))).toBe('ok');
    expect(codes(both.receive(id))).toEqual(['stream-forbidden']);
    const paper = both.send([both.listed(b)], ON_PAPER).id;
    expect(codes(both.receive(paper, [], ON_PAPER.id))).toEqual(['batch-not-here']);
    expect(codes(both.receive(paper, [], 'HT'))).toBe('ok');
  });

  it('takes differences only of its lines, each once, with a note, and counts only where papers differ', () => {
    const { both, a, b } = sides();
    const { id } = both.send([both.listed(a)]);
    const { originals, certifiedCopies, photocopies } = both.listed(a);
    const counts = { originals, certifiedCopies, photocopies };
    for (const [differences, expected] of [
      [[missing(b)], 'batch-difference-wrong'],
      [[missing(a), missing(a)], 'batch-difference-wrong'],
      [[{ ...missing(a), note: ' ' }], 'field-required'],
      [[{ ...missing(a), counts }], 'batch-difference-wrong'],
      [[{ ...missing(a), what: 'papers' }], 'batch-difference-wrong'],
      [[{ ...missing(a), what: 'papers', counts }], 'batch-counts-same'],
    ] as const)
      expect(codes(both.receive(id, differences))).toEqual([expected]);
    const less = { ...counts, originals: counts.originals - 1 };
    expect(codes(both.receive(id, [{ ...missing(a), what: 'papers', counts: less }]))).toBe('ok');
  });
});

describe('a difference', () => {
  it('stays open until the sender settles it, once', () => {
    const { both, a, b, batch } = sides();
    const { id } = both.send([both.listed(a), both.listed(b)]);
    both.receive(id, [missing(b)]);
    expect(openDifferences(batch(id)).map(({ dossierId }) => dossierId)).toEqual([b]);
    expect(codes(both.settle(id, b, 'found', CENTRE.id))).toEqual(['batch-not-here']);
    expect(codes(both.settle(id, a, 'found'))).toEqual(['batch-difference-wrong']);
    expect(codes(both.settle(id, b, 'lost'))).toBe('ok');
    expect(codes(both.settle(id, b, 'found'))).toEqual(['batch-difference-wrong']);
    expect(openDifferences(batch(id))).toEqual([]);
    expect(standingIn(batch(id), b)?.settled?.outcome).toBe('lost');
  });

  it('is settled by sending the dossier again, with a word why', () => {
    const { both, a, batch } = sides();
    const { id } = both.send([both.listed(a)]);
    both.receive(id, [missing(a)]);
    expect(codes(both.send([both.listed(a)]))).toEqual(['batch-line-elsewhere']);
    expect(codes(both.send([both.listed(a, { batch: id, explanation: ' ' })]))).toContain('field-required');
    const again = both.send([both.listed(a, { batch: id, explanation: 'để quên ở quầy' })]);
    expect(codes(again)).toBe('ok');
    expect(standingIn(batch(id), a)?.settled).toMatchObject({ outcome: 'sent-again', batch: again.id });
    expect(batchOf(a, [...both.batches.values()])?.id).toBe(again.id);
    both.receive(again.id);
    expect(codes(both.send([both.listed(a)]))).toEqual(['batch-line-forbidden']);
  });
});

describe('results on their way back', () => {
  it('come from where the dossier arrived, and are ready at the office once it signed', () => {
    const { both, a, b } = sides();
    const lines = [both.listed(a), both.listed(b)];
    const { id } = both.send(lines);
    expect(codes(both.send([both.listed(a)], BACK, CENTRE_OFFICE))).toEqual(['batch-line-forbidden']);
    both.receive(id, [missing(b)]);
    expect(codes(both.send([both.listed(b)], BACK, CENTRE_OFFICE))).toEqual(['batch-line-forbidden']);
    both.settle(id, b, 'found');
    const back = both.send(lines, BACK, CENTRE_OFFICE);
    expect(codes(back)).toBe('ok');
    expect(codes(both.send(lines, BACK, CENTRE_OFFICE))).toEqual([
      'batch-line-elsewhere',
      'batch-line-elsewhere',
    ]);
    expect(codes(both.receive(back.id, [missing(b)], 'HT'))).toBe('ok');
    expect(stageOf(both.dossier(a))).toBe('result-ready');
    expect(stageOf(both.dossier(b))).toBe('forwarded');
  });
});
