import { findProcedures, indexProcedures } from '../../../renderer/screens/reception/find-procedures.ts';
import { patchCatalogue, saveCatalogue } from '../../../renderer/store/catalogue.ts';
import { CounterDatabase } from '../../../renderer/store/database.ts';
import { cataloguePatchSchema, diffCatalogues } from '../../../shared/domain/catalogue-patch.ts';
import { catalogueSchema, type Catalogue } from '../../../shared/domain/procedure.ts';
import { foldedWords } from '../../../shared/domain/text.ts';
import { scanProcedures } from '../../support/scan-procedures.ts';
import { randomFrom } from './names.ts';
import { inTurn, type Times } from './rounds.ts';

const DAY = '2026-06-01';

/** The finder against folding every name anew, for beginnings of words as a clerk types them. */
export async function finderRound(catalogue: Catalogue, seed: number, count: number): Promise<Times> {
  const random = randomFrom(seed);
  const office = catalogue.offices[0] ?? null;
  const scan = scanProcedures(catalogue, office, DAY);
  const index = indexProcedures(catalogue, office, DAY);
  const queries = Array.from({ length: count }, () => {
    const { nameVi } = catalogue.procedures[Math.floor(random() * catalogue.procedures.length)] ?? {
      nameVi: '',
    };
    const words = foldedWords(nameVi);
    return [0, 1].map(() => (words[Math.floor(random() * words.length)] ?? '').slice(0, 3)).join(' ');
  });
  return inTurn(
    count,
    (i) => Promise.resolve(scan(queries[i] ?? '').slice(0, 50)),
    (i) => Promise.resolve(findProcedures(index, queries[i] ?? '').slice(0, 50)),
  );
}

/** A catalogue with one procedure renamed: taken in as what changed, against all of it, both from the text of a reply. */
export async function patchRound(catalogue: Catalogue, count: number): Promise<Times> {
  const databases = [new CounterDatabase('bench-whole'), new CounterDatabase('bench-patched')] as const;
  for (const db of databases) await saveCatalogue(db, catalogue);
  const versions = Array.from({ length: count + 1 }, (_, i): Catalogue => {
    const [first, ...rest] = catalogue.procedures;
    const procedures = first ? [{ ...first, nameVi: `bản ${String(i)}` }, ...rest] : [];
    return i === 0 ? catalogue : { ...catalogue, version: catalogue.version + i, procedures };
  });
  const wholes = versions.map((each) => JSON.stringify(each));
  const patches = versions
    .slice(1)
    .map((after, i) => JSON.stringify(diffCatalogues(versions[i] ?? after, after)));
  const times = await inTurn(
    count,
    (i) => saveCatalogue(databases[0], catalogueSchema.parse(JSON.parse(wholes[i + 1] ?? ''))),
    async (i) => {
      const patch = cataloguePatchSchema.parse(JSON.parse(patches[i] ?? ''));
      if (!(await patchCatalogue(databases[1], patch))) throw new Error('the patch does not fit');
    },
  );
  for (const db of databases) await db.delete();
  return times;
}
