import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CounterDatabase } from '../../renderer/store/database.ts';
import { merge } from '../../renderer/store/merge.ts';
import { readMeta } from '../../renderer/store/meta.ts';
import { acknowledge, heldBatch, nextBatch, release } from '../../renderer/store/outbox.ts';
import { outboxSummary } from '../../renderer/store/outbox-view.ts';
import { rebuildProjections } from '../../renderer/store/projections.ts';
import { hashOf } from '../../shared/domain/dossier/chain.ts';
import { counterDatabase, instant, logOf, receive, reopened, save } from '../unit/store/counter.ts';
import { expectFolded, foreignLog } from '../unit/store/foreign-log.ts';

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
  expect((await readMeta(db, 'outbox')).acknowledged).toBe(model.acknowledged);
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
        const db = await counterDatabase();
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
});
