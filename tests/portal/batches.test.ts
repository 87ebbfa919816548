import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { fold } from '../../shared/domain/dossier/evolve.ts';
import { lineOf } from '../../shared/domain/handover/decide-batch.ts';
import type { BatchLine } from '../../shared/domain/handover/batch.ts';
import { newId } from '../../shared/ids.ts';
import { placeOf, startCounter, type TestCounter } from './client.ts';
import { ENGINES } from './engines.ts';
import { reasons } from './push-support.ts';
import type { OfficeId } from './seed/accounts.ts';
import { createRandom } from './seed/random.ts';
import type { Portal } from './server.ts';

const random = createRandom('batches');
const CENTRE = { id: 'TT', nameVi: 'Trung tâm (mẫu)' };
const PAPER = { id: 'giay-bo-phan-phuong', nameVi: 'Bộ phận một cửa (giấy)', onPaper: true };

interface Listed {
  readonly line: BatchLine;
  /** Events of the dossier so far. */
  readonly seq: number;
}

describe.each(ENGINES)('handover batches pushed on $name', ({ start }) => {
  let portal: Portal;
  let url: string;
  let number = 0;
  const fresh = async (office: OfficeId): Promise<TestCounter> => {
    number += 1;
    const counter = await startCounter(url, placeOf(office), number);
    await counter.lease();
    return counter;
  };
  beforeAll(async () => {
    portal = await start();
    ({ url } = await portal.listen());
  });
  afterAll(() => portal.close());

  /** Dossiers received at a counter and taken by the portal. */
  const received = async (counter: TestCounter, many: number): Promise<readonly Listed[]> => {
    const listed: Listed[] = [];
    for (let i = 0; i < many; i += 1) {
      const events = counter.receive(random);
      await counter.push(events);
      const dossier = fold(events);
      if (!dossier) throw new Error('nothing received');
      const { computed: _, ...line } = lineOf(dossier);
      // The portal's `accepted` comes after them.
      listed.push({ line, seq: dossier.lastSeq });
    }
    return listed;
  };
  const send = (
    counter: TestCounter,
    listed: readonly Listed[],
    { id = newId(), to = CENTRE, extra = {} } = {},
  ): { readonly id: string; readonly events: readonly DossierEvent[] } => {
    const data = { to, lines: listed.map(({ line }) => line), note: null, ...extra };
    return {
      id,
      events: [
        ...counter.write(id, [{ type: 'batchSent', data }], 0),
        ...listed.flatMap(({ line, seq }) =>
          counter.write(line.dossierId, [{ type: 'forwarded', data: { to: to.nameVi, batch: id } }], seq),
        ),
      ],
    };
  };
  const verdicts = async (counter: TestCounter, events: readonly DossierEvent[]) =>
    reasons((await counter.push(events)).reply);
  const receipt = (missing: readonly string[] = []) => ({
    type: 'batchReceived',
    data: {
      receiver: 'Ngô Thị Thanh Huyền',
      differences: missing.map((dossierId) => ({ dossierId, what: 'missing', note: 'không có trong túi' })),
    },
  });
  const about = async (counter: TestCounter, id: string) =>
    (await counter.pullAll()).filter((event) => event.dossierId === id);

  test('both sides get every event of a batch; the other side gets nothing of its dossiers, a third office nothing', async () => {
    const [ht, beside, centre, third] = [
      await fresh('HT'),
      await fresh('HT'),
      await fresh('TT'),
      await fresh('GD'),
    ];
    const listed = await received(ht, 3);
    const { id, events } = send(ht, listed);
    expect(new Set(await verdicts(ht, events))).toEqual(new Set(['accepted']));
    expect(await centre.pullAll('0', 1)).toEqual([events[0]]);
    expect(await about(beside, id)).toEqual([events[0]]);
    expect(await third.pullAll()).toEqual([]);

    const missing = listed[1]?.line.dossierId ?? '';
    const signed = centre.write(id, [receipt([missing])], 1);
    // Who it did not go to cannot sign for it, and is told nothing; nor can the sender.
    expect(await verdicts(third, third.write(id, [receipt()], 1))).toEqual(['dossier-unknown']);
    expect(await verdicts(beside, beside.write(id, [receipt()], 1))).toEqual(['stream-forbidden']);
    expect(await verdicts(centre, signed)).toEqual(['accepted']);
    expect(await verdicts(centre, centre.write(id, [receipt()], 2))).toEqual(['stream-forbidden']);
    expect(await about(ht, id)).toEqual(signed);
    expect(await about(beside, id)).toEqual([events[0], ...signed]);

    const settled = {
      type: 'batchSettled',
      data: { dossierId: missing, outcome: 'found', explanation: 'nằm trong túi khác' },
    };
    expect(await verdicts(centre, centre.write(id, [settled], 3))).toEqual(['event-blocked']);
    const other = await fresh('TT');
    expect(await verdicts(other, other.write(id, [settled], 2))).toEqual(['stream-forbidden']);
    const settling = beside.write(id, [settled], 2);
    // The counter beside has an earlier receipt of its own refused, which must be given up first.
    expect(await verdicts(beside, settling)).toEqual(['event-blocked']);
    const by = ht.write(id, [settled], 2);
    expect(await verdicts(ht, by)).toEqual(['accepted']);
    expect(await about(other, id)).toEqual([events[0], ...signed, ...by]);
    expect((await other.pullAll()).every((event) => event.dossierId === id)).toBe(true);
    expect(await third.pullAll()).toEqual([]);
  });

  test('no dossier is in two open batches, and none is forwarded in a batch that was refused', async () => {
    const [one, two] = [await fresh('VH'), await fresh('VH')];
    const [a, b] = await received(one, 2);
    if (!a || !b) throw new Error('two were received');
    expect(new Set(await verdicts(one, send(one, [a]).events))).toEqual(new Set(['accepted']));
    expect(await verdicts(two, send(two, [a, b]).events)).toEqual([
      'batch-line-elsewhere',
      'step-forbidden',
      'batch-unknown',
    ]);
    const three = await fresh('VH');
    expect(await verdicts(three, send(three, [b, b]).events)).toContain('batch-line-twice');
  });

  test('a missing dossier goes again in a batch of its own, which settles the difference', async () => {
    const [ht, centre] = [await fresh('HT'), await fresh('TT')];
    const listed = await received(ht, 1);
    const [first] = listed;
    const dossierId = first?.line.dossierId ?? '';
    const { id, events } = send(ht, listed);
    await ht.push(events);
    await centre.push(centre.write(id, [receipt([dossierId])], 1));
    const again = newId();
    const settled = {
      type: 'batchSettled',
      data: { dossierId, outcome: 'sent-again', batch: again, explanation: 'để quên ở quầy' },
    };
    const data = { to: CENTRE, lines: [first?.line], note: null };
    const early = await fresh('HT');
    expect(await verdicts(early, early.write(newId(), [{ type: 'batchSent', data }], 0))).toEqual([
      'batch-line-elsewhere',
    ]);
    const sent = [...ht.write(id, [settled], 2), ...ht.write(again, [{ type: 'batchSent', data }], 0)];
    expect(await verdicts(ht, sent)).toEqual(['accepted', 'accepted']);
    expect(await verdicts(centre, centre.write(again, [receipt()], 1))).toEqual(['accepted']);
  });

  test('results go back where the dossier came from, once it arrived and only once', async () => {
    const [ht, centre] = [await fresh('HT'), await fresh('TT')];
    const listed = await received(ht, 1);
    const { id, events } = send(ht, listed);
    await ht.push(events);
    const back = (to = { id: 'HT', nameVi: 'Bưu điện Hà Tu' }) =>
      centre.write(
        newId(),
        [
          {
            type: 'batchSent',
            data: { to, results: true, lines: listed.map(({ line }) => line), note: null },
          },
        ],
        0,
      );
    expect(await verdicts(centre, back())).toEqual(['batch-line-forbidden']);
    await centre.push(centre.write(id, [receipt()], 1));
    expect(await verdicts(centre, back({ id: 'GD', nameVi: 'Bưu điện Giếng Đáy' }))).toEqual([
      'batch-line-forbidden',
    ]);
    const sent = back();
    expect(await verdicts(centre, sent)).toEqual(['accepted']);
    expect(await verdicts(centre, back())).toEqual(['batch-line-elsewhere']);
    const batch = sent[0]?.dossierId ?? '';
    expect(await about(ht, batch)).toEqual(sent);
    const ready = [
      ...ht.write(batch, [receipt()], 1),
      ...ht.write(
        listed[0]?.line.dossierId ?? '',
        [{ type: 'resultReady', data: { resultNumber: null } }],
        (listed[0]?.seq ?? 0) + 1,
      ),
    ];
    expect(await verdicts(ht, ready)).toEqual(['accepted', 'accepted']);
  });

  test('an office hands over only its own dossiers, only where the catalogue says; a side without the app signs on paper', async () => {
    const [ht, gd, centre] = [await fresh('HT'), await fresh('GD'), await fresh('TT')];
    const foreign = await received(gd, 1);
    const own = await received(ht, 1);
    expect(await verdicts(ht, send(ht, foreign).events)).toEqual(['batch-line-forbidden', 'dossier-unknown']);
    const elsewhere = send(ht, own, { to: { id: 'GD', nameVi: 'Bưu điện Giếng Đáy' } });
    expect(await verdicts(ht, elsewhere.events)).toEqual(['batch-place-unknown', 'batch-unknown']);
    const next = await fresh('HT');
    const { id, events } = send(next, own, { to: PAPER });
    expect(new Set(await verdicts(next, events))).toEqual(new Set(['accepted']));
    expect(await about(centre, id)).toEqual([]);
    expect(await verdicts(centre, centre.write(id, [receipt()], 1))).toEqual(['dossier-unknown']);
    expect(await verdicts(next, next.write(id, [receipt()], 1))).toEqual(['accepted']);
  });
});
