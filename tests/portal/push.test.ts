import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashOf } from '../../shared/domain/dossier/chain.ts';
import { newId } from '../../shared/ids.ts';
import { placeOf, startCounter, type TestCounter } from './client.ts';
import { ENGINES } from './engines.ts';
import { changeReceived, reasons, reseal } from './push-support.ts';
import type { Portal } from './server.ts';
import { createRandom } from './seed/random.ts';

const HT = placeOf('HT');
const random = createRandom('push rules');

describe.each(ENGINES)('push on $name', ({ start }) => {
  let portal: Portal;
  let url: string;
  let number = 0;
  /** A counter with its log at the start and numbers to give. */
  const fresh = async (): Promise<TestCounter> => {
    number += 1;
    const counter = await startCounter(url, HT, number);
    await counter.lease();
    return counter;
  };

  beforeAll(async () => {
    portal = await start();
    ({ url } = await portal.listen());
  });
  afterAll(() => portal.close());

  const refusedReceptions: readonly (readonly [
    string,
    string,
    (data: Record<string, unknown>) => Record<string, unknown>,
  ])[] = [
    [
      'a code of no range of its own',
      'event-code-not-leased',
      (data) => ({ ...data, code: '000.01.19.H49-261124-9999' }),
    ],
    ['a code that is none', 'event-code-not-leased', (data) => ({ ...data, code: 'HS-\u0000-1' })],
    [
      'a provisional code of another counter',
      'event-code-not-leased',
      (data) => ({ ...data, code: 'TAM-GD-1-261124-001', provisional: true }),
    ],
    [
      'a procedure no catalogue ever had',
      'procedure-unknown',
      (data) => ({ ...data, procedure: { ...(data.procedure as object), code: '9.999999' } }),
    ],
    ['data that does not fit its type', 'event-invalid', (data) => ({ ...data, sets: 0 })],
    [
      'a fee that is not the procedure’s',
      'event-invalid',
      (data) => ({
        ...data,
        fee: {
          ...(data.fee as object),
          total: 1,
          lines: [{ ruleId: 'x', ruleVersion: 1, nameVi: '', amount: 1 }],
        },
      }),
    ],
  ];
  test.each(refusedReceptions)('%s: refused, holding its own dossier only', async (_what, code, change) => {
    const counter = await fresh();
    const bad = reseal([...counter.receive(random)], changeReceived(change));
    // The counter goes on writing: its next dossier follows the refused events in the chain.
    const last = bad.at(-1);
    const linked = reseal(counter.receive(random), (event) => event, last && hashOf(last));
    const { reply } = await counter.push([...bad, ...linked]);
    const after = bad.findIndex((event) => event.type === 'received');
    expect(reasons(reply)).toEqual([
      ...bad.map((_, i) => (i < after ? 'accepted' : i === after ? code : 'event-blocked')),
      ...linked.map(() => 'accepted'),
    ]);
    expect(reply?.acknowledged).toBe(linked.at(-1)?.position);
    const dossiers = (await portal.admin.dossiers('HT')).filter(
      (each) => each.reception?.counter === counter.id,
    );
    expect(dossiers.map((each) => each.id)).toEqual([linked[0]?.dossierId]);
    // Asked again, the same answer.
    expect(reasons((await counter.push([...bad, ...linked])).reply)).toEqual(reasons(reply));
    expect((await portal.admin.refused(counter.id)).length).toBe(bad.length - after);
  });

  test('a retry is judged anew, by the catalogue history at the time of the reception', async () => {
    const counter = await fresh();
    const events = reseal(
      counter.receive(random),
      changeReceived((data) => ({ ...data, procedure: { ...(data.procedure as object), version: 2 } })),
    );
    const at = events.findIndex((event) => event.type === 'received');
    const held = events.slice(at);
    expect(reasons((await counter.push(events)).reply)[at]).toBe('procedure-unknown');
    expect(reasons((await counter.push(held, true)).reply)[0]).toBe('procedure-unknown');
    const catalogue = await portal.admin.catalogue();
    const procedures = catalogue.procedures.flatMap((each) => [each, { ...each, version: 2 }]);
    await portal.admin.setCatalogue({ ...catalogue, version: catalogue.version + 1, procedures });
    // Known now, but the dossier was received before the version was published: history does not change.
    expect(reasons((await counter.push(held, true)).reply)[0]).toBe('procedure-withdrawn');
  });

  test('a lease that arrives late makes a refused code good on retry', async () => {
    const counter = await fresh();
    const { leases } = await counter.lease();
    const beyond = (leases[0]?.to ?? 0) + 1;
    const code = `${leases[0]?.unit ?? ''}-261124-${String(beyond).padStart(4, '0')}`;
    const events = reseal(
      counter.receive(random),
      changeReceived((data) => ({ ...data, code })),
    );
    const at = events.findIndex((event) => event.type === 'received');
    expect(reasons((await counter.push(events)).reply).slice(at)).toEqual(
      events.slice(at).map((_, i) => (i === 0 ? 'event-code-not-leased' : 'event-blocked')),
    );
    await counter.lease();
    // Only the blocked ones: the cause still stands before them.
    expect(new Set(reasons((await counter.push(events.slice(at + 1), true)).reply))).toEqual(
      new Set(['event-blocked']),
    );
    expect(new Set(reasons((await counter.push(events.slice(at), true)).reply))).toEqual(
      new Set(['accepted']),
    );
    const dossier = (await portal.admin.dossiers('HT')).find((each) => each.id === events[0]?.dossierId);
    expect([dossier?.reception?.code, dossier?.status]).toEqual([code, 'accepted']);
    expect(await portal.admin.refused(counter.id)).toEqual([]);
  });

  test('a dossier cannot be received twice, and its number is one whatever the date', async () => {
    const counter = await fresh();
    const events = counter.receive(random);
    await counter.push(events);
    const received = events.find((event) => event.type === 'received');
    const again = counter.write(
      events[0]?.dossierId ?? '',
      [{ type: 'received', data: received?.data }],
      events.length + 1,
    );
    expect(reasons((await counter.push(again)).reply)).toEqual(['dossier-transition-forbidden']);
    const code = (received?.data as { code: string }).code.replace(/-\d{6}-/u, '-200101-');
    const other = counter.receive(random).map(changeReceived((data) => ({ ...data, code })));
    const { reply } = await counter.push(
      other.slice(0, other.findIndex((event) => event.type === 'received') + 1),
    );
    expect(reasons(reply).at(-1)).toBe('event-code-taken');
  });

  test('an event id with another content is refused; the first stays', async () => {
    const counter = await fresh();
    const events = counter.receive(random);
    await counter.push(events);
    const [first] = events;
    const forged = first ? [{ ...first, at: { ...first.at, instant: '2020-01-01T00:00:00.000Z' } }] : [];
    expect(reasons((await counter.push(forged)).reply)).toEqual(['event-invalid']);
    expect((await counter.pullAll('1')).find((event) => event.id === first?.id)).toEqual(first);
    expect(reasons((await counter.push(events)).reply)).toEqual(events.map(() => 'accepted'));
  });

  test('an event that does not follow the log is refused, and so is a second one at a taken position', async () => {
    const counter = await fresh();
    const events = counter.receive(random);
    await counter.push(events);
    const dossierId = events[0]?.dossierId ?? '';
    const [note] = counter.write(
      dossierId,
      [{ type: 'noteAdded', data: { text: 'ghi chú' } }],
      events.length + 1,
    );
    const broken = note ? { ...note, prev: 'f'.repeat(64) } : note;
    const forked = note ? { ...note, id: newId(), position: 1 } : note;
    expect(reasons((await counter.push(broken ? [broken] : [])).reply)).toEqual(['event-chain-broken']);
    expect(reasons((await counter.push(broken ? [broken] : [], true)).reply)).toEqual(['event-chain-broken']);
    const fork = await counter.push(forked ? [forked] : []);
    expect([reasons(fork.reply), fork.reply?.acknowledged]).toEqual([['event-chain-broken'], note?.position]);
  });

  test('a second event at a taken position can be given up: nobody is left with a dossier that nothing can solve', async () => {
    const counter = await fresh();
    const events = counter.receive(random);
    await counter.push(events);
    const [first] = events;
    const dossierId = first?.dossierId ?? '';
    const content = { type: 'noteAdded', data: { text: 'ghi chú' } } as const;
    const forked = first ? { ...first, ...content, id: newId() } : null;
    expect(reasons((await counter.push(forked ? [forked] : [])).reply)).toEqual(['event-chain-broken']);
    const data = { eventId: forked?.id ?? '', position: 1, content, reason: 'Ghi hai lần' };
    const given = counter.write(dossierId, [{ type: 'setAside', data }], events.length + 1);
    expect(reasons((await counter.push(given)).reply)).toEqual(['accepted']);
  });

  test('a fee is taken once and in the right amount, corrections start from what stands, only the portal accepts', async () => {
    const counter = await fresh();
    const events = counter.receive(random);
    await counter.push(events);
    const id = events[0]?.dossierId ?? '';
    const from = (events.find((event) => event.type === 'received')?.data as { applicant: { phone: string } })
      .applicant.phone;
    const correction = {
      field: 'applicant.phone',
      from,
      to: '0912345678',
      reason: 'Khách báo số mới',
      approver: null,
    };
    const seq = events.length + 1;
    const wrong = [
      ['corrected', { ...correction, from: '0900000000' }, 'event-conflict'],
      ['corrected', { ...correction, field: 'dueAt', to: '2027-01-01T00:00:00.000Z' }, 'event-invalid'],
      ['accepted', { portalNumber: 'HL-1', linkedCode: null }, 'dossier-transition-forbidden'],
      [
        'corrected',
        {
          ...correction,
          field: 'dueAt',
          from: 'x',
          to: '2027-01-01T00:00:00.000Z',
          approver: 'Vũ Thị Bích Ngọc',
        },
        'event-conflict',
      ],
    ] as const;
    expect(
      reasons((await counter.push(counter.write(id, [{ type: 'corrected', data: correction }], seq))).reply),
    ).toEqual(['accepted']);
    for (const [type, data, code] of wrong) {
      // A refused event holds the rest of its dossier: each goes to a dossier of its own.
      const own = counter.receive(random);
      expect(new Set(reasons((await counter.push(own)).reply))).toEqual(new Set(['accepted']));
      const bad = counter.write(own[0]?.dossierId ?? '', [{ type, data }], own.length + 1);
      expect(reasons((await counter.push(bad)).reply), type).toEqual([code]);
    }
    const unpaid = counter.write(newId(), [{ type: 'feeTaken', data: { amount: 1, method: 'cash' } }], 0);
    expect(reasons((await counter.push(unpaid)).reply)).toEqual(['dossier-unknown']);
  });

  test('a procedure withdrawn later does not undo a reception; one received after the news is refused', async () => {
    const counter = await fresh();
    const before = counter.receive(random);
    const { code } = (
      before.find((event) => event.type === 'received')?.data as { procedure: { code: string } }
    ).procedure;
    await portal.admin.withdrawProcedure(code, '2022-08-16');
    expect(reasons((await counter.push(before)).reply)).toEqual(before.map(() => 'accepted'));
    const other = await fresh();
    const after = other
      .receive(random)
      .map(changeReceived((data) => ({ ...data, procedure: { ...(data.procedure as object), code } })));
    const until = after.findIndex((event) => event.type === 'received') + 1;
    expect(reasons((await other.push(after.slice(0, until))).reply).at(-1)).toBe('procedure-withdrawn');
  });

  test('the portal’s own events form a chain in each office, and two clerks pushing at once lose no place in the order', async () => {
    const counters = await Promise.all([fresh(), fresh(), fresh()]);
    await Promise.all(
      counters.flatMap((counter) => [counter.push(counter.receive(random)), counter.pullAll()]),
    );
    const events = await portal.admin.events('HT');
    const own = events.filter((event) => event.counter === 'portal');
    expect(own.length).toBeGreaterThan(3);
    for (const [i, event] of own.entries())
      expect([event.position, event.prev]).toEqual([i + 1, i === 0 ? '0'.repeat(64) : hashOf(own[i - 1])]);
    expect((await counters[0].pullAll('1', 7)).map((event) => event.id)).toEqual(
      events.map((event) => event.id),
    );
  });
});
