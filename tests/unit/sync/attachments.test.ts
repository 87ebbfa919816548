import 'fake-indexeddb/auto';
import { unlinkSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { firstConflict } from '../../../renderer/store/conflicts.ts';
import { outboxEntries, outboxSummary } from '../../../renderer/store/outbox-view.ts';
import { dossierById, timeline } from '../../../renderer/store/queries.ts';
import { createUploads, type Uploads } from '../../../renderer/sync/uploads.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { appError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { startFaults, type FaultyPortal } from '../../support/faults/proxy.ts';
import { createPortal, type Portal } from '../../portal/server.ts';
import { choose } from '../../support/conflicts.ts';
import { atPortal, counterOf, FREE_PROCEDURE, oneDocument } from '../../support/office.ts';
import type { SimulatedCounter } from '../../support/simulated-counter.ts';
import { pdfOf, placeOf, sha256Of, take } from '../electron/attachment-support.ts';

let portal: Portal;
let faults: FaultyPortal;
let counter: SimulatedCounter;
let counterNumber = 0;

beforeAll(async () => {
  portal = await createPortal({ onBug: (error) => console.error(error) });
  faults = await startFaults((await portal.listen()).url);
});
beforeEach(async () => {
  counter = await counterOf({ office: 'HT', counterNumber: ++counterNumber, url: faults.url });
});
afterEach(async () => {
  faults.clear();
  await counter.close();
});
afterAll(async () => {
  await faults.close();
  await portal.close();
});

const receive = () => counter.receive(oneDocument(), FREE_PROCEDURE);
const typesOf = async (dossier: Dossier) =>
  (await atPortal(portal, 'HT', dossier.id)).map(({ type }) => type);
const sizeAt = async (sha256: string) => (await portal.admin.file('HT', sha256))?.length ?? null;
const summary = () => outboxSummary(counter.db());
const syncOf = async ({ id }: Dossier) => (await dossierById(counter.db(), id))?.sync;

/** Attaches as the screen does: the bytes first, then the event. */
async function attach(dossier: Dossier, bytes: Buffer): Promise<string> {
  const taken = await take(counter.files, bytes);
  if (!taken.ok) throw new Error(taken.error.code);
  counter.uploads().again();
  const attachment = { documentId: null, name: 'đơn.pdf', ...taken.value };
  await counter.change(dossier.id, { type: 'attachDocument', attachment });
  return taken.value.sha256;
}

describe('files go before the events that need them', () => {
  it('a parent is never accepted before its file (ODK 13303)', async () => {
    const dossier = await receive();
    const bytes = pdfOf(600_000);
    const sha256 = await attach(dossier, bytes);
    // Whatever breaks on the way, at no moment does the portal have the event without the file.
    for (const kind of ['drop-request', 'drop-reply', 'cut', 'drop-reply', 'drop-request'] as const) {
      faults.next({ kind });
      await counter.sync();
      if ((await typesOf(dossier)).includes('documentAttached'))
        expect(await sizeAt(sha256)).toBe(bytes.length);
    }
    faults.clear();
    for (let i = 0; i < 3 && (await summary()).unsent > 0; i++) await counter.sync();
    expect(await typesOf(dossier)).toContain('documentAttached');
    expect(await sizeAt(sha256)).toBe(bytes.length);
    expect(await summary()).toMatchObject({ unsent: 0, held: 0 });
  });

  it('without a line for the file its event waits, other dossiers go, and it goes by itself when the file is there', async () => {
    const waiting = await receive();
    const sha256 = await attach(waiting, pdfOf(300_000));
    await counter.change(waiting.id, { type: 'addNote', text: 'sau tệp' });
    const other = await receive();
    const cut = faults.next({ kind: 'drop-request', operation: 'attachments', times: 1000 });
    expect(await counter.sync()).toBe(true);
    expect(await typesOf(other)).toContain('received');
    expect(await typesOf(waiting)).not.toContain('documentAttached');
    // On its way, not the clerk's business.
    expect([await syncOf(waiting), await syncOf(other)]).toEqual(['waiting-file', 'accepted']);
    expect(await summary()).toMatchObject({ unsent: 2, dossiers: 1, held: 0 });
    expect(await firstConflict(counter.db(), waiting.id)).toBeNull();
    const entries = await outboxEntries(counter.db(), 10);
    expect(entries.map(({ state, file }) => [state, file])).toEqual([
      ['waiting-file', sha256],
      ['waiting-file', null],
    ]);
    const own = (await timeline(counter.db(), waiting.id)).filter(({ push }) => push !== 'foreign');
    expect(own.map(({ push }) => push).slice(0, 2)).toEqual(['waiting-file', 'waiting-file']);

    await counter.crash();
    cut.remove();
    await counter.sync();
    await counter.uploads().settled([sha256], 10_000);
    expect(await counter.sync()).toBe(true);
    expect((await typesOf(waiting)).slice(-2)).toEqual(['documentAttached', 'noteAdded']);
    expect(await summary()).toMatchObject({ unsent: 0, held: 0 });
  });

  it.each([
    ['lost', (file: string) => unlinkSync(file)],
    ['damaged', (file: string) => writeFileSync(file, pdfOf(1000))],
  ] as const)(
    'a file %s on this machine needs a person on its dossier alone; the same file again heals it',
    async (how, spoil) => {
      const bytes = pdfOf(50_000);
      const hurt = await receive();
      const sha256 = await attach(hurt, bytes);
      const fine = await receive();
      const good = await attach(fine, pdfOf(50_000));
      spoil(placeOf(counter.filesFolder, sha256));
      expect(await counter.sync()).toBe(true);
      expect([await syncOf(hurt), await syncOf(fine)]).toEqual(['needs-attention', 'accepted']);
      expect(await sizeAt(good)).toBe(50_000);
      expect((await firstConflict(counter.db(), hurt.id))?.reason.code).toBe(`attachment-${how}`);
      expect(await summary()).toMatchObject({ unsent: 0, held: 1 });
      // It is not tried for ever, but stays.
      await counter.sync();
      expect(await summary()).toMatchObject({ held: 1 });

      await attach(hurt, bytes);
      await counter.sync();
      await counter.uploads().settled([sha256], 10_000);
      await counter.sync();
      expect(await summary()).toMatchObject({ unsent: 0, held: 0 });
      expect((await typesOf(hurt)).filter((type) => type === 'documentAttached')).toHaveLength(1);
    },
  );

  it('a file that is gone for good can be given up, and what came after it goes', async () => {
    const dossier = await receive();
    const sha256 = await attach(dossier, pdfOf(20_000));
    await counter.change(dossier.id, { type: 'addNote', text: 'sau' });
    unlinkSync(placeOf(counter.filesFolder, sha256));
    await counter.sync();
    await choose(counter, dossier.id, 'theirs');
    await counter.sync();
    await counter.sync();
    expect(await summary()).toMatchObject({ unsent: 0, held: 0 });
    expect(await typesOf(dossier)).not.toContain('documentAttached');
    expect(await typesOf(dossier)).toEqual(expect.arrayContaining(['noteAdded', 'setAside']));
    expect((await dossierById(counter.db(), dossier.id))?.dossier.attachments ?? []).toEqual([]);
  });

  it('the same file in two dossiers goes over the line once', async () => {
    const bytes = pdfOf(400_000);
    const [first, second] = [await receive(), await receive()];
    await attach(first, bytes);
    await attach(second, bytes);
    await counter.sync();
    expect(await typesOf(first)).toContain('documentAttached');
    expect(await typesOf(second)).toContain('documentAttached');
    expect(await sizeAt(sha256Of(bytes))).toBe(400_000);
  });
});

describe('uploads', () => {
  /** Uploads whose answers a test gives. */
  function byHand() {
    const asked: { sha256: string; answer: (result: Result<null>) => void }[] = [];
    const timers: (() => void)[] = [];
    let news = 0;
    const uploads: Uploads = createUploads({
      send: (sha256) => new Promise((answer) => asked.push({ sha256, answer })),
      cancel: () => undefined,
      startTimer: (_ms, run) => {
        timers.push(run);
        return () => undefined;
      },
      onNews: () => (news += 1),
      onBug: (bug) => {
        throw bug;
      },
    });
    return { uploads, asked, timers, news: () => news };
  }
  const turn = () => new Promise((done) => setImmediate(done));

  it('go one at a time, each once, and say so when one is there', async () => {
    const { uploads, asked, news } = byHand();
    uploads.want(['a', 'b']);
    uploads.want(['a']);
    expect(asked.map(({ sha256 }) => sha256)).toEqual(['a']);
    asked[0]?.answer(ok(null));
    await turn();
    expect([uploads.has('a'), uploads.has('b'), news()]).toEqual([true, false, 1]);
    expect(asked.map(({ sha256 }) => sha256)).toEqual(['a', 'b']);
  });

  it('nobody waits longer than patience for a long one, which goes on', async () => {
    const { uploads, asked, timers } = byHand();
    uploads.want(['long']);
    const waited = uploads.settled(['long'], 4000);
    timers[0]?.();
    expect(await waited).toBe(false);
    asked[0]?.answer(ok(null));
    await turn();
    expect(uploads.has('long')).toBe(true);
  });

  it('a line that is gone ends the waiting at once; what cannot go by itself is not tried until asked', async () => {
    const { uploads, asked } = byHand();
    uploads.want(['a', 'b']);
    const waited = uploads.settled(['a', 'b'], 4000);
    asked[0]?.answer(fail(appError('portal-unreachable')));
    expect(await waited).toBe(true);
    expect([uploads.has('a'), uploads.trouble('a')]).toEqual([false, null]);
    uploads.want(['b']);
    asked[1]?.answer(fail(appError('attachment-lost')));
    await turn();
    uploads.want(['b']);
    expect([uploads.trouble('b'), asked.length]).toEqual(['attachment-lost', 2]);
    uploads.again();
    uploads.want(['b']);
    expect(asked.length).toBe(3);
  });
});
