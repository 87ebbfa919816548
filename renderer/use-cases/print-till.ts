import { codeOf } from '../../shared/domain/dossier/state.ts';
import { isClosedShift, nextSheetPrint, type ClosedShift } from '../../shared/domain/till/shift.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { fingerprintOf, paperModel } from '../print/paper-model.ts';
import { closingSheetContent } from '../print/till/closing-sheet-content.ts';
import { dayRange, shiftRange, tillBookContent, type TillPlace } from '../print/till/till-book-content.ts';
import { closingSheetJob, tillBookJob } from '../print/till/till-papers.tsx';
import { now } from '../session/clock.ts';
import { services } from '../session/services.ts';
import { dossiersByIds } from '../store/queries.ts';
import { bookOfDays, bookOfShift, ownShifts, type TillBook } from '../store/till.ts';
import { currentAuthor } from './author.ts';
import { catalogueHere } from './catalogue-here.ts';
import {
  nothingRecorded,
  onceAtATime,
  printPaper,
  type PrintedPaper,
  type PrintMode,
} from './print-paper.ts';
import { saveTogether } from './save-events.ts';

type Printed = Result<PrintedPaper, readonly AppError[]>;

const once = onceAtATime<Printed>();
const DAY_MS = 86_400_000;
/** The longest range one print takes: a year, and the day that makes it a leap year. */
const MOST_DAYS = 366;

interface Here extends TillPlace {
  readonly by: string;
}

async function here(): Promise<Result<Here, readonly AppError[]>> {
  const author = currentAuthor();
  if (!author.ok) return author;
  const found = await catalogueHere(author.value.office);
  if (!found.ok) return found;
  const { office, catalogue } = found.value;
  return ok({
    officeName: office.nameVi,
    officePlace: office.place,
    counter: author.value.counter,
    sample: catalogue.sample,
    by: author.value.by.name,
  });
}

async function closedShift(id: string): Promise<ClosedShift | null> {
  const shift = (await ownShifts(services().db)).find((each) => each.id === id);
  return shift && isClosedShift(shift) ? shift : null;
}

async function printBook(range: string, jobName: string, book: TillBook, mode: PrintMode): Promise<Printed> {
  const place = await here();
  if (!place.ok) return place;
  const ids = [...new Set(book.entries.map(({ streamId }) => streamId))];
  const views = await dossiersByIds(services().db, ids);
  const codes = new Map(views.map(({ dossier }) => [dossier.id, codeOf(dossier)]));
  const content = tillBookContent({ ...place.value, ...book, range, codes, at: now() });
  return printPaper({
    job: tillBookJob(content),
    jobName,
    paper: 'A4',
    landscape: true,
    mode,
    left: nothingRecorded,
  });
}

/** Prints the till book of a range of days (`YYYY-MM-DD`), both included. Errors: `register-range`, those of printing. */
export function printTillBook(from: string, until: string, mode: PrintMode): Promise<Printed> {
  const days = (Date.parse(until) - Date.parse(from)) / DAY_MS;
  if (days < 0 || days >= MOST_DAYS) return Promise.resolve(fail([appError('register-range')]));
  return once(`book ${from} ${until}`, async () => {
    const book = await bookOfDays(services().db, from, until);
    return printBook(dayRange(from, until), `So-quy-${from}-${until}`, book, mode);
  });
}

/** Prints every event behind a closed shift. */
export function printShiftBook(shiftId: string, mode: PrintMode): Promise<Printed> {
  return once(`shift book ${shiftId}`, async () => {
    const shift = await closedShift(shiftId);
    if (!shift) return fail([appError('shift-none')]);
    const range = shiftRange(shift.opened.at, shift.closed.at);
    const name = `So-quy-ca-${shift.counter}-${String(shift.closed.position)}`;
    return printBook(range, name, await bookOfShift(services().db, shift), mode);
  });
}

/** Prints the closing sheet of a closed shift, then records the print, as forms of a dossier are. */
export function printClosingSheet(shiftId: string, mode: PrintMode): Promise<Printed> {
  return once(`sheet ${shiftId}`, async () => {
    const shift = await closedShift(shiftId);
    if (!shift) return fail([appError('shift-none')]);
    const place = await here();
    if (!place.ok) return place;
    const { by: _, ...where } = place.value;
    const book = await bookOfShift(services().db, shift);
    // The counter's name then: what is printed again later says the same.
    const content = closingSheetContent({ ...where, ...book, shift, counter: shift.counter });
    const contentHash = fingerprintOf(content);
    const print = nextSheetPrint(shift, contentHash);
    return printPaper({
      job: closingSheetJob(paperModel(content, print, now())),
      jobName: `Phieu-giao-ca-${content.code}`,
      paper: 'A4',
      mode,
      left: (left) => recordSheet(shiftId, contentHash, left),
    });
  });
}

/** The paper is out: recorded also while saving is stopped, as every print is. */
async function recordSheet(shiftId: string, contentHash: string, where: string): Promise<Printed> {
  const author = currentAuthor();
  if (!author.ok) return author;
  const saved = await saveTogether({
    author: author.value,
    streamIds: [shiftId],
    decide: ({ streams }) => {
      const shift = streams.get(shiftId);
      if (shift?.kind !== 'shift' || !shift.closed) return fail([appError('shift-none')]);
      const data = { ...nextSheetPrint(shift, contentHash), contentHash };
      return ok({ writes: [{ streamId: shiftId, bodies: [{ type: 'shiftSheetPrinted', data }] }] });
    },
  });
  return saved.ok ? ok({ where }) : saved;
}
