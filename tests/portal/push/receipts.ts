import { isKnownType, readBody, type DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { moneyOf, receiptGivenBy, type MoneyBody } from '../../../shared/domain/dossier/payments.ts';
import { whyNotMoney } from '../../../shared/domain/dossier/decide-money.ts';
import { fold } from '../../../shared/domain/dossier/evolve.ts';
import type { Dossier, ReceivedDossier } from '../../../shared/domain/dossier/state.ts';
import { isSeriesOf, receiptKey, type ReceiptNumber } from '../../../shared/domain/receipt-number.ts';
import type { Refusal } from '../../../shared/portal/contract.ts';
import type { Query } from '../database.ts';
import { refusal } from '../refusal.ts';

/** A receipt number that was taken, and the position of the event that gave it. */
export interface TakenReceipt extends ReceiptNumber {
  readonly position: number;
  readonly dossier: string;
}
export type TakenReceipts = ReadonlyMap<string, TakenReceipt>;

/** The receipt number an event gives; null for none. */
export function receiptOf(event: DossierEvent): TakenReceipt | null {
  const body = isKnownType(event) ? readBody(event) : null;
  const receipt = body && receiptGivenBy(body);
  return receipt ? { ...receipt, position: event.position, dossier: event.dossierId } : null;
}

/** The numbers that events give where they are taken already, and those on either side of each. */
export async function loadReceipts(query: Query, events: readonly DossierEvent[]): Promise<TakenReceipts> {
  const given = events.map(receiptOf).filter((receipt) => receipt !== null);
  const rows = await query<TakenReceipt>(
    `select distinct near.series, near.number, near.position, near.dossier
     from unnest($1::text[], $2::integer[]) as given (series, number) cross join lateral (
       (select * from receipts r where r.series = given.series and r.number <= given.number
        order by r.number desc limit 1)
       union all
       (select * from receipts r where r.series = given.series and r.number > given.number
        order by r.number limit 1)) near`,
    [given.map(({ series }) => series), given.map(({ number }) => number)],
  );
  return new Map(rows.map((row) => [receiptKey(row), row]));
}

export async function storeReceipts(query: Query, accepted: readonly DossierEvent[]): Promise<void> {
  const given = accepted.map(receiptOf).filter((receipt) => receipt !== null);
  if (given.length === 0) return;
  await query(
    `insert into receipts (series, number, position, dossier)
     select * from unnest($1::text[], $2::integer[], $3::integer[], $4::text[])`,
    [
      given.map(({ series }) => series),
      given.map(({ number }) => number),
      given.map(({ position }) => position),
      given.map(({ dossier }) => dossier),
    ],
  );
}

/** A number is of a series of the counter's own, used once, and rises with the place in the log. */
function fitsSeries(event: DossierEvent, receipt: ReceiptNumber, taken: TakenReceipts): boolean {
  if (!isSeriesOf(event.counter, receipt.series)) return false;
  return [...taken.values()].every(
    ({ series, number, position }) =>
      series !== receipt.series ||
      (number !== receipt.number && number < receipt.number === position < event.position),
  );
}

/**
 * Why money cannot be moved so; null when it can. It must stay what it is in the order every machine folds by: nothing
 * taken already may lose its effect to it, nor it to them.
 */
export function judgeMoney(
  event: DossierEvent,
  body: MoneyBody,
  dossier: ReceivedDossier,
  events: readonly DossierEvent[],
  taken: TakenReceipts,
): Refusal | null {
  const no = (code: Refusal['code'], params?: Refusal['params']) =>
    refusal(code, 'A rule of fees and receipts forbids the event', params);
  const forbidden = whyNotMoney(dossier, body);
  if (forbidden) return no(forbidden.code, forbidden.params);
  const receipt = receiptGivenBy(body);
  if (receipt && !fitsSeries(event, receipt, taken)) return no('receipt-taken');
  const moved = (each: Dossier | null) => (each ? moneyOf(each).length : 0);
  return moved(fold([...events, event])) === moved(dossier) + 1
    ? null
    : no('event-conflict', { field: 'fee' });
}
