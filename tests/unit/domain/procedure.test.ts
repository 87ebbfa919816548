import { expect, it } from 'vitest';
import { catalogueSchema } from '../../../shared/domain/procedure.ts';
import { received, sampleCatalogue } from '../../support/catalogue.ts';

it('is a catalogue the contract takes', () => {
  expect(catalogueSchema.parse(sampleCatalogue())).toEqual(sampleCatalogue());
});

it('leads to a received dossier', () => {
  const { dossier, events } = received();
  expect(events.map((event) => event.type)).toEqual(['drafted', 'documentChecked', 'received']);
  expect(dossier).toMatchObject({ status: 'received', unknownTypes: [], reception: { dueAt: '2026-07-16T10:00:00.000Z' } });
});
