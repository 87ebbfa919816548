import { describe, expect, it } from 'vitest';
import { decide, type Command } from '../../../../shared/domain/dossier/decide.ts';
import { isPresent } from '../../../../shared/domain/dossier/documents.ts';
import type { Dossier } from '../../../../shared/domain/dossier/state.ts';
import {
  CERTIFIED_COPY,
  handedIn,
  HOUSEHOLD_BUSINESS,
  NOW,
  ORGANISATION,
  PERSON,
  received,
  receiveCommand,
  receptionEntry,
  REPRESENTATIVE,
  SOCIAL_ALLOWANCE,
} from '../../../support/catalogue.ts';

function errorsOf(dossier: Dossier | null, command: Command, now = NOW): readonly string[] {
  const decided = decide(dossier, command, now);
  return decided.ok ? [] : decided.error.map(({ field, code }) => `${field ?? ''}: ${code}`);
}

describe('receive', () => {
  const entryErrors = (overrides: Parameters<typeof receptionEntry>[0]) =>
    errorsOf(null, receiveCommand({ entry: receptionEntry(overrides) }));

  it('fixes what holds on the day: procedure, fee, appointment, code', () => {
    const command = receiveCommand({
      procedure: CERTIFIED_COPY,
      entry: receptionEntry({
        applicant: ORGANISATION,
        representative: REPRESENTATIVE,
        documents: handedIn(CERTIFIED_COPY),
        feeCounts: { pages: 3, copies: 2 },
        paid: 'cash',
        note: ' Gấp \r\n',
      }),
    });
    const decided = decide(null, command, NOW);
    expect(decided).toMatchObject({
      ok: true,
      value: [
        { type: 'drafted', data: { startedAt: command.startedAt } },
        { type: 'documentChecked' },
        {
          type: 'received',
          data: {
            code: '000.00.19.H49-260713-0001',
            procedure: { code: '2.000815', version: 1, sample: true },
            fee: { total: 10_000 },
            note: 'Gấp',
            deadline: { dueAt: '2026-07-13T10:00:00.000Z' },
          },
        },
        { type: 'feeTaken', data: { amount: 10_000, method: 'cash' } },
      ],
    });
  });

  it('takes no fee where there is none, and none that was not paid', () => {
    const free = received({
      procedure: SOCIAL_ALLOWANCE,
      entry: receptionEntry({ documents: handedIn(SOCIAL_ALLOWANCE), paid: 'cash' }),
    });
    expect(free.dossier.payment).toBeNull();
    expect(received().dossier.payment).toBeNull();
  });

  it('says every error at once, at the fields of the form', () => {
    expect(
      entryErrors({
        applicant: {
          ...PERSON,
          name: '',
          identity: { kind: 'citizen-id', number: '02209012345' },
          phone: '12',
        },
        representative: { ...REPRESENTATIVE, authority: '' },
        delivery: { kind: 'home' } as never,
        sets: 0,
        note: 'x'.repeat(1001),
        feeCounts: { pages: 0, copies: 1000 },
        documents: [],
      }),
    ).toEqual([
      'applicant.name: field-required',
      'applicant.identity.number: identity-length',
      'applicant.phone: phone-invalid',
      'representative.authority: field-required',
      'delivery.address: address-required',
      'sets: count-invalid',
      'note: field-too-long',
      'feeCounts.pages: pages-invalid',
      'feeCounts.copies: count-invalid',
      'documents: documents-none',
    ]);
  });

  it.each<[string, Parameters<typeof receptionEntry>[0], string]>([
    [
      'birth year ahead',
      { applicant: { ...PERSON, identity: { kind: 'citizen-id', number: '022227123456' }, birthDate: null } },
      'applicant.identity.number: identity-birth-year-future',
    ],
    [
      'another birth year',
      { applicant: { ...PERSON, birthDate: '1991-01-01' } },
      'applicant.birthDate: identity-disagrees',
    ],
    [
      'birth date ahead',
      { applicant: { ...PERSON, birthDate: '2026-07-14' } },
      'applicant.birthDate: date-future',
    ],
    [
      'a representative’s number',
      { representative: { ...REPRESENTATIVE, identity: { kind: 'citizen-id', number: '000090123456' } } },
      'representative.identity.number: identity-province',
    ],
    [
      'a negative count',
      { documents: handedIn(HOUSEHOLD_BUSINESS).map((each) => ({ ...each, photocopies: -1 })) },
      'documents.0.photocopies: count-invalid',
    ],
    ['a channel there is not', { channel: 'pigeon' as never }, 'channel: field-required'],
    ['no tax code', { applicant: { ...ORGANISATION, taxCode: '' } }, 'applicant.taxCode: field-required'],
  ])('refuses %s', (_, overrides, error) => {
    expect(entryErrors(overrides)[0]).toBe(error);
  });

  it('refuses what the office may not receive that day, and says why at the procedure', () => {
    const on = (office: string, effectiveFrom: string) =>
      errorsOf(
        null,
        receiveCommand({
          capabilities: [
            {
              office,
              procedures: [HOUSEHOLD_BUSINESS.code],
              allows: ['receive'],
              effectiveFrom,
              withdrawnFrom: null,
              note: '',
              verified: false,
            },
          ],
        }),
        // Still 12 July in UTC, already the 13th at the counter.
        '2026-07-12T20:00:00.000Z',
      );
    expect(on('HT', '2026-07-13')).toEqual([]);
    expect(on('HT', '2026-07-14')).toEqual(['procedure: receive-not-yet']);
    expect(on('GD', '2026-07-13')).toEqual(['procedure: receive-not-here']);
  });

  it('refuses a procedure withdrawn while the draft was open, or not yet in force', () => {
    const on = (part: object) =>
      errorsOf(null, receiveCommand({ procedure: { ...HOUSEHOLD_BUSINESS, ...part } }));
    expect(on({ withdrawnFrom: '2026-07-13' })).toEqual(['procedure: procedure-withdrawn']);
    expect(on({ withdrawnFrom: '2026-07-14' })).toEqual([]);
    expect(on({ effectiveFrom: '2026-07-14' })).toEqual(['procedure: procedure-withdrawn']);
    // Still 13 July in UTC, already the 14th at the counter.
    expect(
      errorsOf(
        null,
        receiveCommand({ procedure: { ...HOUSEHOLD_BUSINESS, withdrawnFrom: '2026-07-14' } }),
        '2026-07-13T17:00:00Z',
      ),
    ).toEqual(['procedure: procedure-withdrawn']);
  });

  it('asks for a document only of a procedure that has some', () => {
    expect(
      errorsOf(
        null,
        receiveCommand({
          procedure: { ...HOUSEHOLD_BUSINESS, documents: [] },
          entry: receptionEntry({ documents: [] }),
        }),
      ),
    ).toEqual([]);
    const empty = {
      documentId: 'x',
      nameVi: 'x',
      originals: 0,
      certifiedCopies: 0,
      photocopies: 0,
      shown: false,
    };
    expect([empty, { ...empty, shown: true }, { ...empty, certifiedCopies: 1 }].map(isPresent)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('on a day the calendar does not know marks the appointment', () => {
    const decided = decide(null, receiveCommand(), '2031-07-14T02:00:00Z');
    expect(decided).toMatchObject({
      ok: true,
      value: [{}, {}, { data: { deadline: { beyondCalendar: true, dueAt: '2031-07-17T10:00:00.000Z' } } }],
    });
  });

  it('is not done twice', () => {
    expect(errorsOf(received().dossier, receiveCommand())).toEqual([': dossier-transition-forbidden']);
  });

  it('throws on a start that is no time: a bug, not an entry', () => {
    expect(() => decide(null, receiveCommand({ startedAt: 'today' }), NOW)).toThrow();
  });
});
