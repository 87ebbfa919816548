import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveCatalogue } from '../../renderer/store/catalogue.ts';
import { currentCatalogue } from '../../renderer/store/queries.ts';
import { catalogueSchema, procedureOn, procedureSchema } from '../../shared/domain/procedure.ts';
import { FREE_PROCEDURE } from '../support/office.ts';
import { LARGE } from '../support/large-catalogue.ts';
import { Machine } from '../support/machine.ts';
import { ask, placeOf } from './client.ts';
import { createPortal, type Portal } from './server.ts';

let portal: Portal;
let url: string;
let machine: Machine;
const counterToken = () => ({ counter: machine.tokens.device });

beforeAll(async () => {
  portal = await createPortal();
  ({ url } = await portal.listen());
  await portal.admin.setCatalogue(LARGE);
  machine = await Machine.enrolled({ place: placeOf('HT'), counterNumber: 7, url });
});
afterAll(() => portal.close());

/** Publishes the next version, which has a new version of the free procedure and withdraws another. */
async function publish() {
  const before = await portal.admin.catalogue();
  const old = procedureOn(before, FREE_PROCEDURE, '2026-06-01');
  if (!old) throw new Error('no procedure');
  const today = new Date().toISOString().slice(0, 10);
  const next = {
    ...before,
    version: before.version + 1,
    procedures: [
      ...before.procedures.map((each) => (each === old ? { ...each, withdrawnFrom: today } : each)),
      { ...old, version: old.version + 1, effectiveFrom: today },
    ],
  };
  await portal.admin.setCatalogue(next);
  return next;
}

describe('a catalogue of the province’s size', () => {
  test('comes whole at first, then as what changed, and a dossier keeps the version it was received under', async () => {
    expect((await currentCatalogue(machine.db))?.procedures.length).toBe(LARGE.procedures.length);
    const dossier = await machine.receive();
    const next = await publish();
    const { catalogue, patch } = await ask(
      url,
      'catalogue',
      { have: LARGE.version, speaks: 2 },
      counterToken(),
    );
    expect(catalogue).toBeNull();
    expect(patch?.put).toHaveLength(2);
    await machine.sync();
    expect(machine.trouble).toBeNull();
    expect(await currentCatalogue(machine.db)).toEqual(next);
    const held = (await portal.admin.dossiers('HT')).find(({ id }) => id === dossier.id);
    expect(held?.reception?.procedure.version).toBe(1);
    expect(held?.acceptance).not.toBeNull();
  });

  test('a counter whose catalogue is not what the portal published asks for the whole', async () => {
    const held = await currentCatalogue(machine.db);
    if (!held) throw new Error('no catalogue');
    await saveCatalogue(machine.db, { ...held, source: 'sửa trên máy' });
    const next = await publish();
    await machine.sync();
    expect(await currentCatalogue(machine.db)).toEqual(next);
  });

  test('a counter of the first kind gets the whole, in the shape it knows', async () => {
    const first = catalogueSchema.extend({
      procedures: procedureSchema.omit({ withdrawal: true }).array(),
    });
    const reply = await ask(url, 'catalogue', { have: LARGE.version }, counterToken());
    expect(reply).not.toHaveProperty('patch');
    expect(first.safeParse(reply.catalogue).success).toBe(true);
    // What it would not know is there to be left out.
    expect(first.safeParse(await portal.admin.catalogue()).success).toBe(false);
  });

  test('a version the portal never had, or none, is answered with the whole', async () => {
    for (const have of [0, 99]) {
      const reply = await ask(url, 'catalogue', { have, speaks: 2 }, counterToken());
      expect(reply.catalogue?.version).toBe(reply.version);
    }
  });
});
