import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { catalogueVersion, patchCatalogue, saveCatalogue } from '../../../renderer/store/catalogue.ts';
import { writeMeta } from '../../../renderer/store/meta.ts';
import { currentCatalogue } from '../../../renderer/store/queries.ts';
import { completeJournal } from '../../../renderer/store/recovery/complete.ts';
import { restoreFromJournal } from '../../../renderer/store/recovery/restore.ts';
import { diffCatalogues, type CataloguePatch } from '../../../shared/domain/catalogue-patch.ts';
import type { Catalogue } from '../../../shared/domain/procedure.ts';
import { sampleCatalogue } from '../../support/catalogue.ts';
import { fakeJournal, type FakeJournal } from '../../support/fake-journal.ts';
import { counterDatabase, emptyDatabase } from './counter.ts';

/** The catalogue of a version: each takes the name of the version into one procedure. */
function version(number: number): Catalogue {
  const { procedures, ...rest } = sampleCatalogue({ version: number });
  return {
    ...rest,
    procedures: procedures.map((each, i) => (i === 0 ? { ...each, nameVi: `bản ${String(number)}` } : each)),
  };
}

function step(from: number): CataloguePatch {
  const patch = diffCatalogues(version(from), version(from + 1));
  if (!patch) throw new Error('no patch');
  return patch;
}

const kinds = ({ entries }: FakeJournal) =>
  entries.map(({ kind }) => kind).filter((kind) => kind !== 'device');

async function rebuilt(journal: FakeJournal) {
  const fresh = emptyDatabase();
  const state = await journal.state();
  if (!state.ok) throw new Error(state.error.code);
  await restoreFromJournal(fresh, journal, state.value, { onProgress: () => undefined });
  return currentCatalogue(fresh);
}

it('takes a change in whole or not at all', async () => {
  const db = await counterDatabase();
  expect(await patchCatalogue(db, step(1))).toBe(false);
  await saveCatalogue(db, version(1));
  expect(await patchCatalogue(db, { ...step(1), hash: '0'.repeat(64) })).toBe(false);
  expect(await currentCatalogue(db)).toEqual(version(1));
  expect(await patchCatalogue(db, step(1))).toBe(true);
  expect(await currentCatalogue(db)).toEqual(version(2));
  expect(await db.catalogue.count()).toBe(1);
  // The same change once more does not fit any longer.
  expect(await patchCatalogue(db, step(1))).toBe(false);
  expect(await catalogueVersion(db)).toBe(2);
});

it('gives the journal what changed, and a counter rebuilt from it has the latest catalogue', async () => {
  const db = await counterDatabase();
  const journal = fakeJournal();
  await saveCatalogue(db, version(1));
  await completeJournal(db, journal);
  // Two changes between two looks at the journal, then one.
  await patchCatalogue(db, step(1));
  await patchCatalogue(db, step(2));
  await completeJournal(db, journal);
  await patchCatalogue(db, step(3));
  await completeJournal(db, journal);
  await completeJournal(db, journal);
  expect(kinds(journal)).toEqual(['catalogue', 'cataloguePatch', 'cataloguePatch', 'cataloguePatch']);
  expect(await rebuilt(journal)).toEqual(version(4));
});

it('gives the journal the whole again after many changes, and where what a change starts from was lost', async () => {
  const db = await counterDatabase();
  const journal = fakeJournal();
  await saveCatalogue(db, version(1));
  for (let from = 1; from <= 14; from += 1) {
    await completeJournal(db, journal);
    await patchCatalogue(db, step(from));
  }
  await completeJournal(db, journal);
  expect(kinds(journal).filter((kind) => kind === 'catalogue')).toHaveLength(2);
  expect(await rebuilt(journal)).toEqual(version(15));

  // An entry in the middle can't be read: what follows it is worth nothing, and the whole is written.
  const holed = fakeJournal(journal.entries.filter((entry) => entry.kind !== 'catalogue'));
  await completeJournal(db, holed);
  expect(kinds(holed).at(-1)).toBe('catalogue');
  expect(await rebuilt(holed)).toEqual(version(15));
});

it('keeps an imported calendar in the journal; a rebuilt counter promises by it as before', async () => {
  const db = await counterDatabase();
  const journal = fakeJournal();
  await saveCatalogue(db, version(1));
  const { calendar } = version(1);
  const imported = { ...calendar, version: `${calendar.version}+00000001` };
  const by = { id: 'ks', name: 'Vũ Thị Bích Ngọc' };
  const office = {
    calendar: imported,
    replaces: calendar.version,
    file: 'lich.csv',
    by,
    at: '2026-07-13T02:00:00.000Z',
  };
  await writeMeta(db, 'officeCalendar', office);
  expect((await currentCatalogue(db))?.calendar).toEqual(imported);
  await completeJournal(db, journal);
  expect((await rebuilt(journal))?.calendar).toEqual(imported);
  // What changed in the portal's catalogue still fits: the import is no part of it.
  expect(await patchCatalogue(db, step(1))).toBe(true);
  expect((await currentCatalogue(db))?.calendar).toEqual(imported);
});
