import { codeOf, type Dossier } from '../../../shared/domain/dossier/state.ts';
import { vietnameseReports } from '../../i18n/i18n.ts';
import { formatWhen } from '../../i18n/when.ts';
import type { Cell, ReportTable } from './report-document.ts';

const text = (value: string): Cell => ({ kind: 'text', text: value.normalize('NFC') });

/** Dossiers one by one, as the lists of overdue ones and of those due next. */
export function listTable(name: string, dossiers: readonly Dossier[]): ReportTable {
  const t = vietnameseReports();
  return {
    name,
    head: [
      [t('file.code'), t('file.applicant'), t('by.procedure'), t('file.received-at'), t('file.due-at')].map(
        (label) => ({ text: label, columns: 1, rows: 1 }),
      ),
    ],
    rows: dossiers.map((dossier) => [
      text(codeOf(dossier)),
      text(dossier.reception?.applicant.name ?? ''),
      text(dossier.reception?.procedure.nameVi ?? ''),
      text(dossier.reception ? formatWhen(dossier.reception.at, 'full', 'vi') : ''),
      text(dossier.reception ? formatWhen(dossier.reception.dueAt, 'full', 'vi') : ''),
    ]),
    widths: [30, 30, 50, 24, 24],
    summed: false,
  };
}
