import { expect, it } from 'vitest';
import { catalogueSchema, isInForce, officeSchema } from '../../../shared/domain/procedure.ts';
import { HOUSEHOLD_BUSINESS, OFFICE, received, sampleCatalogue } from '../../support/catalogue.ts';

it('takes the sample catalogue as it is', () => {
  expect(catalogueSchema.parse(sampleCatalogue())).toEqual(sampleCatalogue());
});

it('leads from the sample to a received dossier', () => {
  const { dossier, events } = received();
  expect(events.map((event) => event.type)).toEqual(['drafted', 'documentChecked', 'received']);
  expect(dossier).toMatchObject({
    status: 'received',
    unknownTypes: [],
    reception: { dueAt: '2026-07-16T10:00:00.000Z' },
  });
});

it('is in force from its first day until the day before it is withdrawn', () => {
  const procedure = { ...HOUSEHOLD_BUSINESS, effectiveFrom: '2026-07-01', withdrawnFrom: '2026-08-01' };
  expect(
    ['2026-06-30', '2026-07-01', '2026-07-31', '2026-08-01'].map((day) => isInForce(procedure, day)),
  ).toEqual([false, true, true, false]);
  expect(isInForce({ ...procedure, withdrawnFrom: null }, '2099-01-01')).toBe(true);
});

it('refuses an office that closes at no time of day', () => {
  expect(
    ['17:00', '24:00', '99:99', '7:00'].map(
      (closesAt) => officeSchema.safeParse({ ...OFFICE, closesAt }).success,
    ),
  ).toEqual([true, false, false, false]);
});
