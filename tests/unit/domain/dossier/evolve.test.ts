import { describe, expect, it } from 'vitest';
import { fold } from '../../../../shared/domain/dossier/evolve.ts';
import type { DossierEvent } from '../../../../shared/domain/dossier/event.ts';
import { codeOf, codesOf } from '../../../../shared/domain/dossier/state.ts';
import { author, FIRST, NOW, received, write } from '../../../support/catalogue.ts';

const start = received();
const later = (part: Partial<DossierEvent>): DossierEvent => ({
  ...(start.events.at(-1) as DossierEvent),
  id: '01980000-0000-7000-8000-00000000000a',
  seq: start.dossier.lastSeq + 1,
  position: 4,
  ...part,
});

describe('fold', () => {
  it('of nothing is nothing', () => {
    expect(fold([])).toBeNull();
  });

  it('says who received it, when and where', () => {
    expect(start.dossier).toMatchObject({
      office: 'HT',
      status: 'received',
      startedAt: '2026-07-13T01:55:00.000Z',
      events: 3,
      lastSeq: 3,
    });
    expect(start.dossier.reception).toMatchObject({
      at: NOW,
      by: { id: 'nv-hoa' },
      office: 'HT',
      counter: 'HT-1',
      dueAt: '2026-07-16T10:00:00.000Z',
    });
  });

  it('counts and keeps what a newer app wrote, changing nothing else', () => {
    const dossier = fold([
      ...start.events,
      later({ type: 'scannedByRobot', data: { pages: 3 } }),
      later({
        id: '01980000-0000-7000-8000-00000000000b',
        position: 5,
        type: 'noteAdded',
        version: 2,
        data: {},
      }),
    ]);
    expect(dossier).toEqual({
      ...start.dossier,
      events: 5,
      lastSeq: 4,
      unknownTypes: ['scannedByRobot', 'noteAdded'],
    });
  });

  it('takes an event once, though it came twice', () => {
    const { events, dossier } = write([{ type: 'addNote', text: 'Gọi lại' }], undefined, start);
    expect(fold([...events, ...events])).toEqual(dossier);
    expect(dossier.notes).toMatchObject([{ text: 'Gọi lại', by: { name: 'Phạm Thị Hoa' } }]);
  });

  it('keeps the first reception, payment and acceptance of two that met in a merge', () => {
    const other = author({ counter: 'HT-2', by: { id: 'nv-lan', name: 'Lan' } });
    const commands = [
      { type: 'takeFee', method: 'cash' },
      { type: 'accept', portalNumber: 'A', linkedCode: null },
    ] as const;
    const here = write(commands, undefined, start);
    const there = write(
      commands.map((command) => ('portalNumber' in command ? { ...command, portalNumber: 'B' } : command)),
      other,
      start,
      FIRST,
    );
    const merged = fold([...there.events, ...here.events]);
    expect(merged).toMatchObject({
      status: 'accepted',
      payment: { counter: 'HT-1' },
      acceptance: { portalNumber: 'A' },
      events: 7,
      lastSeq: 5,
    });
    const again = fold([
      ...start.events,
      later({ type: 'received', data: { ...(start.events[2]?.data as object), code: 'X' } }),
    ]);
    expect(again?.reception?.code).toBe(start.dossier.reception?.code);
  });

  it('is not accepted before it is received, whatever order the portal had', () => {
    const accepted = later({
      type: 'accepted',
      seq: 1,
      counter: 'portal',
      position: 1,
      data: { portalNumber: 'A', linkedCode: null },
    });
    expect(fold([accepted])).toMatchObject({
      status: 'drafted',
      reception: null,
      acceptance: { portalNumber: 'A' },
    });
    expect(fold([accepted, ...start.events])).toMatchObject({ status: 'accepted' });
  });

  it('takes a correction of what the applicant has not as a mere record', () => {
    const data = { field: 'applicant.taxCode', from: null, to: '0100109106', reason: 'x', approver: null };
    const dossier = fold([...start.events, later({ type: 'corrected', data })]);
    expect(dossier?.corrections).toHaveLength(1);
    expect(dossier?.reception).toEqual(start.dossier.reception);
    expect(fold([later({ type: 'corrected', data })])).toMatchObject({ reception: null, corrections: [{}] });
  });
});

describe('codes', () => {
  const accept = (linkedCode: string | null) => ({ type: 'accept', portalNumber: 'A', linkedCode }) as const;

  it('are linked to a provisional one, and both find the dossier', () => {
    const provisional = received({ code: { code: 'TAM-HT-1-260713-001', provisional: true } });
    expect(codeOf(provisional.dossier)).toBe('TAM-HT-1-260713-001');
    const { dossier } = write([accept('000.00.19.H49-260713-0900')], undefined, provisional);
    expect(codeOf(dossier)).toBe('000.00.19.H49-260713-0900');
    expect(codesOf(dossier)).toEqual(['TAM-HT-1-260713-001', '000.00.19.H49-260713-0900']);
  });

  it('that were final stay, as they stand on paper', () => {
    expect(codeOf(write([accept('000.00.19.H49-260713-0900')], undefined, start).dossier)).toBe(
      '000.00.19.H49-260713-0001',
    );
    expect([
      codeOf({ ...start.dossier, reception: null }),
      codesOf({ ...start.dossier, reception: null }),
    ]).toEqual(['', []]);
  });
});
