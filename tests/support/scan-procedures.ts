import { whyNotReceivable } from '../../renderer/screens/reception/find-procedures.ts';
import { procedureOn, type Catalogue, type Office, type Procedure } from '../../shared/domain/procedure.ts';
import { foldedWords, foldText } from '../../shared/domain/text.ts';

interface Scanned {
  readonly procedure: Procedure;
  readonly rank: number;
}

/** What the finder must find, by folding every name anew for every query: for tests and the bench. */
export function scanProcedures(catalogue: Catalogue, office: Office | null, day: string) {
  const codes = [...new Set(catalogue.procedures.map(({ code }) => code))];
  const procedures = codes.map((code) => procedureOn(catalogue, code, day)).filter((each) => each !== null);
  return (query: string, used: ReadonlyMap<string, number> = new Map()): readonly Scanned[] => {
    const wanted = foldedWords(query);
    const typed = foldText(query).trim();
    return procedures
      .flatMap((procedure, at) => {
        const { code, nameVi, nameEn, fieldCode } = procedure;
        const field = catalogue.fields.find((each) => each.code === fieldCode);
        const words = foldedWords(
          `${code} ${nameVi} ${nameEn} ${fieldCode} ${field?.nameVi ?? ''} ${field?.nameEn ?? ''}`,
        );
        if (!wanted.every((word) => words.some((own) => own.startsWith(word)))) return [];
        const refusal = whyNotReceivable(catalogue, office, procedure, day);
        const state = refusal === null ? 0 : refusal.code === 'procedure-withdrawn' ? 4 : 2;
        const rank = state + (typed !== '' && foldText(code).startsWith(typed) ? 0 : 1);
        return [{ procedure, rank, at, uses: used.get(code) ?? 0 }];
      })
      .sort((a, b) => a.rank - b.rank || b.uses - a.uses || a.at - b.at);
  };
}
