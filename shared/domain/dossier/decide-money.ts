import { appError, type AppError } from '../../errors.ts';
import { fail, ok } from '../../result.ts';
import { issuesOf } from '../party.ts';
import type { CommandOf } from './command.ts';
import type { Decision } from './decide-life.ts';
import type { Stage } from './life.ts';
import { feeDue, leftOf, MONEY_DATA, takingInForce, takingOn, type MoneyBody } from './payments.ts';
import { stageOf, type ReceivedDossier } from './state.ts';

/** Nothing is charged for a dossier that will not be worked on. */
const GIVEN_UP: ReadonlySet<Stage> = new Set(['refused', 'withdrawn', 'stopped']);

/** Why money cannot be moved so; null when it can. The one rule that screens, counter and portal share. */
export function whyNotMoney(dossier: ReceivedDossier, body: MoneyBody): AppError | null {
  switch (body.type) {
    case 'feeExempted':
      return (
        whyNoFee(dossier) ??
        (body.data.amount <= feeDue(dossier)
          ? null
          : appError('fee-above-tariff', { dong: feeDue(dossier) }, 'amount'))
      );
    case 'feeTaken': {
      const due = feeDue(dossier);
      if (body.data.amount > due)
        return whyNoFee(dossier) ?? appError('fee-above-tariff', { dong: due }, 'amount');
      return (
        whyNoFee(dossier) ??
        (body.data.amount === due ? null : appError('fee-below-due', { dong: due }, 'ground'))
      );
    }
    case 'postageTaken':
      return (
        whyNoPostage(dossier) ??
        ((body.data.postage?.amount ?? body.data.amount) === body.data.amount
          ? null
          : appError('postage-wrong', {}, 'amount'))
      );
    case 'feeRefunded':
    case 'receiptVoided':
      return whyNoReturn(dossier, body);
  }
}

/** Why no postage can be taken now; null when it can. */
export function whyNoPostage(dossier: ReceivedDossier): AppError | null {
  if (GIVEN_UP.has(stageOf(dossier))) return appError('dossier-transition-forbidden');
  if (dossier.reception.delivery.kind !== 'home') return appError('postage-not-asked');
  return takingInForce(dossier, 'postage') ? appError('postage-already-taken') : null;
}

function whyNoFee(dossier: ReceivedDossier): AppError | null {
  if (takingInForce(dossier, 'fee')) return appError('fee-already-taken');
  if (GIVEN_UP.has(stageOf(dossier))) return appError('dossier-transition-forbidden');
  return feeDue(dossier) === 0 ? appError('fee-none') : null;
}

function whyNoReturn(
  dossier: ReceivedDossier,
  body: Extract<MoneyBody, { type: 'feeRefunded' | 'receiptVoided' }>,
): AppError | null {
  const taking = takingOn(dossier, body.data.receipt);
  if (!taking) return appError('receipt-unknown');
  if (taking.voided) return appError('receipt-voided');
  const left = leftOf(taking);
  if (body.type === 'receiptVoided')
    return left === 0 ? null : appError('receipt-not-refunded', { dong: left });
  return body.data.amount <= left ? null : appError('refund-above-paid', { dong: left }, 'amount');
}

type MoneyCommand = CommandOf<'takeFee' | 'takePostage' | 'refund' | 'voidReceipt'>;

/** What moving money leads to, or every reason why not; errors carry the field of the form they belong to. */
export function decideMoney(dossier: ReceivedDossier, command: MoneyCommand): Decision {
  switch (command.type) {
    case 'takeFee':
      return takeFee(dossier, command);
    case 'takePostage': {
      const { amount, method, receipt, postage } = command;
      const data = { amount, method, receipt, ...(postage ? { postage } : {}) };
      return checked(dossier, { type: 'postageTaken', data });
    }
    case 'refund': {
      const { amount, method, reason, receipt } = command;
      return checked(dossier, { type: 'feeRefunded', data: { amount, method, reason, receipt } });
    }
    case 'voidReceipt':
      return voidReceipt(dossier, command);
  }
}

function takeFee(dossier: ReceivedDossier, command: CommandOf<'takeFee'>): Decision {
  const due = feeDue(dossier);
  const { method, receipt, amount = due, ground = '' } = command;
  const stop = whyNoFee(dossier);
  if (stop) return fail([stop]);
  if (!Number.isInteger(amount) || amount < 0) return fail([appError('amount-invalid', {}, 'amount')]);
  if (amount > due) return fail([appError('fee-above-tariff', { dong: due }, 'amount')]);
  const bodies: MoneyBody[] = [];
  if (amount < due) {
    const exempted = MONEY_DATA.feeExempted.safeParse({ amount: due - amount, ground });
    if (!exempted.success) return fail([appError('fee-below-due', { dong: due }, 'ground')]);
    bodies.push({ type: 'feeExempted', data: exempted.data });
  }
  if (amount > 0)
    bodies.push({ type: 'feeTaken', data: { amount, method, ...(receipt ? { receipt } : {}) } });
  return ok(bodies);
}

/** All that is left on the receipt goes back, and the receipt counts no more. */
function voidReceipt(
  dossier: ReceivedDossier,
  { receipt, method, reason }: CommandOf<'voidReceipt'>,
): Decision {
  const taking = takingOn(dossier, receipt);
  if (!taking) return fail([appError('receipt-unknown')]);
  const parsed = MONEY_DATA.receiptVoided.safeParse({ receipt, reason });
  if (!parsed.success) return fail(issuesOf(parsed));
  if (taking.voided) return fail([appError('receipt-voided')]);
  const left = leftOf(taking);
  return ok([
    ...(left > 0
      ? [
          {
            type: 'feeRefunded',
            data: { amount: left, method, reason: parsed.data.reason, receipt },
          } as const,
        ]
      : []),
    { type: 'receiptVoided', data: parsed.data },
  ]);
}

function checked(dossier: ReceivedDossier, body: MoneyBody): Decision {
  const parsed = MONEY_DATA[body.type].safeParse(body.data);
  const read = parsed.success ? ({ type: body.type, data: parsed.data } as MoneyBody) : null;
  const stop = whyNotMoney(dossier, read ?? body);
  const errors = [...issuesOf(parsed), ...(stop && !(stop.field === 'amount' && !read) ? [stop] : [])];
  return read && errors.length === 0 ? ok([read]) : fail(errors);
}
