import { hashOf, type ChainHead } from '../../../shared/domain/dossier/chain.ts';
import { compareEvents, readBody, type DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { evolve, fold } from '../../../shared/domain/dossier/evolve.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import type { SentBatch } from '../../../shared/domain/handover/batch.ts';
import { foldStream } from '../../../shared/domain/stream.ts';
import { receiptKey } from '../../../shared/domain/receipt-number.ts';
import type { Refusal, Verdict } from '../../../shared/portal/contract.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { CallingCounter } from '../context.ts';
import type { Filed } from '../filings/filings.ts';
import { refusal, type RequestRefusal } from '../refusal.ts';
import { batchesNaming, batchesSent, isSide, sharedEvents } from './batches.ts';
import { codeKey, itemKey, judge } from './judge.ts';
import type { Known, KnownDossier, SeenEvent } from './known.ts';
import { receiptOf, type TakenReceipt } from './receipts.ts';

/** What a push changes. */
export interface Plan {
  readonly head: ChainHead;
  readonly verdicts: readonly Verdict[];
  /** Without the event where only what became of it changes. */
  readonly seen: readonly (SeenEvent & { readonly event: DossierEvent | null })[];
  /** Accepted now, in order. */
  readonly accepted: readonly DossierEvent[];
  readonly newDossiers: readonly string[];
  readonly newCodes: readonly { readonly key: string; readonly dossier: string }[];
  /** Dossiers to be taken over, received or filed online, as they stand after the push. */
  readonly received: readonly Dossier[];
  /** Batches sent now. */
  readonly batches: readonly SentBatch[];
  /** Accepted now, and given to another office as well. */
  readonly shared: readonly { readonly office: string; readonly event: DossierEvent }[];
}

const FLAWS = {
  'event-invalid': refusal('event-invalid', 'The id was used for another event'),
  'event-chain-broken': refusal(
    'event-chain-broken',
    'The event does not follow the counter’s log as the portal knows it',
  ),
} as const;
const BLOCKED = refusal('event-blocked', 'An earlier event of the dossier is not accepted');

/** The state of a push while its events are gone through; starts from what is known. */
class Planning {
  head: ChainHead;
  readonly seen: Map<string, SeenEvent>;
  readonly hashesOfId: Map<string, readonly string[]>;
  readonly dossiers: Map<string, KnownDossier>;
  readonly codes: Map<string, string>;
  readonly receipts: Map<string, TakenReceipt>;
  readonly filings: Map<string, Filed>;
  readonly tillLog: DossierEvent[];
  readonly verdicts: Verdict[] = [];
  readonly changed = new Map<string, SeenEvent & { readonly event: DossierEvent | null }>();
  readonly accepted: DossierEvent[] = [];
  readonly known: Known;
  readonly caller: CallingCounter;

  constructor(known: Known, caller: CallingCounter) {
    this.known = known;
    this.caller = caller;
    this.head = known.head;
    this.seen = new Map(known.seen);
    this.hashesOfId = new Map(known.hashesOfId);
    this.dossiers = new Map(known.dossiers);
    this.codes = new Map(known.codes);
    this.receipts = new Map(known.receipts);
    this.filings = new Map(known.filings);
    this.tillLog = [...known.tillLog];
  }

  /** Gives the event its verdict; false when positions before it are missing. */
  take(event: DossierEvent, retry: boolean): boolean {
    const hash = hashOf(event);
    const before = this.seen.get(hash);
    if (!before && event.position > this.head.position + 1) return false;
    if (before?.setAside) this.verdicts.push({ id: event.id, verdict: 'superseded' });
    else if (before && !(retry && before.refusal)) this.say(event, before.refusal);
    else this.settle(event, before ?? this.meet(event, hash));
    return true;
  }

  /** Enters an event never seen before: its place in the chain and any flaw. */
  meet(event: DossierEvent, hash: string): SeenEvent {
    const forked = event.position <= this.head.position;
    const others = this.hashesOfId.get(event.id) ?? [];
    const flaw =
      others.length > 0
        ? 'event-invalid'
        : forked || event.prev !== this.head.hash
          ? 'event-chain-broken'
          : null;
    if (!forked) {
      this.head = { position: event.position, hash };
      this.tillLog.push(event);
    }
    this.hashesOfId.set(event.id, [...others, hash]);
    const { counter, position, id, seq, dossierId: dossier } = event;
    return { hash, counter, position, id, seq, dossier, forked, flaw, refusal: null, setAside: false };
  }

  settle(event: DossierEvent, seen: SeenEvent): void {
    // What gives up a refused event cannot wait for it.
    const blocked = event.type !== 'setAside' && this.isBlocked(seen);
    const reason = seen.flaw ? FLAWS[seen.flaw] : blocked ? BLOCKED : this.judge(event);
    const settled = { ...seen, refusal: reason };
    this.seen.set(seen.hash, settled);
    this.changed.set(seen.hash, { ...settled, event });
    if (!reason) this.accept(event);
    this.say(event, reason);
  }

  isBlocked({ dossier, position, hash }: SeenEvent): boolean {
    for (const each of this.seen.values())
      if (
        each.refusal &&
        !each.setAside &&
        each.dossier === dossier &&
        each.position < position &&
        each.hash !== hash &&
        this.known.isOwn(each)
      )
        return true;
    return false;
  }

  judge(event: DossierEvent): Refusal | null {
    const dossier = this.dossiers.get(event.dossierId);
    // Another office's dossier is none this counter can know of.
    const here = dossier && isSide(dossier, this.caller.office);
    // An office may still read what it once had, until its time is over: that somebody did, or erased it, is taken from it.
    const read =
      (event.type === 'dossierOpened' || event.type === 'personalDataErased') &&
      dossier?.removedFrom.includes(this.caller.office);
    if (dossier && !here && !read && event.type !== 'setAside')
      return dossier.removedFrom.includes(this.caller.office)
        ? refusal('dossier-out-of-scope', 'The dossier no longer belongs to this office')
        : refusal('dossier-unknown', 'No such dossier at this office');
    const refused = this.refusedOf(event);
    return judge({
      event,
      dossier: dossier?.state ?? null,
      stream: dossier?.stream ?? null,
      events: dossier?.events ?? [],
      reachedSeq: Math.max(
        0,
        ...refused.filter((each) => each.position < event.position).map((each) => each.seq),
      ),
      wasRefused: (id, position) => refused.some((each) => each.id === id && each.position === position),
      sizeOf: (sha256) => this.known.files.get(sha256),
      leases: this.known.leases,
      receipts: this.receipts,
      holderOf: (key) => this.codes.get(key),
      filingOf: (number) => this.filings.get(number),
      batchesOf: (dossierId) => batchesNaming(this.dossiers, dossierId),
      dossierOf: (dossierId) => this.dossiers.get(dossierId),
      tillLog: this.tillLog,
      history: this.known.history,
      roleOf: (staffId) => this.known.roles.get(staffId) ?? 'clerk',
    });
  }

  /** The caller's refused events of an event's dossier, the ones set aside included. */
  refusedOf({ dossierId }: DossierEvent): readonly SeenEvent[] {
    return [...this.seen.values()].filter(
      (each) => each.refusal && this.known.isOwn(each) && each.dossier === dossierId,
    );
  }

  /** Marks the event a set-aside is about. */
  setAside(event: DossierEvent): void {
    const body = readBody(event);
    if (body?.type !== 'setAside') return;
    const target = this.refusedOf(event).find((each) => each.id === body.data.eventId);
    if (!target) return;
    const settled = { ...target, setAside: true };
    this.seen.set(target.hash, settled);
    this.changed.set(target.hash, { ...settled, event: this.changed.get(target.hash)?.event ?? null });
  }

  accept(event: DossierEvent): void {
    this.setAside(event);
    const dossier = this.dossiers.get(event.dossierId) ?? {
      office: this.caller.office,
      events: [],
      state: null,
      removedFrom: [],
      stream: null,
    };
    const last = dossier.events.at(-1);
    const inOrder = !last || compareEvents(last, event) < 0;
    const events = inOrder ? [...dossier.events, event] : [...dossier.events, event].sort(compareEvents);
    this.accepted.push(event);
    const receipt = receiptOf(event);
    if (receipt) this.receipts.set(receiptKey(receipt), receipt);
    const stream = foldStream(events);
    if (stream) {
      this.dossiers.set(event.dossierId, { ...dossier, events, state: null, stream });
      return;
    }
    const state = inOrder ? evolve(dossier.state, event) : fold(events);
    this.dossiers.set(event.dossierId, { ...dossier, events, state });
    const code = event.type === 'received' ? state?.reception?.code : undefined;
    if (code !== undefined) this.codes.set(codeKey(code), event.dossierId);
    const filed = event.type === 'filedOnline' ? this.filings.get(state?.filing?.number ?? '') : undefined;
    if (filed) this.filings.set(filed.number, { ...filed, dossier: event.dossierId });
    const posted = event.type === 'resultPosted' ? readBody(event) : null;
    if (posted?.type === 'resultPosted') this.codes.set(itemKey(posted.data.item), event.dossierId);
  }

  say(event: DossierEvent, reason: Refusal | null): void {
    this.verdicts.push(
      reason ? { id: event.id, verdict: 'refused', reason } : { id: event.id, verdict: 'accepted' },
    );
  }

  result(): Plan {
    const { known } = this;
    const states = [...this.dossiers.values()]
      .filter(({ office }) => office === this.caller.office)
      .map((each) => each.state);
    return {
      head: this.head,
      verdicts: this.verdicts,
      seen: [...this.changed.values()],
      accepted: this.accepted,
      newDossiers: [...this.dossiers.keys()].filter((id) => !known.dossiers.has(id)),
      newCodes: [...this.codes]
        .filter(([key]) => !known.codes.has(key))
        .map(([key, dossier]) => ({ key, dossier })),
      received: states
        .filter((state) => state !== null)
        .filter(({ reception, filing, acceptance, outOfScope }) =>
          Boolean((reception ?? filing) && !acceptance && !outOfScope),
        ),
      batches: batchesSent(this.dossiers, this.accepted),
      shared: sharedEvents(this.dossiers, this.accepted, this.caller.office),
    };
  }
}

/**
 * Goes through the events of a push and says what becomes of each. Pure. A position left out makes the whole request a
 * conflict that names the position known last.
 */
export function planPush(
  events: readonly DossierEvent[],
  retry: boolean,
  known: Known,
  caller: CallingCounter,
): Result<Plan, RequestRefusal> {
  const planning = new Planning(known, caller);
  for (const event of events) {
    if (planning.take(event, retry)) continue;
    const params = { acknowledged: known.head.position };
    return fail({ status: 409, body: refusal('portal-conflict', 'Events before these are missing', params) });
  }
  return ok(planning.result());
}
