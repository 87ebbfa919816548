import { capabilitiesOn, type Capabilities } from '../../../shared/domain/capability.ts';
import {
  isInForce,
  procedureOn,
  type Catalogue,
  type Field,
  type Procedure,
} from '../../../shared/domain/procedure.ts';

/** Procedures about which an office may do the same, said as shortly as it can be. */
export interface CapabilityGroup extends Capabilities {
  readonly count: number;
  /** Whether these are all procedures in force. */
  readonly all: boolean;
  /** Fields that belong to the group as a whole. */
  readonly fields: readonly Field[];
  /** Fields of which most procedures belong to it; the others are named in other groups. */
  readonly othersOf: readonly Field[];
  /** The rest, one by one. */
  readonly named: readonly Procedure[];
}

/** What an office (its id) may do on a day (`YYYY-MM-DD`) about the procedures in force then, the largest group first. */
export function capabilityGroups(
  catalogue: Catalogue,
  office: string,
  day: string,
): readonly CapabilityGroup[] {
  const procedures = inForceOn(catalogue, day);
  const groups = Map.groupBy(
    procedures.map((procedure) => ({
      procedure,
      capabilities: capabilitiesOn(catalogue, office, procedure.code, day),
    })),
    ({ capabilities: { standings, rule } }) => JSON.stringify([standings, rule?.note, rule?.verified]),
  );
  const members = [...groups.values()].sort((a, b) => b.length - a.length);
  const byField = members.map((group) => Map.groupBy(group, ({ procedure }) => procedure.fieldCode));
  const size = (group: number, field: string) => byField[group]?.get(field)?.length ?? 0;
  const owner = (field: string) => indexOfLargest(byField.map((_, group) => size(group, field)));
  return members.flatMap((group, at) => {
    const first = group[0];
    if (!first) return [];
    const codes = [...(byField[at]?.keys() ?? [])];
    const own = codes.filter((field) => owner(field) === at);
    const whole = (field: string) => byField.every((_, other) => other === at || size(other, field) === 0);
    const fieldOf = (code: string): Field =>
      catalogue.fields.find((each) => each.code === code) ?? { code, nameVi: code, nameEn: code };
    return [
      {
        ...first.capabilities,
        count: group.length,
        all: group.length === procedures.length,
        fields: own.filter(whole).map(fieldOf),
        othersOf: own.filter((field) => !whole(field)).map(fieldOf),
        named: group.map(({ procedure }) => procedure).filter(({ fieldCode }) => owner(fieldCode) !== at),
      },
    ];
  });
}

function inForceOn(catalogue: Catalogue, day: string): readonly Procedure[] {
  return [...new Set(catalogue.procedures.map(({ code }) => code))].flatMap((code) => {
    const procedure = procedureOn(catalogue, code, day);
    return procedure && isInForce(procedure, day) ? [procedure] : [];
  });
}

/** The first of the largest. */
function indexOfLargest(sizes: readonly number[]): number {
  return sizes.indexOf(Math.max(...sizes));
}
