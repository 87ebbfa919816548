import { describe, expect, test } from 'vitest';
import { missingOf } from '../../../../shared/domain/dossier/assistance.ts';
import { decide, type Command } from '../../../../shared/domain/dossier/decide.ts';
import {
  readFilingNumber,
  referenceOf,
  type FiledDetails,
} from '../../../../shared/domain/dossier/filing.ts';
import { codeForReception } from '../../../../shared/domain/dossier/reception-code.ts';
import { aboutOf, codeOf, codesOf, type Dossier } from '../../../../shared/domain/dossier/state.ts';
import { computeDeadline } from '../../../../shared/domain/deadline.ts';
import { EMPTY_NUMBERING } from '../../../../shared/domain/numbering.ts';
import {
  author,
  CALENDAR,
  CITIZEN_ID_WOMAN_2001,
  HOUSEHOLD_BUSINESS,
  NOW,
  OFFICE,
  PERSON,
  receiveCommand,
  receptionEntry,
  write,
} from '../../../support/catalogue.ts';
import { feeDue, takenTwice } from '../../../../shared/domain/dossier/payments.ts';
import { assistCommand } from '../../../support/guide.ts';

const NUMBER = 'H49-260713-12345678';
const FILED_AT = '2026-07-10T03:00:00.000Z';
const DETAILS: FiledDetails = {
  filedAt: FILED_AT,
  procedure: {
    code: HOUSEHOLD_BUSINESS.code,
    version: HOUSEHOLD_BUSINESS.version,
    nameVi: HOUSEHOLD_BUSINESS.nameVi,
    fieldCode: HOUSEHOLD_BUSINESS.fieldCode,
    authority: HOUSEHOLD_BUSINESS.authority,
    sample: true,
  },
  applicant: PERSON,
  delivery: { kind: 'home', address: PERSON.address },
  deadline: computeDeadline(HOUSEHOLD_BUSINESS.deadline, FILED_AT, CALENDAR, OFFICE.closesAt),
};
const RECORD: Command = { type: 'recordFiling', number: NUMBER };
const CONFIRM: Command = { type: 'confirmFiling', number: NUMBER, details: DETAILS };

/** The codes of the refusal, with the fields they belong to. */
function refusals(dossier: Dossier | null, command: Command): readonly string[] {
  const decided = decide(dossier, command, NOW);
  return decided.ok ? [] : decided.error.map(({ code, field }) => (field ? `${code} ${field}` : code));
}

describe('guiding', () => {
  test('what was explained, what is missing and the wish for delivery at home are kept; nothing is received', () => {
    const { dossier, id } = write([assistCommand()]);
    expect(dossier.reception).toBe(null);
    expect(dossier.assistance).toMatchObject({
      office: OFFICE.id,
      consent: true,
      delivery: { kind: 'home' },
      procedure: { code: HOUSEHOLD_BUSINESS.code },
    });
    expect(missingOf(dossier.assistance?.documents ?? [])).toHaveLength(HOUSEHOLD_BUSINESS.documents.length);
    expect([codeOf(dossier), codesOf(dossier)]).toEqual([referenceOf(id), [referenceOf(id)]]);
    expect(aboutOf(dossier)?.applicant?.name).toBe(PERSON.name);
  });

  test('someone who only asks leaves nothing of theirs behind, and can ask for no delivery', () => {
    const anonymous = { applicant: null, consent: false, delivery: { kind: 'counter' } } as const;
    const { dossier } = write([assistCommand({}, anonymous)]);
    expect(aboutOf(dossier)?.applicant).toBe(null);
    expect(
      refusals(
        null,
        assistCommand({}, { ...anonymous, delivery: { kind: 'home', address: PERSON.address } }),
      ),
    ).toEqual(['citizen-required applicant.name']);
    // Whose number it is could not be checked.
    expect(refusals(dossier, RECORD)).toEqual(['citizen-required applicant.name']);
  });

  test('nobody is written down without their consent, nor for a procedure the office does not guide', () => {
    expect(refusals(null, assistCommand({}, { consent: false }))).toEqual(['consent-required guide.consent']);
    expect(refusals(null, assistCommand({ capabilities: [] }))).toEqual(['guide-not-here procedure']);
    expect(refusals(write([receiveCommand()]).dossier, assistCommand())).toEqual([
      'dossier-transition-forbidden',
    ]);
  });
});

