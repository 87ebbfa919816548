import { describe, expect, it } from 'vitest';
import { CHAIN_START, sealEvents } from '../../../shared/domain/dossier/chain.ts';
import {
  decideNote,
  decideReport,
  isClosed,
  isReported,
  tellBy,
  type NoteEntry,
  type ReportEntry,
  type ReportedIncident,
} from '../../../shared/domain/incident/incident.ts';
import { foldStream, type StreamBody } from '../../../shared/domain/stream.ts';
import { newId } from '../../../shared/ids.ts';
import { author, NOW } from '../../support/catalogue.ts';

const ENTRY: ReportEntry = {
  what: 'wrong-recipient',
  foundAt: '2026-07-13T01:00:00.000Z',
  text: 'Trao nhầm kết quả của người khác.',
  people: 1,
  measures: 'Đã lấy lại giấy.',
};
const NOTE: NoteEntry = { text: 'Đã báo.', told: [], closes: false };

function incidentOf(...bodies: readonly StreamBody[]): ReportedIncident {
  const { events } = sealEvents(
    bodies,
    { id: newId(), lastSeq: 0 },
    { position: 0, hash: CHAIN_START },
    author({ counter: 'HT-1' }),
  );
  const stream = foldStream(events);
  if (stream?.kind !== 'incident' || !isReported(stream)) throw new Error('no incident');
  return stream;
}
const body = (data: object, type = 'incidentNoted') => ({ type, data }) as StreamBody;
const reported = body(ENTRY, 'incidentReported');
const codes = (outcome: ReturnType<typeof decideReport>) =>
  outcome.ok ? [] : outcome.error.map(({ code, field }) => `${field ?? ''} ${code}`);

describe('an incident', () => {
  it('is reported with all the law asks for, and with nothing that is not known yet', () => {
    expect(decideReport(ENTRY, NOW)).toEqual({ ok: true, value: reported });
    expect(codes(decideReport({ ...ENTRY, text: ' ', people: Number.NaN }, NOW))).toEqual([
      'text field-required',
      'people count-invalid',
    ]);
    expect(codes(decideReport({ ...ENTRY, foundAt: 'yesterday' }, NOW))).toEqual(['foundAt date-invalid']);
    expect(codes(decideReport({ ...ENTRY, foundAt: '2026-07-14T01:00:00.000Z' }, NOW))).toEqual([
      'foundAt date-future',
    ]);
  });

  it('is to be told of within 72 hours of knowing, until the authority was', () => {
    expect(tellBy(incidentOf(reported))).toBe('2026-07-16T01:00:00.000Z');
    expect(tellBy(incidentOf(reported, body({ ...NOTE, told: ['supervisor', 'people'] })))).toBe(
      '2026-07-16T01:00:00.000Z',
    );
    expect(tellBy(incidentOf(reported, body({ ...NOTE, told: ['authority'] })))).toBeNull();
  });

  it('is noted by anybody, closed by a supervisor, and then says no more', () => {
    const open = incidentOf(reported);
    expect(decideNote(open, NOTE, 'clerk').ok).toBe(true);
    expect(codes(decideNote(open, { ...NOTE, closes: true }, 'clerk'))).toEqual(['closes supervisor-only']);
    expect(decideNote(open, { ...NOTE, closes: true }, 'supervisor').ok).toBe(true);
    const closed = incidentOf(reported, body({ ...NOTE, closes: true }), body({ ...NOTE, text: 'Muộn' }));
    expect(isClosed(closed)).toBe(true);
    expect(closed.notes).toHaveLength(1);
    expect(codes(decideNote(closed, NOTE, 'supervisor'))).toEqual([' incident-closed']);
  });

  it('keeps its first report', () => {
    const twice = incidentOf(reported, body({ ...ENTRY, people: 99 }, 'incidentReported'));
    expect(twice.reported.people).toBe(1);
  });
});
