import { z } from 'zod';
import { appError, type AppError } from '../errors.ts';

/**
 * What an office may do about a procedure, as the pilot grew: first staff guide people who file online themselves, then
 * they receive dossiers and return results, then they decide on acceptance in place of the one-stop centre.
 */
export const ABILITIES = ['guide', 'receive', 'returnResult', 'decideAcceptance'] as const;
export type Ability = (typeof ABILITIES)[number];

/** One rule of the portal's catalogue. What a rule that counts does not allow is not allowed. */
export const capabilitySchema = z.strictObject({
  office: z.string().min(1),
  /** Codes of the procedures meant, or all. */
  procedures: z.union([z.literal('all'), z.array(z.string().min(1)).min(1)]),
  allows: z.array(z.enum(ABILITIES)),
  effectiveFrom: z.iso.date(),
  /** First day on which it no longer counts. */
  withdrawnFrom: z.iso.date().nullable(),
  note: z.string(),
  verified: z.boolean(),
});
export type Capability = z.infer<typeof capabilitySchema>;

/** A catalogue without `capabilities` is from before they were stated. */
export interface WithCapabilities {
  readonly capabilities?: readonly Capability[] | undefined;
}

/** Whether something is allowed on a day, and since when or why not; days are `YYYY-MM-DD`. */
export type Standing =
  | {
      readonly allowed: true;
      /** First day of the present stretch; null when the catalogue does not state it. */
      readonly from: string | null;
      /** First day on which it will no longer be allowed; null while none is known. */
      readonly until: string | null;
    }
  | { readonly allowed: false; readonly why: 'not-yet'; readonly day: string }
  /** `day` is the first day on which it was no longer allowed. */
  | { readonly allowed: false; readonly why: 'no-longer'; readonly day: string }
  | { readonly allowed: false; readonly why: 'never'; readonly day: null };

export interface Capabilities {
  readonly standings: Readonly<Record<Ability, Standing>>;
  /** The rule that counts on the day; null when none does. */
  readonly rule: Capability | null;
}

/** What a catalogue that states nothing leaves allowed: what offices did before it could. */
const UNSTATED: ReadonlySet<Ability> = new Set<Ability>(['guide', 'receive', 'returnResult']);

/**
 * What an office (its id) may do about a procedure on a day (`YYYY-MM-DD`). One rule counts at a time: rules that name the
 * procedure come before those for all, a later start before an earlier one, then the later in the catalogue. Whether the
 * procedure itself is in force is not looked at.
 */
export function capabilitiesOn(
  { capabilities }: WithCapabilities,
  office: string,
  procedureCode: string,
  day: string,
): Capabilities {
  if (capabilities === undefined) return { standings: standings(unstated), rule: null };
  const rules = capabilities.filter((rule) => rule.office === office && covers(rule, procedureCode));
  const turns = turnsOf(rules);
  return { standings: standings((ability) => standingOn(turns, ability, day)), rule: ruleOn(rules, day) };
}

const REFUSALS = {
  guide: {
    'not-yet': 'guide-not-yet',
    'no-longer': 'guide-no-longer',
    never: 'guide-not-here',
  },
  receive: {
    'not-yet': 'receive-not-yet',
    'no-longer': 'receive-no-longer',
    never: 'receive-not-here',
  },
  returnResult: {
    'not-yet': 'return-not-yet',
    'no-longer': 'return-no-longer',
    never: 'return-not-here',
  },
  decideAcceptance: {
    'not-yet': 'acceptance-not-yet',
    'no-longer': 'acceptance-no-longer',
    never: 'acceptance-not-here',
  },
} as const satisfies Partial<Record<Ability, Record<'not-yet' | 'no-longer' | 'never', AppError['code']>>>;

/**
 * Why an office may not do something about a procedure on a day, as errors at `field`; empty when it may. The sentences
 * say what to do instead.
 */
export function whyNotAllowed(
  catalogue: WithCapabilities,
  office: { readonly id: string; readonly nameVi: string },
  procedureCode: string,
  day: string,
  ability: keyof typeof REFUSALS,
  field?: string,
): readonly AppError[] {
  const standing = capabilitiesOn(catalogue, office.id, procedureCode, day).standings[ability];
  if (standing.allowed) return [];
  const about = { code: procedureCode, office: office.nameVi };
  const refusal = REFUSALS[ability][standing.why];
  return [appError(refusal, standing.day === null ? about : { ...about, day: standing.day }, field)];
}

function standings(standingFor: (ability: Ability) => Standing): Capabilities['standings'] {
  return {
    guide: standingFor('guide'),
    receive: standingFor('receive'),
    returnResult: standingFor('returnResult'),
    decideAcceptance: standingFor('decideAcceptance'),
  };
}

function unstated(ability: Ability): Standing {
  return UNSTATED.has(ability)
    ? { allowed: true, from: null, until: null }
    : { allowed: false, why: 'never', day: null };
}

function covers({ procedures }: Capability, code: string): boolean {
  return procedures === 'all' || procedures.includes(code);
}

function ruleOn(rules: readonly Capability[], day: string): Capability | null {
  const inForce = rules.filter(
    ({ effectiveFrom, withdrawnFrom }) =>
      effectiveFrom <= day && (withdrawnFrom === null || day < withdrawnFrom),
  );
  const named = inForce.filter(({ procedures }) => procedures !== 'all');
  return (named.length > 0 ? named : inForce).reduce<Capability | null>(
    (best, each) => (best === null || best.effectiveFrom <= each.effectiveFrom ? each : best),
    null,
  );
}

/** A day from which on another rule may count, and that rule. */
interface Turn {
  readonly day: string;
  readonly rule: Capability | null;
}

function turnsOf(rules: readonly Capability[]): readonly Turn[] {
  const days = rules.flatMap(({ effectiveFrom, withdrawnFrom }) =>
    withdrawnFrom === null ? [effectiveFrom] : [effectiveFrom, withdrawnFrom],
  );
  return [...new Set(days)].sort().map((day) => ({ day, rule: ruleOn(rules, day) }));
}

function standingOn(turns: readonly Turn[], ability: Ability, day: string): Standing {
  const allows = ({ rule }: Turn) => rule?.allows.includes(ability) ?? false;
  const past = turns.filter((turn) => turn.day <= day);
  const ahead = turns.filter((turn) => turn.day > day);
  const now = past.at(-1);
  // The stretch the day lies in begins after the last turn that said otherwise.
  const stretch = (same: boolean) =>
    past[past.findLastIndex((turn) => allows(turn) !== same) + 1]?.day ?? day;
  if (now && allows(now))
    return {
      allowed: true,
      from: stretch(true),
      until: ahead.find((turn) => !allows(turn))?.day ?? null,
    };
  const next = ahead.find(allows);
  if (next) return { allowed: false, why: 'not-yet', day: next.day };
  return past.some(allows)
    ? { allowed: false, why: 'no-longer', day: stretch(false) }
    : { allowed: false, why: 'never', day: null };
}
