import { describe, expect, it } from 'vitest';
import type { CounterDatabase } from '../../../renderer/store/database.ts';
import type { ReturnList } from '../../../renderer/store/lookups.ts';
import { readMeta } from '../../../renderer/store/meta.ts';
import { rebuildProjections, verifyProjections } from '../../../renderer/store/projections.ts';
import { dossierByCode } from '../../../renderer/store/queries.ts';
import {
  dossierOfItem,
  lastRoll,
  renewLookups,
  returnPage,
  usedOfRoll,
} from '../../../renderer/store/return-lists.ts';
import type { LifeStep } from '../../../shared/domain/dossier/life.ts';
import { PERSON } from '../../support/catalogue.ts';
import { stepCommand } from '../../support/step-command.ts';
import { counterDatabase, instant, receive, save } from './counter.ts';

const HOME = { kind: 'home', address: PERSON.address } as const;
let minute = 0;

async function received(db: CounterDatabase, home: boolean): Promise<string> {
  return (await receive(db, (minute += 1), home ? { delivery: HOME } : {})).id;
}

async function step(db: CounterDatabase, id: string, ...types: readonly LifeStep[]): Promise<void> {
  for (const type of types) {
    const row = await db.dossiers.get(id);
    if (!row) throw new Error('no dossier');
    await save(db, stepCommand(type, db.codec.decode(row.payload), 0), instant((minute += 1)), id);
  }
}

const LISTS: readonly ReturnList[] = ['counter', 'home', 'posted', 'failed', 'delivered'];
async function where(db: CounterDatabase): Promise<Readonly<Record<string, readonly string[]>>> {
  const pages = await Promise.all(LISTS.map((list) => returnPage(db, list, 10)));
  return Object.fromEntries(
    LISTS.map((list, i) => [list, (pages[i]?.lines ?? []).map(({ dossier }) => dossier.id)]),
  );
}

const NOWHERE = { counter: [], home: [], posted: [], failed: [], delivered: [] };

describe('the lists of results', () => {
  it('follow a result from the authority to its citizen, and what came back waits at the counter', async () => {
    const db = await counterDatabase();
    const [here, home] = [await received(db, false), await received(db, true)];
    expect(await where(db)).toEqual(NOWHERE);
    await step(db, here, 'resultReady');
    await step(db, home, 'resultReady');
    expect(await where(db)).toEqual({ ...NOWHERE, counter: [here], home: [home] });
    await step(db, home, 'resultPosted');
    expect(await where(db)).toEqual({ ...NOWHERE, counter: [here], posted: [home] });
    await step(db, home, 'deliveryFailed');
    expect(await where(db)).toEqual({ ...NOWHERE, counter: [here], failed: [home] });
    await step(db, home, 'deliveryReturned');
    expect(await where(db)).toEqual({ ...NOWHERE, counter: [here, home] });
    await step(db, home, 'resultPosted', 'delivered');
    await step(db, here, 'resultHandedOver');
    expect(await where(db)).toEqual({ ...NOWHERE, delivered: [home] });
    expect(await verifyProjections(db)).toEqual([]);
  });

  it('give the ones that stand there longest first, or the newest, with how many there are', async () => {
    const db = await counterDatabase();
    const ids = [await received(db, false), await received(db, false), await received(db, false)];
    for (const id of ids.toReversed()) await step(db, id, 'resultReady');
    const shown = async (newest: boolean) => {
      const { lines, total } = await returnPage(db, 'counter', 2, newest);
      return [...lines.map(({ dossier }) => ids.indexOf(dossier.id)), total];
    };
    expect(await shown(false)).toEqual([2, 1, 3]);
    expect(await shown(true)).toEqual([0, 1, 3]);
  });
});

describe('postal items', () => {
  it('find their dossier, say which labels of a roll are gone, and which roll is in use', async () => {
    const db = await counterDatabase();
    const id = await received(db, true);
    const roll = { first: 'RA473124829VN', last: 'RA473124863VN' };
    expect(await lastRoll(db)).toBeNull();
    await step(db, id, 'resultReady');
    const row = await db.dossiers.get(id);
    const posting = row ? stepCommand('resultPosted', db.codec.decode(row.payload), 0) : null;
    if (posting?.type !== 'step' || posting.step.type !== 'resultPosted') throw new Error('not posted');
    const withRoll = { ...posting.step, data: { ...posting.step.data, roll } };
    await save(db, { ...posting, step: withRoll }, instant((minute += 1)), id);
    expect(await dossierOfItem(db, 'RA473124829VN')).toBe(id);
    expect(await dossierOfItem(db, 'RA473124832VN')).toBeNull();
    expect((await dossierByCode(db, ' ra473124829vn '))?.dossier.id).toBe(id);
    expect(await usedOfRoll(db, roll)).toEqual(['RA473124829VN']);
    expect(await lastRoll(db)).toEqual(roll);
    // No settings hold it: it comes back with the log.
    await Promise.all([db.dossiers.clear(), db.findable.clear()]);
    await rebuildProjections(db);
    expect(await lastRoll(db)).toEqual(roll);
    // What is typed never meets what the index also holds.
    expect(await dossierByCode(db, 'list:posted:')).toBeNull();
  });

  it('are looked up in rows of an earlier app too, once those are renewed', async () => {
    const db = await counterDatabase();
    const id = await received(db, true);
    await step(db, id, 'resultReady', 'resultPosted');
    const row = await db.dossiers.get(id);
    if (!row) throw new Error('no row');
    const before = row.codes;
    await db.dossiers.put({ ...row, codes: before.slice(0, 1) });
    expect(await where(db)).toEqual(NOWHERE);
    await renewLookups(db);
    expect((await db.dossiers.get(id))?.codes).toEqual(before);
    expect(await where(db)).toEqual({ ...NOWHERE, posted: [id] });
    expect(await readMeta(db, 'lookups')).toBe(1);
    expect(await verifyProjections(db)).toEqual([]);
  });
});
