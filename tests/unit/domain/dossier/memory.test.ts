import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../../../shared/domain/dossier/chain.ts';
import { decide } from '../../../../shared/domain/dossier/decide.ts';
import { receivedSchema } from '../../../../shared/domain/dossier/event.ts';
import { earlierOf, openTwins, whoIs } from '../../../../shared/domain/dossier/memory.ts';
import type { Dossier } from '../../../../shared/domain/dossier/state.ts';
import {
  author,
  CITIZEN_ID_MAN_1990,
  CITIZEN_ID_WOMAN_2001,
  HERE,
  HOUSEHOLD_BUSINESS,
  NOW,
  ORGANISATION,
  PERSON,
  received,
  receiveCommand,
  receptionEntry,
  REPRESENTATIVE,
  SOCIAL_ALLOWANCE,
  write,
} from '../../../support/catalogue.ts';

const PREFILL = { fromDossier: '0198a000-0000-7000-8000-0000000000ff', consent: true, at: NOW } as const;
const dataOf = (events: readonly { readonly type: string; readonly data: unknown }[]) =>
  events.find(({ type }) => type === 'received')?.data;

describe('earlier dossiers of an applicant', () => {
  const at = (now: string, entry: Parameters<typeof receptionEntry>[0] = {}) =>
    received({ entry: receptionEntry(entry) }, author({ now })).dossier;
  const older = at('2026-07-10T02:00:00.000Z');
  const newer = at('2026-07-12T02:00:00.000Z');
  const others: readonly Dossier[] = [
    at(NOW, {
      applicant: {
        ...PERSON,
        identity: { kind: 'citizen-id', number: CITIZEN_ID_WOMAN_2001 },
        birthDate: null,
      },
    }),
    at(NOW, { applicant: ORGANISATION, representative: REPRESENTATIVE }),
    {
      ...older,
      outOfScope: { at: NOW, by: { id: 'x', name: 'x' }, office: 'HT', counter: 'portal', reason: 'x' },
    },
  ];
  const me = { kind: 'person', identity: { kind: 'citizen-id', number: '022 090.123-456' } } as const;

  it('are those of the very number, newest first; not a representative’s, not those that left the office', () => {
    const who = whoIs(me);
    expect(who && earlierOf(who, [older, ...others, newer]).map(({ id }) => id)).toEqual([
      newer.id,
      older.id,
    ]);
    const carrier = whoIs({ kind: 'person', identity: REPRESENTATIVE.identity });
    expect(carrier && earlierOf(carrier, others.slice(1))).toEqual([]);
  });

  it('nobody is known by half a number, nor by the same digits of another paper', () => {
    expect(whoIs({ kind: 'person', identity: { kind: 'citizen-id', number: '02209012345' } })).toBeNull();
    const passport = whoIs({ kind: 'person', identity: { kind: 'passport', number: CITIZEN_ID_MAN_1990 } });
    expect(passport && earlierOf(passport, [older])).toEqual([]);
    expect(whoIs({ kind: 'organisation', taxCode: '0100109106001' })?.number).toBe('0100109106-001');
  });

  it('are duplicates while of the same procedure and not ended', () => {
    const who = whoIs(me);
    if (!who) throw new Error('known');
    const start = received();
    const ended = write(
      [
        {
          type: 'step',
          place: HERE,
          step: { type: 'withdrawn', data: { reason: 'Không cần nữa', originalsReturned: [] } },
        },
      ],
      author(),
      start,
    ).dossier;
    expect(ended.life?.stage).toBe('withdrawn');
    const twins = (code: string, ...dossiers: readonly Dossier[]) =>
      openTwins(earlierOf(who, dossiers), code).map(({ id }) => id);
    expect(twins(HOUSEHOLD_BUSINESS.code, older, ended)).toEqual([older.id]);
    expect(twins(SOCIAL_ALLOWANCE.code, older)).toEqual([]);
  });
});

describe('what reception records', () => {
  it('keeps the consent, and an event without it reads and hashes as before', () => {
    const plain = dataOf(received().events);
    expect(Object.keys(plain as object)).not.toContain('prefill');
    expect(Object.keys(plain as object)).not.toContain('identityDoubt');
    expect(hashOf(receivedSchema.parse(plain))).toBe(hashOf(plain));
    const reused = received({ entry: receptionEntry({ prefill: PREFILL }) });
    expect(dataOf(reused.events)).toMatchObject({ prefill: PREFILL });
    expect(reused.dossier.reception?.prefill).toEqual(PREFILL);
  });

  const sex = fc.constantFrom('male' as const, 'female' as const, null);
  it('a doubt exactly where the number contradicts what was entered, and only once confirmed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1985, max: 1995 }), sex, fc.boolean(), (year, cardSex, confirmed) => {
        const entry = receptionEntry({
          applicant: { ...PERSON, birthDate: `${year}-05-17` },
          cardSex,
          identityConfirmed: confirmed,
        });
        const doubts = [...(cardSex === 'female' ? ['sex'] : []), ...(year === 1990 ? [] : ['birth-year'])];
        const decided = decide(null, receiveCommand({ entry }), NOW);
        expect(decided.ok).toBe(confirmed || doubts.length === 0);
        if (decided.ok)
          expect((dataOf(decided.value) as { identityDoubt?: unknown }).identityDoubt).toEqual(
            doubts.length === 0 ? undefined : { what: doubts, confirmed: true },
          );
      }),
    );
  });

  it('a confirmed doubt lets its own birth date be put right within the year, and no further', () => {
    const { dossier } = received({
      entry: receptionEntry({ applicant: { ...PERSON, birthDate: '1991-05-17' }, identityConfirmed: true }),
    });
    const to = (value: string) =>
      decide(
        dossier,
        { type: 'correct', field: 'applicant.birthDate', to: value, reason: 'Gõ nhầm', approver: null },
        NOW,
      ).ok;
    expect(to('1991-05-18')).toBe(true);
    expect(to('1990-05-17')).toBe(true);
    expect(to('1992-05-17')).toBe(false);
  });
});
