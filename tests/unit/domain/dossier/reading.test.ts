import { expect, it } from 'vitest';
import { decide } from '../../../../shared/domain/dossier/decide.ts';
import type { DocumentRead } from '../../../../shared/domain/dossier/reading.ts';
import type { ReceivedDossier } from '../../../../shared/domain/dossier/state.ts';
import { factOf } from '../../../../shared/domain/report/fact.ts';
import { DEFAULT_CONFIG } from '../../../../shared/portal/national/config.ts';
import { toNational } from '../../../../shared/portal/national/outgoing.ts';
import { author, NOW, received, write, type Written } from '../../../support/catalogue.ts';

const file = {
  documentId: 'original',
  name: 'Đơn.pdf',
  mediaType: 'application/pdf' as const,
  size: 10,
  sha256: 'a'.repeat(64),
};
const reading = (change: Partial<DocumentRead> = {}): DocumentRead => ({
  documentId: 'original',
  sha256: file.sha256,
  template: { id: 'application', version: 1 },
  fields: [
    {
      field: 'name',
      read: 'Nguyễn Văn Đat',
      confidence: 71,
      box: { page: 1, x: 10, y: 20, width: 300, height: 15 },
      value: ' Nguyễn Văn  Đạt ',
      confirmed: true,
    },
  ],
  ...change,
});

const withFile = () => write([{ type: 'attachDocument', attachment: file }], undefined, received());

it('keeps what was confirmed beside what was read, and the newest reading of a file', () => {
  const once = write([{ type: 'recordReading', reading: reading() }], undefined, withFile());
  const twice = write([{ type: 'recordReading', reading: reading() }], undefined, once);
  expect(twice.dossier.readings?.map(({ fields }) => fields)).toEqual([
    [expect.objectContaining({ read: 'Nguyễn Văn Đat', value: 'Nguyễn Văn Đạt' })],
  ]);
});

it('counts for reports from the first reading on, and is told to the national exchange', () => {
  const read = { type: 'recordReading' as const, reading: reading() };
  const once = write([read], author({ now: '2026-07-14T02:00:00.000Z' }), withFile());
  const twice = write([read], author({ now: '2026-08-03T02:00:00.000Z' }), once);
  expect(factOf(withFile().dossier)?.reused).toBeNull();
  for (const { dossier } of [once, twice])
    expect(factOf(dossier)?.reused).toBe(Date.parse('2026-07-14T02:00:00.000Z'));
  const told = ({ dossier }: Written) =>
    toNational(dossier as ReceivedDossier, DEFAULT_CONFIG).TaiLieuNop?.map(
      ({ DuocTaiSuDung }) => DuocTaiSuDung,
    );
  expect([told(withFile()), told(once)]).toEqual([['0'], ['1']]);
});

it('takes nothing unconfirmed, nothing empty, and nothing of a file that is not attached to that document', () => {
  const { dossier } = withFile();
  const [field] = reading().fields;
  const refused = (change: object) =>
    decide(dossier, { type: 'recordReading', reading: { ...reading(), ...change } }, NOW);
  expect(refused({ fields: [{ ...field, confirmed: false }] }).ok).toBe(false);
  expect(refused({ fields: [{ ...field, value: '  ' }] }).ok).toBe(false);
  expect(refused({ fields: [] }).ok).toBe(false);
  for (const change of [{ sha256: 'b'.repeat(64) }, { documentId: 'copy' }])
    expect(refused(change)).toMatchObject({ error: [{ code: 'reading-without-file' }] });
});
