import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CounterDatabase } from '../../renderer/store/database.ts';
import { merge } from '../../renderer/store/merge.ts';
import { readMeta } from '../../renderer/store/meta.ts';
import { acknowledge, heldBatch, nextBatch, outboxSummary, release } from '../../renderer/store/outbox.ts';
import { rebuildProjections, verifyProjections } from '../../renderer/store/projections.ts';
import { FoldedIndex } from '../../renderer/store/search/folded-index.ts';
import { hashOf } from '../../shared/domain/dossier/chain.ts';
import { compareEvents, type DossierEvent } from '../../shared/domain/dossier/event.ts';
import { fold } from '../../shared/domain/dossier/evolve.ts';
import { foldText } from '../../shared/domain/text.ts';
import { newId } from '../../shared/ids.ts';
import { author, received, write } from '../support/catalogue.ts';
import {
  counterDatabase,
  emptyDatabase,
  instant,
  logOf,
  projectionsOf,
  receive,
  reopened,
  save,
} from '../unit/store/counter.ts';

/** What two other counters and the portal wrote: five dossiers, some of their events written without knowing each other. */
function foreignLog(): readonly DossierEvent[] {
  const portal = author({ counter: 'portal' });
  const heads = new Map<string, number>();
  const shifted = (events: readonly DossierEvent[]) =>
    events.map((event) => {
      const position = (heads.get(event.counter) ?? 0) + 1;
      heads.set(event.counter, position);
      return { ...event, position };
    });
  return ['HT-2', 'GD-1', 'HT-2', 'GD-1', 'HT-2'].flatMap((counter, i) => {
    const by = author({ counter });
    const base = received({}, by);
    const after = base.events.length;
    const noted = write(
      [
        { type: 'addNote', text: `a${i}` },
        { type: 'addNote', text: `b${i}` },
      ],
      by,
      base,
    );
    const meanwhile = write([{ type: 'addNote', text: `c${i}` }], author({ counter: 'VH-1' }), base);
    const accepted = write([{ type: 'accept', portalNumber: `P-${i}`, linkedCode: null }], portal, noted);
    return shifted([...accepted.events, ...meanwhile.events.slice(after)]);
  });
}

async function expectFolded(db: CounterDatabase): Promise<void> {
  const log = await logOf(db);
  for (const [id, events] of Map.groupBy(log, (event) => event.dossierId))
    expect((await projectionsOf(db)).get(id)).toMatchObject({ payload: fold(events) });
  expect(await verifyProjections(db)).toEqual([]);
}

describe('merge', () => {
  const events = foreignLog();
  // Any order, some events several times, cut into batches anywhere.
  const deliveries = fc
    .tuple(
      fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length }),
      fc.array(fc.nat({ max: events.length - 1 }), { maxLength: 30 }),
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 60 }),
    )
    .map(([order, again, sizes]) => {
      const all = again.reduce(
        (list, i) => list.toSpliced((i * 7) % list.length, 0, events[i] as DossierEvent),
        order,
      );
      const batches: (readonly DossierEvent[])[] = [];
      for (let at = 0; at < all.length; at += sizes[batches.length % sizes.length] ?? 1)
        batches.push(all.slice(at, at + (sizes[batches.length % sizes.length] ?? 1)));
      return { all, sizes };
    });

  it('gives the same projections whatever the order, the batches and the repetitions', async () => {
    const wanted = emptyDatabase();
    await merge(wanted, events, 0);
    const expected = await projectionsOf(wanted);
    await expectFolded(wanted);
    await fc.assert(
      fc.asyncProperty(deliveries, async ({ all, sizes }) => {
        const db = emptyDatabase();
        for (let at = 0, i = 0; at < all.length; i += 1) {
          const size = sizes[i % sizes.length] ?? 1;
          await merge(db, all.slice(at, at + size), i);
          at += size;
        }
        expect(await projectionsOf(db)).toEqual(expected);
        expect((await logOf(db)).length).toBe(events.length);
        db.close();
      }),
      { numRuns: 40 },
    );
  });
});

