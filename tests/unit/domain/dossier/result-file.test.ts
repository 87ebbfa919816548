import { describe, expect, it } from 'vitest';
import type { StepEntry } from '../../../../shared/domain/dossier/command.ts';
import { decide, type Command } from '../../../../shared/domain/dossier/decide.ts';
import { lastStep } from '../../../../shared/domain/dossier/state.ts';
import type { ResultCheck } from '../../../../shared/domain/result-file.ts';
import { HERE, NOW, receiveCommand, write } from '../../../support/catalogue.ts';

const step = (entry: StepEntry): Command => ({ type: 'step', step: entry, place: HERE });
const APPLICANT = receiveCommand().entry.applicant;
const POSTED = {
  item: 'RA473124829VN',
  recipient: APPLICANT.name,
  phone: APPLICANT.phone,
  address: APPLICANT.address ?? { street: '', ward: '', province: '' },
};
/** Either way a result leaves the office. */
const WAYS: Readonly<Record<'resultHandedOver' | 'resultPosted', (checks?: ResultCheck[]) => Command>> = {
  resultHandedOver: (checks) =>
    step({
      type: 'resultHandedOver',
      data: {
        collector: { kind: 'owner' },
        identityChecked: true,
        originalsReturned: [],
        ...(checks && { checks }),
      },
    }),
  resultPosted: (checks) => step({ type: 'resultPosted', data: { ...POSTED, ...(checks && { checks }) } }),
};

describe.each(['resultHandedOver', 'resultPosted'] as const)('an electronic result, %s,', (way) => {
  const FILE = { name: 'ket-qua.pdf', size: 9000, sha256: 'a'.repeat(64) };
  const ISSUED = step({ type: 'resultReady', data: { resultNumber: null, files: [FILE] } });
  const handing = (...checks: readonly ResultCheck[]) => WAYS[way]([...checks]);
  const looked = (standing: ResultCheck['standing'], confirmed = false) => ({
    sha256: FILE.sha256,
    standing,
    confirmed,
  });

  it.each([
    ['not looked at', WAYS[way](), 'result-unchecked'],
    ['another file looked at', handing({ ...looked('valid'), sha256: 'b'.repeat(64) }), 'result-unchecked'],
    ['altered', handing(looked('altered')), 'result-altered'],
    ['altered, whatever the clerk says', handing(looked('altered', true)), 'result-altered'],
    ['signed by a stranger', handing(looked('unknown-signer')), 'result-unconfirmed'],
    ['not signed', handing(looked('unsigned')), 'result-unconfirmed'],
    ['not to be had', handing(looked('unavailable')), 'result-unconfirmed'],
  ])('stays here when it is %s', (_what, command, code) => {
    const decided = decide(write([receiveCommand(), ISSUED]).dossier, command, NOW);
    expect(decided.ok ? [] : decided.error.map((error) => [error.code, error.field])).toEqual([
      [code, 'checks'],
    ]);
  });

  it.each([
    handing(looked('valid')),
    handing(looked('unknown-signer', true)),
    handing(looked('unsigned', true)),
    handing(looked('unavailable', true)),
  ])('goes out signed, or by the clerk’s word, which is kept: %#', (command) => {
    const { dossier } = write([receiveCommand(), ISSUED, command]);
    expect(lastStep(dossier, way)?.data.checks).toHaveLength(1);
  });
});
