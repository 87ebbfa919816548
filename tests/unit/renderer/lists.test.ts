import { describe, expect, test } from 'vitest';
import { whatMatched } from '../../../renderer/screens/search/what-matched.ts';
import { summariseDraft } from '../../../renderer/screens/today/draft-summary.ts';
import { CITIZEN_ID_MAN_1990, PERSON, received } from '../../support/catalogue.ts';

describe('whatMatched', () => {
  const { dossier } = received();
  const code = dossier.reception?.code ?? '';
  test.each([
    [code.toLowerCase(), 'code'],
    [CITIZEN_ID_MAN_1990.slice(0, 6), 'identity'],
    [PERSON.phone.slice(0, 7), 'phone'],
    [PERSON.name, 'name'],
  ])('%s is found by %s', (text, kind) => {
    expect(whatMatched(dossier, text)?.kind).toBe(kind);
  });
});

describe('summariseDraft', () => {
  test('names a draft by what was typed', () => {
    expect(summariseDraft({ entry: { procedure: '1.000656', applicant: { name: '  Lê  Anh ' } } })).toEqual({
      name: 'Lê Anh',
      procedureCode: '1.000656',
    });
  });

  test.each([null, 'text', 3, [], { applicant: null }, { applicant: { name: 7 }, procedure: {} }])(
    'takes nothing for granted: %j',
    (entry) => {
      expect(summariseDraft({ entry })).toEqual({ name: '', procedureCode: '' });
    },
  );
});
