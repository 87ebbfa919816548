import { describe, expect, it } from 'vitest';
import { decide, type Command } from '../../../../shared/domain/dossier/decide.ts';
import { OLD_AFTER_DAYS } from '../../../../shared/domain/dossier/opening.ts';
import type { Dossier } from '../../../../shared/domain/dossier/state.ts';
import { author, HERE, NOW, OFFICE, receiveCommand, write } from '../../../support/catalogue.ts';

const WITHDRAW: Command = {
  type: 'step',
  step: { type: 'withdrawn', data: { reason: 'Rút hồ sơ', originalsReturned: [] } },
  place: HERE,
};
const daysOn = (days: number, more = 0) => new Date(Date.parse(NOW) + days * 86_400_000 + more).toISOString();
function opening(dossier: Dossier, now: string, office = OFFICE.id) {
  const decided = decide(dossier, { type: 'recordOpening', office }, now);
  return decided.ok ? decided.value : decided.error.map(({ code }) => code);
}
const trace = (why: 'ended' | 'other-office') => [{ type: 'dossierOpened', data: { why } }];

describe('opening a dossier', () => {
  it('leaves a trace once it ended longer ago than the days named, to the millisecond', () => {
    const { dossier } = write([receiveCommand(), WITHDRAW], author());
    expect(opening(dossier, daysOn(1))).toEqual(['dossier-unchanged']);
    expect(opening(dossier, daysOn(OLD_AFTER_DAYS))).toEqual(['dossier-unchanged']);
    expect(opening(dossier, daysOn(OLD_AFTER_DAYS, 1))).toEqual(trace('ended'));
  });

  it('leaves none while it is being worked on, however old', () => {
    const { dossier } = write([receiveCommand()], author());
    expect(opening(dossier, daysOn(400))).toEqual(['dossier-unchanged']);
  });

  it('leaves one at another office, also when it can only be read', () => {
    const { dossier } = write([receiveCommand()], author());
    expect(opening(dossier, daysOn(1), 'ELSEWHERE')).toEqual(trace('other-office'));
    const at = { at: NOW, by: { id: 'portal', name: 'Cổng' }, office: 'HT', counter: 'portal' };
    expect(opening({ ...dossier, outOfScope: { ...at, reason: 'Chuyển' } }, NOW)).toEqual(
      trace('other-office'),
    );
  });

  it('changes nothing of the dossier', () => {
    const { dossier } = write([receiveCommand(), WITHDRAW], author());
    const again = write(
      [receiveCommand(), WITHDRAW, { type: 'recordOpening', office: 'ELSEWHERE' }],
      author(),
    ).dossier;
    expect({ ...again, events: 0, lastSeq: 0, id: dossier.id, corrections: [] }).toMatchObject({
      life: dossier.life,
      reception: dossier.reception,
      status: dossier.status,
    });
    expect(again.lastSeq).toBe(dossier.lastSeq + 1);
  });
});
