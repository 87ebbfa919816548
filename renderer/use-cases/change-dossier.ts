import type { Command, CommandOf, StepEntry } from '../../shared/domain/dossier/command.ts';
import { decide } from '../../shared/domain/dossier/decide.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import { postalItemSchema } from '../../shared/domain/postal-item.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { services } from '../session/services.ts';
import { currentCatalogue } from '../store/queries.ts';
import { dossierOfItem } from '../store/return-lists.ts';
import { currentAuthor } from './author.ts';
import { catalogueHere } from './catalogue-here.ts';
import { saveEvents } from './save-events.ts';
import { whyStopped } from './why-stopped.ts';

type Change = Result<Dossier, readonly AppError[]>;
type ChangeRequest<T extends Command['type']> = { readonly dossierId: string } & Omit<CommandOf<T>, 'type'>;

const PAPERS: ReadonlySet<Command['type']> = new Set([
  'recordPrint',
  'recordFormPrint',
  'recordReceiptPrint',
  'recordResultPrint',
]);

async function change(dossierId: string, command: Command): Promise<Change> {
  // A paper that has left the printer is recorded whatever happens; everything else waits until saving is safe again.
  const paper = PAPERS.has(command.type);
  const stop = paper ? null : whyStopped();
  if (stop) return fail([stop]);
  const author = currentAuthor();
  if (!author.ok) return author;
  return saveEvents({
    dossierId,
    author: author.value,
    decide: (dossier) => {
      const decision = decide(dossier, command, author.value.now);
      return decision.ok ? ok({ bodies: decision.value }) : decision;
    },
  });
}

/** Corrects one field after reception; the old value stays readable in the timeline. */
export function correctDossier({ dossierId, ...correction }: ChangeRequest<'correct'>): Promise<Change> {
  return change(dossierId, { type: 'correct', ...correction });
}

/** Adds a note to a dossier. */
export function addNote({ dossierId, text }: ChangeRequest<'addNote'>): Promise<Change> {
  return change(dossierId, { type: 'addNote', text });
}

/** Writes down the number the portal gave a guided citizen; the portal checks it when it gets it. */
export function recordFiling({ dossierId, number }: ChangeRequest<'recordFiling'>): Promise<Change> {
  return change(dossierId, { type: 'recordFiling', number });
}

/** Records that the receipt left the printer. */
export function recordPrint({ dossierId, ...print }: ChangeRequest<'recordPrint'>): Promise<Change> {
  return change(dossierId, { type: 'recordPrint', ...print });
}

/** Records that another form left the printer. */
export function recordFormPrint({ dossierId, ...print }: ChangeRequest<'recordFormPrint'>): Promise<Change> {
  return change(dossierId, { type: 'recordFormPrint', ...print });
}

/** Records that a fee receipt left the printer. */
export function recordReceiptPrint({
  dossierId,
  ...print
}: ChangeRequest<'recordReceiptPrint'>): Promise<Change> {
  return change(dossierId, { type: 'recordReceiptPrint', ...print });
}

/** Records that an electronic result left the printer. */
export function recordResultPrint({
  dossierId,
  ...print
}: ChangeRequest<'recordResultPrint'>): Promise<Change> {
  return change(dossierId, { type: 'recordResultPrint', ...print });
}

/** Takes a step after reception: supplement asked for, refused, result handed over… */
export async function takeStep(dossierId: string, step: StepEntry): Promise<Change> {
  const author = currentAuthor();
  if (!author.ok) return author;
  const here = await catalogueHere(author.value.office);
  if (!here.ok) return here;
  const { office, catalogue } = here.value;
  const { capabilities, postage } = catalogue;
  const itemTaken = step.type === 'resultPosted' && (await isTaken(step.data.item, dossierId));
  return change(dossierId, { type: 'step', step, place: { office, capabilities, postage }, itemTaken });
}

/** Whether another dossier known here went out under an item, as typed. */
export async function isTaken(item: string, dossierId: string): Promise<boolean> {
  const read = postalItemSchema.safeParse(item);
  const holder = read.success ? await dossierOfItem(services().db, read.data) : null;
  return holder !== null && holder !== dossierId;
}

/** The citizen brought what was asked for; the appointment moves by the pause, in the calendar of the catalogue here. */
export async function receiveSupplement({
  dossierId,
  documents,
}: Omit<ChangeRequest<'receiveSupplement'>, 'calendar'>): Promise<Change> {
  const catalogue = await currentCatalogue(services().db);
  if (!catalogue) return fail([appError('catalogue-missing')]);
  return change(dossierId, { type: 'receiveSupplement', documents, calendar: catalogue.calendar });
}
