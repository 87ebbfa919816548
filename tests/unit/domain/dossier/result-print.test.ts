import { describe, expect, it } from 'vitest';
import { decide, type Command } from '../../../../shared/domain/dossier/decide.ts';
import { dossierEventSchema, readBody, type DossierEvent } from '../../../../shared/domain/dossier/event.ts';
import { erasedForm } from '../../../../shared/domain/dossier/erasure.ts';
import { resultPrintsOf } from '../../../../shared/domain/dossier/result-print.ts';
import type { ResultCheck } from '../../../../shared/domain/result-file.ts';
import { HERE, NOW, receiveCommand, write } from '../../../support/catalogue.ts';

const FILE = { name: 'ket-qua.pdf', size: 9000, sha256: 'a'.repeat(64) };
const ISSUED: Command = {
  type: 'step',
  step: { type: 'resultReady', data: { resultNumber: null, files: [FILE] } },
  place: HERE,
};
const printed = (standing: ResultCheck['standing'], confirmed = false): Command => ({
  type: 'recordResultPrint',
  file: FILE,
  standing,
  confirmed,
  pages: 2,
});

describe('printing an electronic result', () => {
  it.each([
    [printed('altered'), 'result-altered'],
    [printed('altered', true), 'result-altered'],
    [printed('unknown-signer'), 'result-unconfirmed'],
    [printed('unsigned'), 'result-unconfirmed'],
  ])('is refused where handing over is: %#', (command, code) => {
    const decided = decide(write([receiveCommand(), ISSUED]).dossier, command, NOW);
    expect(decided.ok ? [] : decided.error.map((error) => error.code)).toEqual([code]);
  });

  it('is written down each time, with what it was worth and whose word it went on', () => {
    const { dossier } = write([receiveCommand(), ISSUED, printed('valid'), printed('unknown-signer', true)]);
    expect(
      resultPrintsOf(dossier, FILE.sha256).map(({ print, standing, confirmed, pages }) => [
        print,
        standing,
        confirmed,
        pages,
      ]),
    ).toEqual([
      [1, 'valid', false, 2],
      [2, 'unknown-signer', true, 2],
    ]);
    expect(resultPrintsOf(dossier, 'b'.repeat(64))).toEqual([]);
  });

  it('has no event for a paper that was altered, whoever wrote it', () => {
    const { events } = write([receiveCommand(), ISSUED, printed('valid')]);
    const last = dossierEventSchema.parse(events.at(-1));
    const forged = { ...last, data: { ...(last.data as object), standing: 'altered' } } as DossierEvent;
    expect(readBody(last)?.type).toBe('resultPrinted');
    expect(readBody(forged)).toBeNull();
  });

  it('still reads, as the hand-over does, once personal data is erased', () => {
    const checks = [{ sha256: FILE.sha256, standing: 'valid' as const, confirmed: false }];
    const handOver: Command = {
      type: 'step',
      step: {
        type: 'resultHandedOver',
        data: { collector: { kind: 'owner' }, identityChecked: true, originalsReturned: [], checks },
      },
      place: HERE,
    };
    const { events } = write([receiveCommand(), ISSUED, printed('valid'), handOver]);
    const left = events.slice(-2).map((event) => readBody(erasedForm(event, true)));
    expect(left.map((body) => body?.type)).toEqual(['resultPrinted', 'resultHandedOver']);
    expect(left[0]?.data).toMatchObject({ standing: 'valid', sha256: FILE.sha256 });
  });
});
