import { decide } from '../../shared/domain/dossier/decide.ts';
import type { CommandOf } from '../../shared/domain/dossier/command.ts';
import { receiptGivenBy } from '../../shared/domain/dossier/payments.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import { giveReceipt } from '../../shared/domain/numbering.ts';
import type { ReceiptNumber } from '../../shared/domain/receipt-number.ts';
import type { AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { currentAuthor } from './author.ts';
import { saveEvents } from './save-events.ts';
import { whyStopped } from './why-stopped.ts';

type Money = CommandOf<'takeFee' | 'takePostage' | 'refund' | 'voidReceipt'>;
type Moved = Promise<Result<Dossier, readonly AppError[]>>;

/** A receipt's number is used up only by a save that gives it, in the same transaction: the series has no gaps. */
export async function moveMoney(dossierId: string, command: (receipt: ReceiptNumber) => Money): Moved {
  const stop = whyStopped();
  if (stop) return fail([stop]);
  const author = currentAuthor();
  if (!author.ok) return author;
  const { counter, now } = author.value;
  return saveEvents({
    dossierId,
    author: author.value,
    decide: (dossier, numbering) => {
      const given = giveReceipt(numbering, counter, now);
      const decision = decide(dossier, command(given.receipt), now);
      if (!decision.ok) return decision;
      const used = decision.value.some((body) => receiptGivenBy(body) !== null);
      return ok({ bodies: decision.value, ...(used ? { numbering: given.numbering } : {}) });
    },
  });
}

/** Takes the fee of a dossier received unpaid; less than what is due only with the ground for the rest. */
export function takeFee({
  dossierId,
  ...fee
}: { readonly dossierId: string } & Omit<CommandOf<'takeFee'>, 'type' | 'receipt'>): Moved {
  return moveMoney(dossierId, (receipt) => ({ type: 'takeFee', receipt, ...fee }));
}

/** Gives money back on a receipt. */
export function refund({
  dossierId,
  ...given
}: { readonly dossierId: string } & Omit<CommandOf<'refund'>, 'type'>): Moved {
  return moveMoney(dossierId, () => ({ type: 'refund', ...given }));
}

/** Voids a receipt: all that is left on it goes back, and the right amount can be taken again. */
export function voidReceipt({
  dossierId,
  ...voided
}: { readonly dossierId: string } & Omit<CommandOf<'voidReceipt'>, 'type'>): Moved {
  return moveMoney(dossierId, () => ({ type: 'voidReceipt', ...voided }));
}
