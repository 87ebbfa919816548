import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHAIN_START, sealEvents } from '../../../shared/domain/dossier/chain.ts';
import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { isKnownType } from '../../../shared/domain/dossier/event.ts';
import {
  foldStream,
  mayFollow,
  readStreamBody,
  splitStreams,
  STREAM_TYPES,
  streamKindOf,
  type StreamBody,
} from '../../../shared/domain/stream.ts';
import { SHIFT_DATA, sumOfCash } from '../../../shared/domain/till/shift.ts';
import { newId } from '../../../shared/ids.ts';
import { author } from '../../support/catalogue.ts';

const opened: StreamBody = { type: 'shiftOpened', data: { counted: [], expected: 0, difference: null } };
const moved: StreamBody = {
  type: 'cashMoved',
  data: { direction: 'out', amount: 50_000, reason: 'Nộp ngân hàng', approver: null },
};
const closed: StreamBody = {
  type: 'shiftClosed',
  data: { counted: [], expected: 0, difference: null, unsent: 0 },
};
const sent: StreamBody = {
  type: 'batchSent',
  data: {
    to: { id: 'TT', nameVi: 'Trung tâm' },
    lines: [
      {
        dossierId: newId(),
        code: '000.00.19.H49-260713-0001',
        applicantName: 'Nguyễn Văn Đạt',
        procedureNameVi: 'Chứng thực bản sao',
        originals: 1,
        certifiedCopies: 0,
        photocopies: 0,
      },
    ],
    note: null,
  },
};
const exported: StreamBody = {
  type: 'reportExported',
  data: {
    file: 'bao-cao-HT-20260601-20260630.csv',
    format: 'csv',
    sha256: 'a'.repeat(64),
    size: 12,
    period: { from: '2026-06-01', to: '2026-06-30' },
    filter: { clerk: 'nv-hoa' },
    madeAt: '2026-07-01T01:00:00.000Z',
    nextDay: '2026-07-02',
    final: true,
    offices: [{ id: 'HT', nameVi: 'Bưu điện Hà Tu', until: null }],
    counts: { received: 4 },
    averageMs: null,
    logs: [{ office: 'HT', counters: [{ counter: 'HT-1', to: 9, gaps: [3, 4] }] }],
  },
};
const received: StreamBody = { type: 'batchReceived', data: { receiver: 'Trần Bình', differences: [] } };

const streamOf = (...bodies: readonly StreamBody[]): readonly DossierEvent[] =>
  sealEvents(
    bodies,
    { id: newId(), lastSeq: 0 },
    { position: 0, hash: CHAIN_START },
    author({ counter: 'HT-1' }),
  ).events;

