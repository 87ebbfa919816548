import { nextReceiptPrint } from '../../shared/domain/dossier/receipt-papers.ts';
import { takingOn } from '../../shared/domain/dossier/payments.ts';
import { receiptDigits, receiptKey, type ReceiptNumber } from '../../shared/domain/receipt-number.ts';
import { receiptFacts } from '../../shared/e-receipt/document.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { fingerprintOf, paperModel } from '../print/paper-model.ts';
import { feeReceiptContent } from '../print/till/fee-receipt-content.ts';
import { feeReceiptJob } from '../print/till/fee-receipt.tsx';
import { now } from '../session/clock.ts';
import { services } from '../session/services.ts';
import { dossierById } from '../store/queries.ts';
import { catalogueHere } from './catalogue-here.ts';
import { recordReceiptPrint } from './change-dossier.ts';
import { onceAtATime, printPaper, type PrintMode } from './print-paper.ts';
import type { PrintedForm } from './print-receipt.ts';

type Printed = Result<PrintedForm, readonly AppError[]>;
const once = onceAtATime<Printed>();

/** Prints the receipt of a fee or of postage, both sheets of it, from the record as it stands; then records the print. */
export function printFeeReceipt(
  dossierId: string,
  receipt: ReceiptNumber,
  mode: PrintMode,
): Promise<Printed> {
  return once(`${dossierId} ${receiptKey(receipt)}`, () => print(dossierId, receipt, mode));
}

async function print(dossierId: string, receipt: ReceiptNumber, mode: PrintMode): Promise<Printed> {
  const dossier = (await dossierById(services().db, dossierId))?.dossier;
  if (!dossier?.reception) return fail([appError('dossier-unknown')]);
  const taking = takingOn(dossier, receipt);
  if (!taking) return fail([appError('receipt-unknown')]);
  const here = await catalogueHere(taking.office);
  if (!here.ok) return here;
  const received = { ...dossier, reception: dossier.reception };
  const facts = receiptFacts(received, { ...taking, receipt }, taking, here.value.office);
  const content = feeReceiptContent(facts, received.reception.procedure.sample);
  const contentHash = fingerprintOf(content);
  const model = paperModel(content, nextReceiptPrint(dossier, receipt, contentHash), now());
  const voided = taking.voided ? `BIÊN LAI ĐÃ HỦY: ${taking.voided.reason}` : null;
  return printPaper({
    job: feeReceiptJob({ ...model, voided }),
    jobName: `Bien-lai-${receipt.series.replace('/', '-')}-${receiptDigits(receipt)}`,
    paper: 'A5',
    mode,
    left: async (where) => {
      const recorded = await recordReceiptPrint({ dossierId, receipt, contentHash });
      return recorded.ok ? ok({ where, dossier: recorded.value }) : recorded;
    },
  });
}
