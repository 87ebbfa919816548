import { whyNotAllowed } from '../../../shared/domain/capability.ts';
import {
  isInForce,
  procedureOn,
  type Catalogue,
  type Office,
  type Procedure,
} from '../../../shared/domain/procedure.ts';
import { foldedWords, foldText } from '../../../shared/domain/text.ts';
import { appError, type AppError } from '../../../shared/errors.ts';

/** A procedure the finder shows; one that can't be received is shown too, so that the clerk knows why. */
export interface FoundProcedure {
  readonly procedure: Procedure;
  readonly field: { readonly nameVi: string; readonly nameEn: string };
  /** Why it can't be received here today; null when it can. */
  readonly refusal: AppError | null;
}

/** Whether an office receives nothing on a day and guides to something: then guiding is what its form is for. */
export function guidesOnly(catalogue: Catalogue, office: Office | null, day: string): boolean {
  const may = (ability: 'receive' | 'guide') =>
    catalogue.procedures.some((each) => whyNotReceivable(catalogue, office, each, day, ability) === null);
  return office !== null && !may('receive') && may('guide');
}

interface Indexed extends FoundProcedure {
  readonly words: readonly string[];
  readonly code: string;
}

/** Why an office can't receive (or guide to) a procedure on a day (`YYYY-MM-DD`), by the rules `decide` goes by; null when it can. */
export function whyNotReceivable(
  catalogue: Catalogue,
  office: Office | null,
  procedure: Procedure,
  day: string,
  ability: 'receive' | 'guide' = 'receive',
): AppError | null {
  if (!isInForce(procedure, day)) return appError('procedure-withdrawn', { code: procedure.code });
  return (office && whyNotAllowed(catalogue, office, procedure.code, day, ability)[0]) ?? null;
}

/** Prepares the finder for a catalogue at an office (null while unknown) on a day: one entry a procedure. */
export function indexProcedures(
  catalogue: Catalogue,
  office: Office | null,
  day: string,
  ability: 'receive' | 'guide' = 'receive',
): readonly Indexed[] {
  const codes = [...new Set(catalogue.procedures.map((each) => each.code))];
  return codes.flatMap((code): Indexed[] => {
    const procedure = procedureOn(catalogue, code, day);
    if (!procedure) return [];
    const known = catalogue.fields.find((each) => each.code === procedure.fieldCode);
    const field = {
      nameVi: known?.nameVi ?? procedure.fieldCode,
      nameEn: known?.nameEn ?? procedure.fieldCode,
    };
    const text = `${code} ${procedure.nameVi} ${procedure.nameEn} ${procedure.fieldCode} ${field.nameVi} ${field.nameEn}`;
    return [
      {
        procedure,
        field,
        refusal: whyNotReceivable(catalogue, office, procedure, day, ability),
        words: [...new Set(foldedWords(text))],
        code: foldText(code),
      },
    ];
  });
}

/**
 * Procedures by code, name or field: every word typed, in any order and without its marks, begins a word of theirs.
 * Those that can be received come first, withdrawn ones last, and among equals a code typed from its start. An empty
 * query gives all. What this counter receives most comes before the rest of its rank: `used` says how often, by code.
 */
export function findProcedures(
  index: readonly Indexed[],
  query: string,
  used: ReadonlyMap<string, number> = new Map(),
): readonly FoundProcedure[] {
  const wanted = foldedWords(query);
  const code = foldText(query).trim();
  const rank = (each: Indexed) =>
    (each.refusal === null ? 0 : each.refusal.code === 'procedure-withdrawn' ? 4 : 2) +
    (code !== '' && each.code.startsWith(code) ? 0 : 1);
  const uses = ({ procedure }: Indexed) => used.get(procedure.code) ?? 0;
  return index
    .filter((each) => wanted.every((word) => each.words.some((own) => own.startsWith(word))))
    .map((each, at) => ({ each, at }))
    .sort((a, b) => rank(a.each) - rank(b.each) || uses(b.each) - uses(a.each) || a.at - b.at)
    .map(({ each }) => each);
}
