import { describe, expect, it } from 'vitest';
import { decide, nextPrint, type Command } from '../../../../shared/domain/dossier/decide.ts';
import type { Dossier } from '../../../../shared/domain/dossier/state.ts';
import {
  BUILDING_PERMIT,
  handedIn,
  NOW,
  received,
  receptionEntry,
  SOCIAL_ALLOWANCE,
  write,
} from '../../../support/catalogue.ts';

const print: Command = { type: 'recordPrint', paper: 'A4', formSet: '2025', contentHash: 'ab'.repeat(32) };

function errorsOf(dossier: Dossier | null, command: Command): readonly string[] {
  const decided = decide(dossier, command, NOW);
  return decided.ok ? [] : decided.error.map(({ field, code }) => `${field ?? ''}: ${code}`);
}

describe('after reception', () => {
  const note: Command = { type: 'addNote', text: 'x' };
  const commands: readonly Command[] = [
    note,
    print,
    { type: 'takeFee', method: 'cash' },
    { type: 'checkDocuments', documents: [] },
    { type: 'correct', field: 'note', to: 'x', reason: 'x', approver: null },
    { type: 'accept', portalNumber: '1', linkedCode: null },
  ];

  it.each(commands)('$type needs a received dossier', (command) => {
    expect(errorsOf(null, command)).toEqual([': dossier-transition-forbidden']);
    expect(errorsOf({ ...received().dossier, reception: null }, command)).toEqual([
      ': dossier-transition-forbidden',
    ]);
    expect(errorsOf(received().dossier, command)).toEqual([]);
  });

  it('takes the fee once, and the amount reception fixed', () => {
    const paid = write(
      [{ type: 'takeFee', method: 'transfer' }],
      undefined,
      received({
        procedure: BUILDING_PERMIT,
        entry: receptionEntry({ documents: handedIn(BUILDING_PERMIT), feeCounts: { pages: 1, copies: 2 } }),
      }),
    );
    expect(paid.dossier.payment).toMatchObject({ amount: 40_000, method: 'transfer' });
    expect(errorsOf(paid.dossier, { type: 'takeFee', method: 'cash' })).toEqual([': fee-already-taken']);
    expect(
      errorsOf(received({ procedure: SOCIAL_ALLOWANCE }).dossier, { type: 'takeFee', method: 'cash' }),
    ).toEqual([': fee-none']);
  });

  it('is accepted once', () => {
    const accepted = write(
      [{ type: 'accept', portalNumber: ' QNH-1 ', linkedCode: '' }],
      undefined,
      received(),
    );
    expect(accepted.dossier.acceptance).toMatchObject({ portalNumber: 'QNH-1', linkedCode: null });
    expect(errorsOf(accepted.dossier, { type: 'accept', portalNumber: 'QNH-2', linkedCode: null })).toEqual([
      ': dossier-transition-forbidden',
    ]);
    expect(errorsOf(received().dossier, { type: 'accept', portalNumber: ' ', linkedCode: null })).toEqual([
      'portalNumber: field-required',
    ]);
  });

  it('refuses an empty note, and one too long', () => {
    const { dossier } = received();
    expect(errorsOf(dossier, { type: 'addNote', text: ' \u200B\n ' })).toEqual(['text: field-required']);
    expect(errorsOf(dossier, { type: 'addNote', text: 'đ'.repeat(10_000) })).toEqual([
      'text: field-too-long',
    ]);
  });

  it('prints an original, then copies, after a correction a replacement, then copies', () => {
    const correct: Command = {
      type: 'correct',
      field: 'applicant.name',
      to: 'Nguyễn Văn Đại',
      reason: 'Ghi nhầm',
      approver: null,
    };
    const { dossier } = write([print, print, correct, print, print], undefined, received());
    expect(dossier.prints.map((each) => [each.kind, each.print])).toEqual([
      ['original', 1],
      ['copy', 2],
      ['replacement', 3],
      ['copy', 4],
    ]);
    expect(nextPrint(dossier, null)).toEqual({ kind: 'copy', print: 5 });
    expect(() => decide(dossier, { ...print, contentHash: 'x' }, NOW)).toThrow();
  });
});
