import { expect, it } from 'vitest';
import { capabilityGroups } from '../../../renderer/screens/capabilities/capability-groups.ts';
import { BUILDING_PERMIT, CERTIFIED_COPY, sampleCatalogue, TODAY } from '../../support/catalogue.ts';

const rule = {
  office: 'HT',
  effectiveFrom: '2026-01-01',
  withdrawnFrom: null,
  note: '',
  verified: false,
} as const;
const copy = (code: string) => ({ ...CERTIFIED_COPY, code });

function said(catalogue: ReturnType<typeof sampleCatalogue>, office = 'HT') {
  return capabilityGroups(catalogue, office, TODAY).map((group) => ({
    receives: group.standings.receive.allowed,
    count: group.count,
    all: group.all,
    fields: group.fields.map(({ code }) => code),
    othersOf: group.othersOf.map(({ code }) => code),
    named: group.named.map(({ code }) => code),
  }));
}

it('says one thing of all procedures in one line, of those in force only', () => {
  const catalogue = sampleCatalogue({
    procedures: [CERTIFIED_COPY, BUILDING_PERMIT, { ...copy('9'), withdrawnFrom: TODAY }],
    capabilities: [{ ...rule, procedures: 'all', allows: ['receive'] }],
  });
  const whole = { count: 2, all: true, fields: ['CT', 'XD'], othersOf: [], named: [] };
  expect(said(catalogue)).toEqual([{ receives: true, ...whole }]);
  expect(said(catalogue, 'GD')).toEqual([{ receives: false, ...whole }]);
});

it('names the few of a field, and says the most of it as its others', () => {
  const catalogue = sampleCatalogue({
    procedures: [copy('1'), copy('2'), copy('3'), BUILDING_PERMIT],
    capabilities: [
      { ...rule, procedures: 'all', allows: ['guide'] },
      { ...rule, procedures: ['2', BUILDING_PERMIT.code], allows: ['receive'] },
    ],
  });
  expect(said(catalogue)).toEqual([
    { receives: false, count: 2, all: false, fields: [], othersOf: ['CT'], named: [] },
    { receives: true, count: 2, all: false, fields: ['XD'], othersOf: [], named: ['2'] },
  ]);
});