/** What should be: kept beside the database and compared after every step. */
interface Model {
  readonly own: string[];
  readonly merged: Set<string>;
  ownEvents: number;
  given: number;
  acknowledged: number;
  readonly held: Set<number>;
}

interface Real {
  db: CounterDatabase;
}

class Step implements fc.AsyncCommand<Model, Real> {
  readonly name: string;
  readonly needs: (model: Readonly<Model>) => boolean;
  readonly act: (model: Model, real: Real) => Promise<void>;

  constructor(name: string, act: Step['act'], needs: Step['needs'] = () => true) {
    this.name = name;
    this.act = act;
    this.needs = needs;
  }

  check = (model: Readonly<Model>) => this.needs(model);
  toString = () => this.name;

  async run(model: Model, real: Real): Promise<void> {
    await this.act(model, real);
    await compare(model, real.db);
  }
}

async function compare(model: Model, db: CounterDatabase): Promise<void> {
  const log = await logOf(db);
  const own = log.filter((event) => event.counter === 'HT-1');
  expect(own.map((event) => event.position)).toEqual(
    Array.from({ length: model.ownEvents }, (_, i) => i + 1),
  );
  own.slice(1).forEach((event, i) => expect(event.prev).toBe(hashOf(own[i])));
  expect(new Set(log.filter((event) => event.counter !== 'HT-1').map((event) => event.id))).toEqual(
    model.merged,
  );
  expect((await readMeta(db, 'numbering')).leases[0]?.next).toBe(model.given + 1);
  expect(await readMeta(db, 'acknowledged')).toBe(model.acknowledged);
  expect((await heldBatch(db, 500)).map((event) => event.position)).toEqual(
    [...model.held].sort((a, b) => a - b),
  );
  expect((await nextBatch(db, 500)).map((event) => event.position)).toEqual(
    own.map((event) => event.position).filter((position) => position > model.acknowledged),
  );
  expect(await outboxSummary(db)).toMatchObject({
    unsent: model.ownEvents - model.acknowledged,
    held: model.held.size,
  });
  await expectFolded(db);
}

describe('a counter’s store', () => {
  const foreign = foreignLog();
  const steps = [
    fc.nat({ max: 1000 }).map(
      (minute) =>
        new Step(`receive at ${minute}`, async (model, real) => {
          model.own.push((await receive(real.db, minute)).id);
          model.ownEvents += 3;
          model.given += 1;
        }),
    ),
    fc.tuple(fc.nat(), fc.nat({ max: 1000 })).map(
      ([pick, minute]) =>
        new Step(
          `note ${pick}`,
          async (model, real) => {
            await save(
              real.db,
              { type: 'addNote', text: 'x' },
              instant(minute),
              model.own[pick % model.own.length] ?? '',
            );
            model.ownEvents += 1;
          },
          (model) => model.own.length > 0,
        ),
    ),
    fc.tuple(fc.nat({ max: foreign.length }), fc.nat({ max: 20 })).map(
      ([at, size]) =>
        new Step(`merge ${size} from ${at}`, async (model, real) => {
          const batch = foreign.slice(at, at + size);
          await merge(real.db, batch, at + size);
          for (const event of batch) model.merged.add(event.id);
        }),
    ),
    fc.tuple(fc.nat({ max: 40 }), fc.array(fc.nat({ max: 20 }), { maxLength: 2 })).map(
      ([acknowledged, picks]) =>
        new Step(`acknowledge ${acknowledged} but ${picks.join()}`, async (model, real) => {
          model.acknowledged = Math.max(model.acknowledged, Math.min(acknowledged, model.ownEvents));
          const log = (await logOf(real.db)).filter(
            (event) => event.counter === 'HT-1' && event.position <= model.acknowledged,
          );
          const refused = picks
            .flatMap((pick) => log[pick % Math.max(1, log.length)] ?? [])
            .map(({ position, id, dossierId }) => ({
              position,
              eventId: id,
              dossierId,
              reason: { code: 'event-invalid', message: '' } as const,
            }));
          await acknowledge(real.db, { acknowledged, refused, now: instant(0) });
          for (const each of refused) model.held.add(each.position);
        }),
    ),
    fc.constant(
      new Step('release', async (model, real) => {
        const [first] = model.held;
        if (first === undefined) return;
        await release(real.db, [first]);
        model.held.delete(first);
      }),
    ),
    fc.constant(
      new Step('crash', async (_, real) => {
        real.db = reopened(real.db);
      }),
    ),
    fc.constant(
      new Step('crash within a save', async (model, real) => {
        // The connection goes while the save is under way: all of it is there afterwards, or nothing.
        const saving = receive(real.db, 1).then(
          (dossier) => dossier.id,
          () => null,
        );
        real.db = reopened(real.db);
        const id = await saving;
        const [row] = id === null ? [] : await real.db.dossiers.where('id').equals(id).toArray();
        expect(row?.id ?? null).toBe(id);
        if (id === null) return;
        model.own.push(id);
        model.ownEvents += 3;
        model.given += 1;
      }),
    ),
    fc.constant(new Step('rebuild', async (_, real) => rebuildProjections(real.db))),
  ];

  it('is what its log says after any saves, merges, verdicts and crashes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(steps, { maxCommands: 25 }), async (commands) => {
        const db = await counterDatabase({
          deviceId: newId(),
          counter: 'HT-1',
          counterNumber: 1,
          office: { id: 'HT', nameVi: 'Hà Tu' },
        });
        await fc.asyncModelRun(
          () => ({
            model: {
              own: [],
              merged: new Set<string>(),
              ownEvents: 0,
              given: 0,
              acknowledged: 0,
              held: new Set<number>(),
            },
            real: { db },
          }),
          commands,
        );
      }),
      { numRuns: 40 },
    );
  });

  it('orders a dossier’s events the same whatever order they are read in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...foreign], { minLength: foreign.length }), (events) => {
        expect(events.toSorted(compareEvents)).toHaveLength(foreign.length);
        for (const [id, group] of Map.groupBy(events, (event) => event.dossierId))
          expect(fold(group)).toEqual(fold(foreign.filter((event) => event.dossierId === id)));
      }),
      { numRuns: 20 },
    );
  });
});

