import {
  decideReceive,
  decideSend,
  decideSettle,
  type ListedLine,
  type ReceiveBatch,
  type SettleBatch,
} from '../../shared/domain/handover/decide-batch.ts';
import { standingIn } from '../../shared/domain/handover/batch-rules.ts';
import { batchNumber, isSent, type Batch, type SentBatch } from '../../shared/domain/handover/batch.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { batchListJob } from '../print/handover/batch-list.tsx';
import { services } from '../session/services.ts';
import type { Together } from '../store/seal-writes.ts';
import { allBatches, batchById } from '../store/batches.ts';
import { currentAuthor } from './author.ts';
import { catalogueHere } from './catalogue-here.ts';
import { nothingRecorded, printPaper, type PrintedPaper } from './print-paper.ts';
import { saveTogether } from './save-events.ts';
import { whyStopped } from './why-stopped.ts';

type Saved = Result<SentBatch, readonly AppError[]>;

export interface SendRequest {
  /** Id of a place the catalogue lets the office hand over to. */
  readonly to: string;
  readonly lines: readonly ListedLine[];
}

function batchesOf({ streams }: Together): readonly Batch[] {
  return [...streams.values()].filter((stream) => stream.kind === 'batch');
}

/** Sends a batch: its list and the step of every dossier on it in one save, all or nothing. */
export async function sendBatch({ to, lines }: SendRequest): Promise<Saved> {
  const stop = whyStopped();
  if (stop) return fail([stop]);
  const author = currentAuthor();
  if (!author.ok) return author;
  const here = await catalogueHere(author.value.office);
  if (!here.ok) return here;
  const { office } = here.value;
  const place = office.handsOverTo?.find(({ id }) => id === to);
  if (!place) return fail([appError('batch-place-unknown')]);
  const id = newId();
  const known = await allBatches(services().db);
  const saved = await saveTogether({
    author: author.value,
    dossierIds: place.sends === 'dossiers' ? lines.map(({ dossierId }) => dossierId) : [],
    streamIds: known
      .filter((batch) => lines.some(({ dossierId }) => standingIn(batch, dossierId)))
      .map((batch) => batch.id),
    decide: (together) => {
      const decided = decideSend({
        id,
        office,
        to: place,
        lines,
        note: null,
        dossiers: together.dossiers,
        batches: batchesOf(together),
      });
      if (!decided.ok) return decided;
      const { settled, sent, forwarded } = decided.value;
      return ok({
        writes: [
          ...settled.map(({ batch, body }) => ({ streamId: batch, bodies: [body] })),
          { streamId: id, bodies: [sent] },
          ...forwarded.map(({ dossierId, body }) => ({ dossierId, bodies: [body] })),
        ],
      });
    },
  });
  return saved.ok ? sentBatch(id) : saved;
}

async function sentBatch(id: string): Promise<Saved> {
  const batch = await batchById(services().db, id);
  return batch ? ok(batch) : fail([appError('batch-unknown')]);
}

/** Signs for a batch, with what differs; results that came back are ready on their dossiers in the same save. */
export async function receiveBatch(
  id: string,
  { receiver, differences }: Pick<ReceiveBatch, 'receiver' | 'differences'>,
): Promise<Saved> {
  const stop = whyStopped();
  if (stop) return fail([stop]);
  const author = currentAuthor();
  if (!author.ok) return author;
  const batch = await batchById(services().db, id);
  const saved = await saveTogether({
    author: author.value,
    dossierIds: batch?.sent.results ? batch.sent.lines.map(({ dossierId }) => dossierId) : [],
    streamIds: [id],
    decide: (together) => {
      const [open] = batchesOf(together);
      const decided = decideReceive({
        batch: open,
        office: author.value.office,
        receiver,
        differences,
        dossiers: together.dossiers,
      });
      if (!decided.ok) return decided;
      return ok({
        writes: [
          { streamId: id, bodies: [decided.value.received] },
          ...decided.value.ready.map(({ dossierId, body }) => ({ dossierId, bodies: [body] })),
        ],
      });
    },
  });
  return saved.ok ? sentBatch(id) : saved;
}

/** Records what became of a difference. */
export async function settleDifference(
  id: string,
  settling: Pick<SettleBatch, 'dossierId' | 'outcome' | 'explanation'>,
): Promise<Saved> {
  const stop = whyStopped();
  if (stop) return fail([stop]);
  const author = currentAuthor();
  if (!author.ok) return author;
  const saved = await saveTogether({
    author: author.value,
    streamIds: [id],
    decide: (together) => {
      const [batch] = batchesOf(together);
      const decided = decideSettle({ batch, office: author.value.office, ...settling });
      return decided.ok ? ok({ writes: [{ streamId: id, bodies: [decided.value] }] }) : decided;
    },
  });
  return saved.ok ? sentBatch(id) : saved;
}

/** Prints the list of a batch as the record stands, in two copies: one for each side. */
export async function printBatch(id: string): Promise<Result<PrintedPaper, readonly AppError[]>> {
  const batch = await batchById(services().db, id);
  if (!batch || !isSent(batch)) return fail([appError('batch-unknown')]);
  const here = await catalogueHere(batch.office);
  const job = batchListJob(
    batch,
    here.ok ? { place: here.value.office.place, sample: here.value.catalogue.sample } : {},
  );
  return printPaper({
    job,
    jobName: batchNumber(batch),
    paper: 'A4',
    mode: 'print',
    left: nothingRecorded,
  });
}
