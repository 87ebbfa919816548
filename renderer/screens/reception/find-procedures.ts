import { whyNotAllowed } from '../../../shared/domain/capability.ts';
import {
  isInForce,
  newestInForce,
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

interface Indexed extends FoundProcedure {
  readonly code: string;
}

/** A catalogue made ready for searching: one entry a procedure, and which of them have a word. */
export interface ProcedureIndex {
  readonly entries: readonly Indexed[];
  /** Every folded word there is, sorted, and beside it the places of the entries that have it. */
  readonly words: readonly string[];
  readonly places: readonly (readonly number[])[];
}

/** Why an office can't receive (or guide to) a procedure on a day (`YYYY-MM-DD`), by the rules `decide` goes by; null when it can. */
export function whyNotReceivable(
  catalogue: Catalogue,
  office: Office | null,
  procedure: Procedure,
  day: string,
  ability: Asked = 'receive',
): AppError | null {
  if (!isInForce(procedure, day)) return appError('procedure-withdrawn', { code: procedure.code });
  return (office && whyNotAllowed(catalogue, office, procedure.code, day, ability)[0]) ?? null;
}

/** Whether an office receives nothing on a day and guides to something: then guiding is what its form is for. */
export function guidesOnly(catalogue: Catalogue, office: Office | null, day: string): boolean {
  const may = (ability: Asked) =>
    catalogue.procedures.some((each) => whyNotReceivable(catalogue, office, each, day, ability) === null);
  return office !== null && !may('receive') && may('guide');
}

/** What an office is asked to do about a procedure. */
type Asked = 'receive' | 'guide';

interface Made {
  readonly ability: Asked;
  readonly office: Office | null;
  readonly day: string;
  readonly index: ProcedureIndex;
}
// A catalogue is replaced, never changed: thousands of names are folded once, not for every form that opens.
const made = new WeakMap<Catalogue, Made>();

/** The finder for a catalogue at an office (null while unknown) on a day (`YYYY-MM-DD`). */
export function indexProcedures(
  catalogue: Catalogue,
  office: Office | null,
  day: string,
  ability: Asked = 'receive',
): ProcedureIndex {
  const known = made.get(catalogue);
  if (known?.office === office && known.day === day && known.ability === ability) return known.index;
  const index = makeIndex(catalogue, office, day, ability);
  made.set(catalogue, { office, day, ability, index });
  return index;
}

function makeIndex(catalogue: Catalogue, office: Office | null, day: string, ability: Asked): ProcedureIndex {
  const fields = new Map(catalogue.fields.map((field) => [field.code, field]));
  const entries: Indexed[] = [];
  const byWord = new Map<string, number[]>();
  for (const [code, versions] of Map.groupBy(catalogue.procedures, (each) => each.code)) {
    const procedure = newestInForce(versions, day);
    if (!procedure) continue;
    const { nameVi, nameEn, fieldCode } = procedure;
    const field = fields.get(fieldCode) ?? { nameVi: fieldCode, nameEn: fieldCode };
    const text = [code, nameVi, nameEn, fieldCode, field.nameVi, field.nameEn].join(' ');
    for (const word of new Set(foldedWords(text))) {
      const places = byWord.get(word);
      if (places) places.push(entries.length);
      else byWord.set(word, [entries.length]);
    }
    const refusal = whyNotReceivable(catalogue, office, procedure, day, ability);
    entries.push({ procedure, field, refusal, code: foldText(code) });
  }
  const words = [...byWord.keys()].sort(byUnits);
  return { entries, words, places: words.map((word) => byWord.get(word) ?? []) };
}

/** By code units, as the search for a beginning needs it. */
const byUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Procedures by code, name or field: every word typed, in any order and without its marks, begins a word of theirs.
 * Those that can be received come first, withdrawn ones last, and among equals a code typed from its start. An empty
 * query gives all. What this counter receives most comes before the rest of its rank: `used` says how often, by code.
 */
export function findProcedures(
  index: ProcedureIndex,
  query: string,
  used: ReadonlyMap<string, number> = new Map(),
): readonly FoundProcedure[] {
  const wanted = new Set(foldedWords(query));
  const misses = new Uint8Array(index.entries.length).fill(wanted.size);
  for (const word of wanted) {
    const has = new Uint8Array(misses.length);
    for (let i = firstFrom(index.words, word); index.words[i]?.startsWith(word) === true; i += 1)
      for (const place of index.places[i] ?? []) has[place] = 1;
    for (let place = 0; place < has.length; place += 1)
      misses[place] = (misses[place] ?? 0) - (has[place] ?? 0);
  }
  const code = foldText(query).trim();
  // In the order of the catalogue within each rank, as they come.
  const ranks: Indexed[][] = [[], [], [], [], [], []];
  for (const [place, each] of index.entries.entries())
    if (misses[place] === 0) ranks[rankOf(each, code)]?.push(each);
  const uses = ({ procedure }: Indexed) => used.get(procedure.code) ?? 0;
  return ranks.flatMap((rank) => {
    const often = rank.filter((each) => uses(each) > 0).sort((a, b) => uses(b) - uses(a));
    return often.length > 0 ? [...often, ...rank.filter((each) => uses(each) === 0)] : rank;
  });
}

function rankOf({ refusal, code }: Indexed, typed: string): number {
  const state = refusal === null ? 0 : refusal.code === 'procedure-withdrawn' ? 4 : 2;
  return state + (typed !== '' && code.startsWith(typed) ? 0 : 1);
}

/** Where the first word that is not before `word` stands. */
function firstFrom(words: readonly string[], word: string): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((words[middle] ?? '') < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
