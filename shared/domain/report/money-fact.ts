import { moneyOf, type Method } from '../dossier/payments.ts';
import type { Dossier } from '../dossier/state.ts';

/** What money was for: a fee, the postage of a result, or given back of either. */
export const MONEY_KINDS = ['fees', 'postage', 'refunds'] as const;
export type MoneyKind = (typeof MONEY_KINDS)[number];
export const METHODS = ['cash', 'transfer'] as const satisfies readonly Method[];

/** A movement of money at a counter: an instant (milliseconds), and whole đồng, above zero also when given back. */
export interface MoneyFact {
  readonly at: number;
  readonly kind: MoneyKind;
  readonly method: Method;
  readonly amount: number;
}

/** Movements of money that counted, each at its own instant but not before the reception. */
export function moneyFactsOf(dossier: Dossier, receivedAt: number): readonly MoneyFact[] {
  const facts: MoneyFact[] = [];
  for (const entry of moneyOf(dossier)) {
    const kind = KINDS[entry.type];
    if (kind === null || entry.type === 'feeExempted' || entry.type === 'receiptVoided') continue;
    const { method, amount } = entry.data;
    facts.push({ at: Math.max(receivedAt, Date.parse(entry.at)), kind, method, amount });
  }
  return facts;
}

const KINDS = {
  feeTaken: 'fees',
  postageTaken: 'postage',
  feeRefunded: 'refunds',
  feeExempted: null,
  receiptVoided: null,
} as const;
