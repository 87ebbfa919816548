import type { Dossier } from '../../shared/domain/dossier/state.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { LabelPaper } from '../print/post/label.tsx';
import { labelContent, postingListContent } from '../print/post/post-content.ts';
import { labelsJob, postingListJob } from '../print/post/post-jobs.tsx';
import { services } from '../session/services.ts';
import { readMeta } from '../store/meta.ts';
import { dossiersByIds } from '../store/queries.ts';
import { currentAuthor } from './author.ts';
import { catalogueHere } from './catalogue-here.ts';
import { nothingRecorded, onceAtATime, printPaper, type PrintedPaper } from './print-paper.ts';

type Printed = Result<PrintedPaper, readonly AppError[]>;

const once = onceAtATime<Printed>();

async function posted(ids: readonly string[]): Promise<readonly Dossier[]> {
  const views = await dossiersByIds(services().db, ids);
  return views.map(({ dossier }) => dossier);
}

/**
 * Prints the labels of the items that dossiers' results went out under last, in the order given, from the record as it
 * stands: printed again they are the same. Nothing is recorded: a label is no paper of the dossier.
 */
export function printLabels(ids: readonly string[]): Promise<Printed> {
  return once(`labels ${ids.join()}`, async () => {
    const labels = (await posted(ids)).flatMap((dossier) => labelContent(dossier) ?? []);
    const [first] = labels;
    if (!first) return fail([appError('result-not-posted')]);
    const paper: LabelPaper = await readMeta(services().db, 'labelPaper');
    const job = labelsJob(labels, paper);
    return printPaper({ job, jobName: `Nhan-${first.item}`, paper, mode: 'print', left: nothingRecorded });
  });
}

/** Prints both copies of the posting list of dossiers' items: one stays at the counter, one goes with them. */
export function printPostingList(ids: readonly string[]): Promise<Printed> {
  return once(`list ${ids.join()}`, async () => {
    const author = currentAuthor();
    if (!author.ok) return author;
    const here = await catalogueHere(author.value.office);
    if (!here.ok) return here;
    const facts = {
      dossiers: await posted(ids),
      office: here.value.office,
      counter: author.value.counter,
    };
    let where = '';
    for (const copy of [1, 2] as const) {
      const content = postingListContent(facts, copy);
      if (!content) return fail([appError('result-not-posted')]);
      const printed = await printPaper({
        job: postingListJob(content),
        jobName: `Bang-ke-${content.number}`,
        paper: 'A4',
        landscape: true,
        mode: 'print',
        left: nothingRecorded,
      });
      if (!printed.ok) return printed;
      ({ where } = printed.value);
    }
    return ok({ where });
  });
}