describe('what the citizen files online', () => {
  test('has the number as its code from then on, once, and cannot be guided to any more', () => {
    const { dossier } = write([assistCommand(), { ...RECORD, number: ' h49-260713-12345678 ' }]);
    expect([codeOf(dossier), dossier.filing?.details]).toEqual([NUMBER, null]);
    expect(refusals(dossier, { ...RECORD, number: 'H49-260713-87654321' })).toEqual(['filing-there number']);
    expect(refusals(dossier, assistCommand())).toEqual(['dossier-transition-forbidden']);
    expect(refusals(write([assistCommand()]).dossier, { ...RECORD, number: 'không' })).toEqual([
      'filing-number-invalid number',
    ]);
    expect(refusals(null, RECORD)).toEqual(['dossier-transition-forbidden']);
  });

  test('is confirmed by the portal once, under that number only', () => {
    const { dossier } = write([assistCommand(), RECORD, CONFIRM]);
    expect(dossier.filing?.details?.filedAt).toBe(FILED_AT);
    expect(dossier.acceptance).toMatchObject({ portalNumber: NUMBER, linkedCode: null });
    expect(refusals(dossier, CONFIRM)).toEqual(['dossier-transition-forbidden']);
    const other = write([assistCommand(), RECORD]).dossier;
    expect(refusals(other, { ...CONFIRM, number: 'H49-260713-87654321' })).toEqual([
      'dossier-transition-forbidden',
    ]);
    expect(write([CONFIRM]).dossier.filing?.number).toBe(NUMBER);
  });

  test('its papers join it: the portal’s number and appointment stay, and it stays online', () => {
    const { dossier } = write([assistCommand(), RECORD, CONFIRM, receiveCommand()]);
    expect(dossier.reception).toMatchObject({
      code: NUMBER,
      provisional: false,
      channel: 'online',
      dueAt: DETAILS.deadline.dueAt,
    });
    expect(dossier.status).toBe('accepted');
    expect(codesOf(dossier)).toContain(NUMBER);
  });

  test('what was paid online is not taken again; taken before the portal told, it is to be given back', () => {
    const FEE = 100_000;
    const confirm = (amount: number): Command => ({
      ...CONFIRM,
      details: { ...DETAILS, paid: { amount, at: FILED_AT, reference: 'TT-1' } },
    });
    const paying = receiveCommand({ entry: receptionEntry({ paid: 'cash' }) });
    const whole = write([confirm(FEE), paying]).dossier;
    expect([whole.payment, feeDue(whole), takenTwice(whole)]).toEqual([null, 0, 0]);
    expect(refusals(whole, { type: 'takeFee', method: 'cash' })).toEqual(['fee-none']);
    const part = write([confirm(60_000), paying]).dossier;
    expect([part.payment?.amount, feeDue(part), takenTwice(part)]).toEqual([40_000, 40_000, 0]);
    // Received before the portal answered: the fee was taken whole.
    const late = write([assistCommand(), RECORD, paying, confirm(FEE)]).dossier;
    expect([late.payment?.amount, feeDue(late), takenTwice(late)]).toEqual([FEE, 0, FEE]);
  });

  test('nobody else’s papers join it, nor those of another procedure', () => {
    const { dossier } = write([CONFIRM]);
    const other = {
      ...PERSON,
      birthDate: null,
      identity: { kind: 'citizen-id', number: CITIZEN_ID_WOMAN_2001 },
    } as const;
    expect(refusals(dossier, receiveCommand({ entry: receptionEntry({ applicant: other }) }))).toEqual([
      'filing-disagrees applicant.identity.number',
    ]);
    expect(
      refusals(
        dossier,
        receiveCommand({ procedure: { ...HOUSEHOLD_BUSINESS, code: '9.999999' }, entry: receptionEntry() }),
      ),
    ).toEqual(['filing-disagrees applicant.identity.number']);
  });

  test('a number not confirmed yet never becomes the code of a printed paper', () => {
    const lease = { id: '0190a000-0000-7000-8000-000000000000', unit: '000.00.19.H49', from: 1, to: 9 };
    const numbering = { ...EMPTY_NUMBERING, leases: [{ ...lease, next: 3 }] };
    const unconfirmed = write([assistCommand(), RECORD]).dossier;
    const given = codeForReception(unconfirmed, numbering, author().counter, NOW);
    expect(given).toMatchObject({ code: 'TAM-HT-1-260713-001', provisional: true });
    expect(given.numbering).toEqual({ ...numbering, nextProvisional: 2 });
    const confirmed = write([CONFIRM]).dossier;
    expect(codeForReception(confirmed, numbering, 'HT-1', NOW)).toEqual({
      code: NUMBER,
      provisional: false,
      numbering,
    });
    expect(codeForReception(null, numbering, 'HT-1', NOW).code).toBe('000.00.19.H49-260713-0003');
  });

  test('its number is read from what is typed, or from the address on the portal’s paper', () => {
    expect(readFilingNumber(' h49-260713-12345678')).toBe(NUMBER);
    expect(readFilingNumber(`https://portal.example/tra-cuu?x=1&so=${NUMBER}#top`)).toBe(NUMBER);
    expect(readFilingNumber(`https://portal.example/ho-so/${NUMBER}/`)).toBe(NUMBER);
    expect(readFilingNumber('https://portal.example/')).toBe(null);
    expect(readFilingNumber('Nguyễn Văn Đạt')).toBe(null);
  });
});
