import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import { lastStep, type Dossier } from '../../../shared/domain/dossier/state.ts';
import { takeStep } from '../../use-cases/change-dossier.ts';
import { printLabels, printPostingList } from '../../use-cases/print-post.ts';
import { useRequest } from '../use-request.ts';

type Asked = Result<unknown, readonly AppError[]>;

/** What can be done with results from their list; `said` tells what was done last. */
export function useResultActions() {
  const { t } = useTranslation('results');
  const { busy, errors, run } = useRequest();
  const [said, setSaid] = useState<string | null>(null);
  async function ask(what: () => Promise<Asked>, then: string): Promise<boolean> {
    setSaid(null);
    const done = await run(what);
    if (done) setSaid(then);
    return done;
  }
  return {
    busy,
    errors,
    said,
    say: setSaid,
    labels: (ids: readonly string[]) => ask(() => printLabels(ids), t('done.labels')),
    list: (ids: readonly string[]) => ask(() => printPostingList(ids), t('done.list')),
    /** After a posting: its labels, then its list in two copies. */
    both: (ids: readonly string[]) =>
      ask(
        async () => {
          const labels = await printLabels(ids);
          return labels.ok ? printPostingList(ids) : labels;
        },
        `${t('done.posted', { count: ids.length })} ${t('done.printed')}`,
      ),
    back: (dossier: Dossier) =>
      ask(
        () =>
          takeStep(dossier.id, {
            type: 'deliveryReturned',
            data: { item: lastStep(dossier, 'resultPosted')?.data.item ?? '' },
          }),
        t('done.back'),
      ),
  };
}