describe('the folded index', () => {
  const syllables = ['Nguyễn', 'Nguyên', 'Ngô', 'Đỗ', 'Do', 'Văn', 'Vân', 'An', 'Ân', 'Đạt', 'Dat', 'Anh'];
  const name = fc
    .array(fc.constantFrom(...syllables), { minLength: 1, maxLength: 4 })
    .map((words) => words.join(' '));
  const digits = fc.stringMatching(/^[0-9]{4,12}$/u);
  const entry = fc.record({ id: fc.nat({ max: 12 }), at: fc.nat({ max: 5 }), texts: fc.tuple(name, digits) });

  it('answers as looking at every name would', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 40 }),
        fc.array(fc.constantFrom('ng', 'NGUYEN', 'đ', 'da', 'an', 'vân', '0', '12', '9876'), {
          minLength: 1,
          maxLength: 3,
        }),
        (entries, query) => {
          const index = new FoldedIndex();
          for (const { id, ...rest } of entries) index.add({ id: `id-${id}`, ...rest });
          const latest = new Map(entries.map((each) => [`id-${each.id}`, each]));
          const matches = (texts: readonly string[], word: string) =>
            texts.some((text) =>
              foldText(text)
                .split(' ')
                .some(
                  (each) =>
                    each.startsWith(foldText(word)) || (/^\d{4,}$/u.test(word) && each.endsWith(word)),
                ),
            );
          // Digits alone may also be one number.
          const readings = query.every((word) => /^\d+$/u.test(word)) ? [query, [query.join('')]] : [query];
          const expected = [...latest].filter(([, each]) =>
            readings.some((words) => words.every((word) => matches(each.texts, word))),
          );
          const found = index.search(query.join(' '), 100);
          expect(new Set(found)).toEqual(new Set(expected.map(([id]) => id)));
          const times = found.map((id) => latest.get(id)?.at ?? -1);
          expect(times).toEqual(times.toSorted((a, b) => b - a));
        },
      ),
      { numRuns: 500 },
    );
  });
});
