import { vietnameseReports } from '../../i18n/i18n.ts';
import { formatWhen } from '../../i18n/when.ts';
import type { DossierLine } from '../../../shared/domain/report/line.ts';
import type { Cell, ReportTable } from './report-document.ts';

const text = (value: string): Cell => ({ kind: 'text', text: value.normalize('NFC') });

/** A dossier's line in a list, and what lists are ordered by. */
export interface ListedDossier {
  /** UTC instant. */
  readonly dueAt: string;
  readonly row: readonly Cell[];
}

export function listRow({ code, applicant, procedure, receivedAt, dueAt }: DossierLine): ListedDossier {
  const when = (at: string | null) => text(at === null ? '' : formatWhen(at, 'full', 'vi'));
  return {
    dueAt: dueAt ?? '',
    row: [text(code), text(applicant), text(procedure), when(receivedAt), when(dueAt)],
  };
}

/** Dossiers one by one, as the lists of overdue ones and of those due next. */
export function listTable(name: string, listed: readonly ListedDossier[]): ReportTable {
  const t = vietnameseReports();
  return {
    name,
    head: [
      [t('file.code'), t('file.applicant'), t('by.procedure'), t('file.received-at'), t('file.due-at')].map(
        (label) => ({ text: label, columns: 1, rows: 1 }),
      ),
    ],
    rows: listed.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1)).map(({ row }) => row),
    widths: [30, 30, 50, 24, 24],
    summed: false,
  };
}
