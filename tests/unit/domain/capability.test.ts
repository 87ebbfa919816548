import { describe, expect, it } from 'vitest';
import {
  ABILITIES,
  capabilitiesOn,
  capabilitySchema,
  whyNotAllowed,
  type Capability,
} from '../../../shared/domain/capability.ts';
import { OFFICE } from '../../support/catalogue.ts';

const CODE = '2.000815';
const GUIDE = ['guide'] as const;
const RECEIVE = ['guide', 'receive'] as const;

function rule(
  allows: readonly Capability['allows'][number][],
  effectiveFrom: string,
  overrides: Partial<Capability> = {},
): Capability {
  return {
    office: 'HT',
    procedures: 'all',
    allows: [...allows],
    effectiveFrom,
    withdrawnFrom: null,
    note: '',
    verified: false,
    ...overrides,
  };
}

/** What stands of receiving on each day. */
function receiving(capabilities: readonly Capability[], days: readonly string[], code = CODE) {
  return days.map((day) => capabilitiesOn({ capabilities }, 'HT', code, day).standings.receive);
}

describe('what a catalogue allows', () => {
  it('without saying so: what offices did before, since no known day', () => {
    const { standings, rule: none } = capabilitiesOn({}, 'HT', CODE, '2026-07-13');
    expect(ABILITIES.filter((each) => standings[each].allowed)).toEqual(['guide', 'receive', 'returnResult']);
    expect(standings.receive).toEqual({ allowed: true, from: null, until: null });
    expect(none).toBeNull();
  });

  it('with an empty list, or rules of other offices and procedures only: nothing', () => {
    const others = [
      rule(ABILITIES, '2022-01-01', { office: 'GD' }),
      rule(ABILITIES, '2022-01-01', { procedures: ['1.0'] }),
    ];
    for (const capabilities of [[], others])
      for (const ability of ABILITIES)
        expect(capabilitiesOn({ capabilities }, 'HT', CODE, '2026-07-13').standings[ability]).toEqual({
          allowed: false,
          why: 'never',
          day: null,
        });
  });

  it('from the first day of a rule to the day before it ends', () => {
    const rules = [rule(RECEIVE, '2026-07-01', { withdrawnFrom: '2026-08-01' })];
    expect(receiving(rules, ['2026-06-30', '2026-07-01', '2026-07-31', '2026-08-01'])).toEqual([
      { allowed: false, why: 'not-yet', day: '2026-07-01' },
      { allowed: true, from: '2026-07-01', until: '2026-08-01' },
      { allowed: true, from: '2026-07-01', until: '2026-08-01' },
      { allowed: false, why: 'no-longer', day: '2026-08-01' },
    ]);
  });

  it('by the later of two rules from its first day on, though the earlier goes on', () => {
    const rules = [rule(RECEIVE, '2026-07-01'), rule(GUIDE, '2026-01-01')];
    expect(receiving(rules, ['2026-06-30', '2026-07-01'])).toEqual([
      { allowed: false, why: 'not-yet', day: '2026-07-01' },
      { allowed: true, from: '2026-07-01', until: null },
    ]);
    // And what a later rule leaves out is over.
    expect(receiving([rule(RECEIVE, '2026-01-01'), rule(GUIDE, '2026-07-01')], ['2026-07-01'])).toEqual([
      { allowed: false, why: 'no-longer', day: '2026-07-01' },
    ]);
  });

  it('by the rule further down when both begin on one day', () => {
    const [first, second] = [rule(GUIDE, '2026-01-01'), rule(RECEIVE, '2026-01-01')];
    expect(receiving([first, second], ['2026-01-01'])).toMatchObject([{ allowed: true }]);
    expect(receiving([second, first], ['2026-01-01'])).toMatchObject([{ allowed: false }]);
  });

  it('by a rule that names the procedure rather than one for all, however late that begins', () => {
    const rules = [
      rule(GUIDE, '2026-01-01', { procedures: [CODE], withdrawnFrom: '2026-09-01' }),
      rule(RECEIVE, '2026-03-01'),
    ];
    expect(receiving(rules, ['2026-07-13', '2026-09-01'])).toEqual([
      { allowed: false, why: 'not-yet', day: '2026-09-01' },
      { allowed: true, from: '2026-09-01', until: null },
    ]);
    expect(receiving(rules, ['2026-07-13'], '1.001612')).toMatchObject([
      { allowed: true, from: '2026-03-01' },
    ]);
    expect(capabilitiesOn({ capabilities: rules }, 'HT', CODE, '2026-07-13').rule).toBe(rules[0]);
  });

  it('counts a stretch as one though its rule changes, and says of a pause when it ends', () => {
    const rules = [
      rule(RECEIVE, '2026-01-01'),
      rule(['receive'], '2026-02-01'),
      rule([], '2026-03-01', { withdrawnFrom: '2026-04-01' }),
    ];
    expect(receiving(rules, ['2026-02-15', '2026-03-01', '2026-04-01'])).toEqual([
      { allowed: true, from: '2026-01-01', until: '2026-03-01' },
      { allowed: false, why: 'not-yet', day: '2026-04-01' },
      { allowed: true, from: '2026-04-01', until: null },
    ]);
  });
});

describe('why not', () => {
  const capabilities = [
    rule(['receive'], '2026-01-01', { withdrawnFrom: '2026-02-01' }),
    rule(['returnResult'], '2026-03-01'),
  ];
  const why = (ability: 'receive' | 'returnResult' | 'decideAcceptance', day: string) =>
    whyNotAllowed({ capabilities }, OFFICE, CODE, day, ability, 'procedure');
  const about = { code: CODE, office: OFFICE.nameVi };

  it('names office, procedure and day', () => {
    expect(why('receive', '2026-01-31')).toEqual([]);
    expect(why('receive', '2026-02-01')).toEqual([
      { code: 'receive-no-longer', params: { ...about, day: '2026-02-01' }, field: 'procedure' },
    ]);
    expect(why('returnResult', '2026-02-01')).toEqual([
      { code: 'return-not-yet', params: { ...about, day: '2026-03-01' }, field: 'procedure' },
    ]);
    expect(why('decideAcceptance', '2026-03-01')).toEqual([
      { code: 'acceptance-not-here', params: about, field: 'procedure' },
    ]);
  });
});

it('takes no rule for no procedure, an unknown ability or a day that is none', () => {
  const whole = rule(RECEIVE, '2026-01-01');
  expect(capabilitySchema.safeParse(whole).success).toBe(true);
  for (const wrong of [{ procedures: [] }, { allows: ['sign'] }, { effectiveFrom: '2026-02-30' }])
    expect(capabilitySchema.safeParse({ ...whole, ...wrong }).success).toBe(false);
});