describe('a stream that is no dossier', () => {
  it('has event types of its own, which no dossier has', () => {
    for (const type of STREAM_TYPES) {
      expect(streamKindOf({ type })).not.toBeNull();
      expect(isKnownType({ type, version: 1 })).toBe(false);
    }
    expect(streamKindOf({ type: 'received' })).toBeNull();
    expect(streamKindOf({ type: 'toString' })).toBeNull();
  });

  it('folds to the same in any order, each event once', () => {
    const log = streamOf(opened, moved, moved, closed);
    fc.assert(
      fc.property(fc.shuffledSubarray([...log, ...log], { minLength: 8, maxLength: 8 }), (shuffled) => {
        expect(foldStream(shuffled)).toEqual(foldStream(log));
      }),
    );
    expect(foldStream(log)).toMatchObject({
      kind: 'shift',
      counter: 'HT-1',
      events: 4,
      opened: { position: 1 },
      moved: [{ amount: 50_000 }, {}],
      closed: { position: 4 },
    });
  });

  it('counts what it cannot have and changes nothing by it', () => {
    const [first, second, third] = streamOf(opened, sent, closed) as [
      DossierEvent,
      DossierEvent,
      DossierEvent,
    ];
    const broken = { ...second, type: 'cashMoved', data: { amount: -1 } };
    expect(foldStream([first, second, third])).toEqual(foldStream([first, broken, third]));
    expect(foldStream([first, second, third])).toMatchObject({ kind: 'shift', events: 3, moved: [] });
  });

  it('is told apart from dossiers in a log', () => {
    const shift = streamOf(opened, moved);
    const note = { ...(shift[0] as DossierEvent), dossierId: newId(), type: 'noteAdded' };
    const split = splitStreams(Map.groupBy([...shift, note], (event) => event.dossierId));
    expect([...split.streams.keys()]).toEqual([shift[0]?.dossierId]);
    expect([...split.dossiers.keys()]).toEqual([note.dossierId]);
  });

  it('allows a shift to be opened and closed once, by its own counter, and nothing outside that', () => {
    const at = (...bodies: readonly StreamBody[]) => foldStream(streamOf(...bodies));
    const own = { counter: 'HT-1', office: 'HT' };
    expect(mayFollow(null, opened, own)).toBe(true);
    for (const body of [moved, closed, received]) expect(mayFollow(null, body, own)).toBe(false);
    expect(mayFollow(at(opened), opened, own)).toBe(false);
    expect(mayFollow(at(opened), moved, own)).toBe(true);
    expect(mayFollow(at(opened), closed, { counter: 'HT-1.2', office: 'HT' })).toBe(true);
    expect(mayFollow(at(opened), closed, { counter: 'HT-2', office: 'HT' })).toBe(false);
    for (const body of [opened, moved, closed]) expect(mayFollow(at(opened, closed), body, own)).toBe(false);
  });

  it('allows a batch to be received once, by whom it went to', () => {
    expect(mayFollow(null, sent, { counter: 'HT-1', office: 'HT' })).toBe(true);
    expect(mayFollow(foldStream(streamOf(sent)), received, { counter: 'TT-1', office: 'TT' })).toBe(true);
    expect(mayFollow(foldStream(streamOf(sent)), received, { counter: 'HT-1', office: 'HT' })).toBe(false);
    expect(mayFollow(foldStream(streamOf(sent, received)), received, { counter: 'TT-1', office: 'TT' })).toBe(
      false,
    );
    expect(mayFollow(foldStream(streamOf(sent)), sent, { counter: 'HT-1', office: 'HT' })).toBe(false);
  });
});

describe('an exported report', () => {
  it('is recorded once, whole or not at all', () => {
    const at = { counter: 'HT-1', office: 'HT' };
    const log = streamOf(exported);
    expect(foldStream(log)).toMatchObject({
      kind: 'export',
      exported: { ...exported.data, counter: 'HT-1' },
    });
    expect(mayFollow(null, exported, at)).toBe(true);
    for (const body of [exported, opened, received]) expect(mayFollow(foldStream(log), body, at)).toBe(false);
    const [event] = log as [DossierEvent];
    for (const wrong of [{ logs: [] }, { sha256: 'a' }, { filter: { applicant: 'Nguyễn' } }, { who: 'x' }])
      expect(
        readStreamBody({ ...event, data: { ...exported.data, ...wrong } as DossierEvent['data'] }),
      ).toBeNull();
  });
});

describe('a count of the till', () => {
  const counted = [
    { value: 500_000, count: 2 },
    { value: 1_000, count: 7 },
  ] as const;
  const difference = { amount: 7_000, standing: 'disputed', explanation: 'Thừa, chưa rõ' } as const;

  it('is the sum of its denominations', () => {
    expect(sumOfCash([...counted])).toBe(1_007_000);
  });

  it('is kept only where count, expectation and difference agree', () => {
    const reads = (data: unknown) => SHIFT_DATA.shiftOpened.safeParse(data).success;
    expect(reads({ counted, expected: 1_007_000, difference: null })).toBe(true);
    expect(reads({ counted, expected: 1_000_000, difference })).toBe(true);
    expect(reads({ counted, expected: 1_000_000, difference: null })).toBe(false);
    expect(reads({ counted, expected: 1_007_000, difference: { ...difference, amount: 0 } })).toBe(false);
    expect(reads({ counted: [...counted, ...counted], expected: 2_014_000, difference: null })).toBe(false);
    expect(reads({ counted: [{ value: 300, count: 1 }], expected: 300, difference: null })).toBe(false);
    expect(reads({ counted: [{ value: 500, count: 1.5 }], expected: 750, difference: null })).toBe(false);
  });

  it('is read back from an event only if it is valid', () => {
    const event = streamOf(moved)[0] as DossierEvent;
    expect(readStreamBody(event)).toEqual(moved);
    expect(readStreamBody({ ...event, version: 2 })).toBeNull();
    expect(readStreamBody({ ...event, data: { ...moved.data, amount: 0.5 } })).toBeNull();
  });
});
