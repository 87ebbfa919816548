import { sealEvents, type ChainHead } from '../../shared/domain/dossier/chain.ts';
import { decide, type Command } from '../../shared/domain/dossier/decide.ts';
import { readBody, type DossierEvent } from '../../shared/domain/dossier/event.ts';
import { fold } from '../../shared/domain/dossier/evolve.ts';
import { receiptGivenBy } from '../../shared/domain/dossier/payments.ts';
import { EMPTY_NUMBERING, giveReceipt, type Numbering } from '../../shared/domain/numbering.ts';
import type { ReceiptNumber } from '../../shared/domain/receipt-number.ts';
import { decideShift, type ShiftCommand } from '../../shared/domain/till/decide-shift.ts';
import { foldTill, type Till } from '../../shared/domain/till/till.ts';
import { newId } from '../../shared/ids.ts';
import { author, FIRST } from './catalogue.ts';

/** A counter's log as the store keeps it: one chain, numbers given in the save that uses them. */
export class TillCounter {
  log: readonly DossierEvent[] = [];
  /** Every receipt that ever left the printer, also those of events lost later. */
  given: ReceiptNumber[] = [];
  head: ChainHead = FIRST;
  numbering: Numbering = EMPTY_NUMBERING;
  recorded: Numbering = EMPTY_NUMBERING;
  year = 2026;
  codes = 0;

  by() {
    return author({ now: `${String(this.year)}-07-13T02:00:00.000Z` });
  }
  save(streamId: string, bodies: Parameters<typeof sealEvents>[0]): void {
    const lastSeq = this.log.filter((event) => event.dossierId === streamId).at(-1)?.seq ?? 0;
    const sealed = sealEvents(bodies, { id: streamId, lastSeq }, this.head, this.by());
    this.log = [...this.log, ...sealed.events];
    this.head = sealed.head;
    this.given.push(...receiptsOf(sealed.events));
  }
  ids(): readonly string[] {
    return [
      ...new Set(this.log.filter((event) => event.type === 'received').map((event) => event.dossierId)),
    ];
  }
  dossier(id: string) {
    return fold(this.log.filter((event) => event.dossierId === id));
  }
  command(id: string, make: (receipt: ReceiptNumber) => Command): void {
    const { receipt, numbering } = giveReceipt(this.numbering, 'HT-1', this.by().now);
    const decided = decide(this.dossier(id), make(receipt), this.by().now);
    if (!decided.ok) return;
    if (decided.value.some((body) => receiptGivenBy(body))) this.numbering = numbering;
    this.save(id, decided.value);
  }
  shift(make: (till: Till) => ShiftCommand): void {
    const till = foldTill(this.log);
    const decided = decideShift(till, 0, make(till));
    if (decided.ok) this.save(till.shift?.id ?? newId(), [decided.value]);
  }
}

/** Receipt numbers that events gave. */
export function receiptsOf(events: readonly DossierEvent[]): readonly ReceiptNumber[] {
  return events.flatMap((event) => {
    const body = readBody(event);
    const receipt = body && receiptGivenBy(body);
    return receipt ? [receipt] : [];
  });
}

/** What the log says the drawer holds, added up without the till: money by its type, counts as what they found. */
export function sumOf(log: readonly DossierEvent[]): number {
  let cash = 0;
  const gone = new Set<string>();
  for (const event of log) {
    const data = event.data as Readonly<Record<string, unknown>>;
    const amount = typeof data['amount'] === 'number' ? data['amount'] : 0;
    const paidIn = data['method'] === 'cash' ? amount : 0;
    if (event.type === 'feeTaken' || event.type === 'postageTaken') cash += paidIn;
    if (event.type === 'feeRefunded') cash -= paidIn;
    if (event.type === 'cashMoved') cash += data['direction'] === 'in' ? amount : -amount;
    if (event.type === 'shiftOpened' || event.type === 'shiftClosed')
      cash = (data['counted'] as readonly { value: number; count: number }[]).reduce(
        (sum, { value, count }) => sum + value * count,
        0,
      );
    if (event.type === 'setAside' && !gone.has(String(data['eventId']))) {
      gone.add(String(data['eventId']));
      const content = data['content'] as { data: { amount: number; method: string } };
      if (content.data.method === 'cash') cash -= content.data.amount;
    }
  }
  return cash;
}
