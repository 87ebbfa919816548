import type { DossierEvent } from '../../shared/domain/dossier/event.ts';

/** Money that changed hands, as somebody with the log and a pencil would note it. */
export interface Coins {
  readonly word: string;
  readonly at: string;
  readonly dong: number;
}

/**
 * Goes through the log with a purse for each receipt ("-" for none): a second fee or postage while one is there is not one,
 * nor is giving back more than is left; a purse that was voided, or one without a number that is empty, is gone.
 */
export function purseOf(log: readonly DossierEvent[], since: string) {
  const purses: { what: string; number: string; left: number; gone: boolean; taken: DossierEvent }[] = [];
  const coins: Coins[] = [];
  const note = (word: string, event: DossierEvent, dong: number) =>
    coins.push({ word, dong, at: event.at.instant > since ? event.at.instant : since });
  const there = (what: string) =>
    purses.find((each) => each.what === what && !each.gone && !(each.number === '-' && each.left === 0));
  for (const event of log) {
    const data = event.data as Readonly<Record<string, unknown>>;
    const dong = Number(data['amount']);
    const number = data['receipt'] ? JSON.stringify(data['receipt']) : '-';
    const how = data['method'] === 'cash' ? 'Cash' : 'Transfer';
    const what = { feeTaken: 'fees', postageTaken: 'postage' }[event.type as 'feeTaken'];
    const mine = purses.filter((each) => each.number === number).at(-1);
    if (what && !there(what)) {
      purses.push({ what, number, left: dong, gone: false, taken: event });
      note(what + how, event, dong);
    }
    if (event.type === 'feeRefunded' && mine && !mine.gone && dong <= mine.left) {
      mine.left -= dong;
      note(`refunds${how}`, event, dong);
    }
    if (event.type === 'receiptVoided' && mine && mine.left === 0) mine.gone = true;
  }
  /** The event that took the fee, where it still stands at the end. */
  return { coins, fee: there('fees')?.taken ?? null };
}
