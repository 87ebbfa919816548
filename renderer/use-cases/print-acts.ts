import { codeOf } from '../../shared/domain/dossier/state.ts';
import type { AppError } from '../../shared/errors.ts';
import type { Result } from '../../shared/result.ts';
import { actsContent } from '../print/acts/acts-content.ts';
import { actsJob } from '../print/acts/acts-paper.tsx';
import { now } from '../session/clock.ts';
import { services } from '../session/services.ts';
import { actsOfDay } from '../store/acts.ts';
import { dossiersByIds } from '../store/queries.ts';
import { currentAuthor } from './author.ts';
import { catalogueHere } from './catalogue-here.ts';
import { nothingRecorded, printPaper, type PrintedPaper, type PrintMode } from './print-paper.ts';

/** The codes of dossiers by their ids; none for what is no dossier, or not here. */
export async function codesOfDossiers(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const views = await dossiersByIds(services().db, [...new Set(ids)]);
  return new Map(views.map(({ dossier }) => [dossier.id, codeOf(dossier)]));
}

/** Prints all that was done under the clerk's own name on a day (`YYYY-MM-DD`), with every change to the till. */
export async function printActs(
  day: string,
  mode: PrintMode,
): Promise<Result<PrintedPaper, readonly AppError[]>> {
  const author = currentAuthor();
  if (!author.ok) return author;
  const { by, counter, office: officeId } = author.value;
  const here = await catalogueHere(officeId);
  if (!here.ok) return here;
  const { office, catalogue } = here.value;
  const acts = (await actsOfDay(services().db, by.id, day)) ?? [];
  const content = actsContent({
    officeName: office.nameVi,
    officePlace: office.place,
    counter,
    sample: catalogue.sample,
    day,
    by: by.name,
    acts,
    codes: await codesOfDossiers(acts.map(({ event }) => event.dossierId)),
    at: now(),
  });
  return printPaper({
    job: actsJob(content),
    jobName: `Viec-da-ghi-${counter}-${day}`,
    paper: 'A4',
    landscape: true,
    mode,
    left: nothingRecorded,
  });
}
