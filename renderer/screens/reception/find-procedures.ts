import { isInForce, procedureOn, type Catalogue, type Procedure } from '../../../shared/domain/procedure.ts';
import { foldedWords, foldText } from '../../../shared/domain/text.ts';

/** A procedure the finder offers; a withdrawn one is shown, so that the clerk knows why it is gone. */
export interface FoundProcedure {
  readonly procedure: Procedure;
  readonly field: { readonly nameVi: string; readonly nameEn: string };
  readonly inForce: boolean;
}

interface Indexed extends FoundProcedure {
  readonly words: readonly string[];
  readonly code: string;
}

/** Prepares the finder for a catalogue on a day: one entry a procedure. */
export function indexProcedures(catalogue: Catalogue, day: string): readonly Indexed[] {
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
        inForce: isInForce(procedure, day),
        words: [...new Set(foldedWords(text))],
        code: foldText(code),
      },
    ];
  });
}

/**
 * Procedures by code, name or field: every word typed, in any order and without its marks, begins a word of theirs.
 * A code typed from its start comes first, withdrawn ones last. An empty query gives all.
 */
export function findProcedures(index: readonly Indexed[], query: string): readonly FoundProcedure[] {
  const wanted = foldedWords(query);
  const code = foldText(query).trim();
  const rank = (each: Indexed) =>
    (each.inForce ? 0 : 2) + (code !== '' && each.code.startsWith(code) ? 0 : 1);
  return index
    .filter((each) => wanted.every((word) => each.words.some((own) => own.startsWith(word))))
    .map((each, at) => ({ each, at }))
    .sort((a, b) => rank(a.each) - rank(b.each) || a.at - b.at)
    .map(({ each }) => each);
}
