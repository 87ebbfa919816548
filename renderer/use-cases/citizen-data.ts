import type { PersonalDataGiven } from '../../shared/domain/dossier/data-given.ts';
import { decide } from '../../shared/domain/dossier/decide.ts';
import { heldOf, type Who } from '../../shared/domain/dossier/memory.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { codeOf, type Dossier } from '../../shared/domain/dossier/state.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { citizenDataContent } from '../print/privacy/citizen-data-content.ts';
import { citizenDataJob } from '../print/privacy/citizen-data-paper.tsx';
import { now } from '../session/clock.ts';
import { services } from '../session/services.ts';
import { timeline } from '../store/queries.ts';
import { currentAuthor } from './author.ts';
import { catalogueHere } from './catalogue-here.ts';
import { errorOf } from './error-of.ts';
import { printPaper } from './print-paper.ts';
import { saveEvents } from './save-events.ts';
import { saveExport } from './save-export.ts';

/** Nobody has more dossiers at one office; beyond it the screen says so. */
const MOST = 200;

/** All dossiers on this machine that are a person's own and tell of them, newest first. */
export async function citizenDossiers(who: Who): Promise<readonly Dossier[]> {
  const found = await services().search.search(who.number, MOST);
  return heldOf(
    who,
    found.map(({ dossier }) => dossier),
  );
}

interface Held {
  readonly dossier: Dossier;
  readonly events: readonly DossierEvent[];
}

/**
 * Gives a person all that is kept of them here, on paper or as a file a machine can read, and writes down in each dossier
 * that they got it. Gives where it is. Nothing is written down for what never left.
 */
export async function giveCitizenData(
  who: Who,
  given: PersonalDataGiven,
): Promise<Result<string, readonly AppError[]>> {
  const author = currentAuthor();
  if (!author.ok) return author;
  const { office: officeId, counter, by } = author.value;
  const here = await catalogueHere(officeId);
  if (!here.ok) return here;
  const dossiers = await citizenDossiers(who);
  if (dossiers.length === 0) return fail([appError('citizen-data-none')]);
  // What is wrong with the request is said before anything leaves.
  const asked = decide(dossiers[0] ?? null, { type: 'recordDataGiven', given }, now());
  if (!asked.ok) return asked;
  const held = await Promise.all(
    dossiers.map(async (dossier): Promise<Held> => {
      const entries = await timeline(services().db, dossier.id);
      return { dossier, events: entries.map(({ event }) => event).reverse() };
    }),
  );
  const { office, catalogue } = here.value;
  const jobName = `Du-lieu-ca-nhan-${now().slice(0, 10)}-${who.number.slice(-4)}`;
  const record = (where: string) => recordGiven(dossiers, given, where);
  if (given.form === 'file') {
    const bytes = new TextEncoder().encode(fileOf(who, office.nameVi, held));
    const saved = await saveExport(`${jobName}.json`, bytes);
    return saved.ok ? record(saved.value.where) : fail([errorOf(saved.error)]);
  }
  const content = citizenDataContent({
    officeName: office.nameVi,
    officePlace: office.place,
    counter,
    sample: catalogue.sample,
    dossiers: held,
    number: who.number,
    by: by.name,
    at: now(),
  });
  return printPaper({ job: citizenDataJob(content), jobName, paper: 'A4', mode: 'print', left: record });
}

async function recordGiven(
  dossiers: readonly Dossier[],
  given: PersonalDataGiven,
  where: string,
): Promise<Result<string, readonly AppError[]>> {
  for (const { id } of dossiers) {
    const author = currentAuthor();
    if (!author.ok) return author;
    const saved = await saveEvents({
      dossierId: id,
      author: author.value,
      decide: (dossier) => {
        const decided = decide(dossier, { type: 'recordDataGiven', given }, author.value.now);
        return decided.ok ? ok({ bodies: decided.value }) : decided;
      },
    });
    if (!saved.ok) return saved;
  }
  return ok(where);
}

/** Everything kept, as JSON in UTF-8: each dossier with all that was written down in it, instants in UTC. */
function fileOf({ number }: Who, office: string, held: readonly Held[]): string {
  return JSON.stringify(
    {
      format: 'quay-mot-cua personal data 1',
      madeAt: now(),
      office,
      number,
      dossiers: held.map(({ dossier, events }) => ({
        code: codeOf(dossier),
        written: events.map(({ type, at, office: where, counter, data }) => ({
          type,
          at: at.instant,
          office: where,
          counter,
          data,
        })),
      })),
    },
    null,
    2,
  );
}
