import { vi } from 'vitest';
import type { ReportDocument, DocumentSources } from '../../renderer/print/report/report-document.ts';
import { reportDocument } from '../../renderer/print/report/report-document.ts';
import { lineOf } from '../../shared/domain/report/line.ts';
import { listRow } from '../../renderer/print/report/list-table.ts';
import { startI18n } from '../../renderer/i18n/i18n.ts';
import { factOf } from '../../shared/domain/report/fact.ts';
import { newReport } from '../../shared/domain/report/report.ts';
import type { MadeReport } from '../../shared/domain/report/made.ts';
import { PERSON, received, receiveCommand, receptionEntry, sampleCatalogue } from './catalogue.ts';

/** A name that a spreadsheet would take for a formula. */
export const FORMULA_NAME = "'-Hồ Thị Lệ";

/** The report of a day with some dossiers of two procedures, one overdue. */
export async function sampleReport(
  change: Partial<DocumentSources> = {},
): Promise<{ readonly made: MadeReport; readonly document: ReportDocument }> {
  // The texts tell the page their language; here is no page.
  vi.stubGlobal('document', { documentElement: {} });
  await startI18n('vi');
  vi.unstubAllGlobals();
  const entry = receptionEntry({ applicant: { ...PERSON, name: FORMULA_NAME }, channel: 'online' });
  const dossiers = [received(), received(), received(receiveCommand({ entry }))].map(
    ({ dossier }) => dossier,
  );
  const maker = newReport({
    period: { from: '2026-07-01', to: '2026-07-31' },
    filter: {},
    now: '2026-07-20T02:00:00.000Z',
    nextWorkingDay: () => '2026-07-21',
  });
  for (const dossier of dossiers) {
    const fact = factOf(dossier);
    if (fact) maker.add(fact);
  }
  const made: MadeReport = {
    report: maker.report(),
    labels: {
      office: { HT: 'Bưu điện Hà Tu' },
      field: {},
      procedure: { '1.001612': 'Đăng ký thành lập hộ kinh doanh' },
      channel: {},
      clerk: { 'nv-hoa': 'Phạm Thị Hoa' },
    },
    completeness: { office: 'HT', until: '2026-07-20T01:00:00.000Z', counters: [], unsent: 2, held: 0 },
    offices: [],
    final: false,
    read: 3,
  };
  const document = reportDocument({
    made,
    catalogue: sampleCatalogue(),
    madeBy: 'Lê Thị Trưởng',
    overdue: dossiers.map((dossier) => listRow(lineOf(dossier))),
    dueNext: [],
    ...change,
  });
  return { made, document };
}
