import type { ExportBody } from '../../shared/domain/report/exported.ts';
import { standsUntil } from '../../shared/domain/report/standing.ts';
import type { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { FrozenReport } from '../store/report/messages.ts';
import { currentAuthor } from './author.ts';
import { saveTogether } from './save-events.ts';

type File = Pick<ExportBody['data'], 'file' | 'format' | 'sha256' | 'size'> & { readonly automatic: boolean };

/** Records that a report left this machine as a file, with what it needs to be made again as it was. */
export async function recordExport(
  { made, logs, nextDay }: FrozenReport,
  { automatic, ...file }: File,
): Promise<Result<null, readonly AppError[]>> {
  const author = currentAuthor();
  if (!author.ok) return author;
  const { report, completeness, offices, labels, final } = made;
  const own = { id: completeness.office, nameVi: labels.office[completeness.office] ?? completeness.office };
  const data: ExportBody['data'] = {
    ...file,
    ...(automatic ? { automatic } : {}),
    period: report.period,
    filter: report.filter,
    madeAt: report.madeAt,
    nextDay,
    final,
    offices:
      offices.length > 0
        ? offices.map((each) => ({ id: each.id, nameVi: each.nameVi, until: standsUntil(each) }))
        : [{ ...own, until: completeness.until }],
    counts: report.total.counts,
    averageMs: report.total.averageMs,
    logs: logs.map(({ office, counters }) => ({ office, counters: [...counters] })),
  };
  const id = newId();
  const saved = await saveTogether({
    author: author.value,
    streamIds: [id],
    decide: () => ok({ writes: [{ streamId: id, bodies: [{ type: 'reportExported', data }] }] }),
  });
  return saved.ok ? ok(null) : saved;
}
