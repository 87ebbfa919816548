import { sealEvents, type ChainHead } from '../../shared/domain/dossier/chain.ts';
import type { DossierEvent, EventBody } from '../../shared/domain/dossier/event.ts';
import { evolve } from '../../shared/domain/dossier/evolve.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import type { Batch, BatchDifference } from '../../shared/domain/handover/batch.ts';
import {
  decideReceive,
  decideSend,
  decideSettle,
  lineOf,
  type ListedLine,
  type SendBatch,
} from '../../shared/domain/handover/decide-batch.ts';
import { evolveStream, type StreamBody } from '../../shared/domain/stream.ts';
import type { HandoverPlace } from '../../shared/domain/procedure.ts';
import { newId } from '../../shared/ids.ts';
import type { Result } from '../../shared/result.ts';
import type { AppError } from '../../shared/errors.ts';
import { author, FIRST, OFFICE, receiveCommand, write } from './catalogue.ts';

export const CENTRE: HandoverPlace = { id: 'TT', nameVi: 'Trung tâm', onPaper: false, sends: 'dossiers' };
export const ON_PAPER: HandoverPlace = {
  id: 'giay',
  nameVi: 'Bộ phận giấy',
  onPaper: true,
  sends: 'dossiers',
};
export const BACK: HandoverPlace = { id: OFFICE.id, nameVi: OFFICE.nameVi, onPaper: false, sends: 'results' };
type Done = Result<unknown, readonly AppError[]>;

/** An office and a centre that hand over to each other, as the rules decide; no machine in between. */
export class TwoSides {
  readonly dossiers = new Map<string, Dossier>();
  readonly batches = new Map<string, Batch>();
  private head: ChainHead = FIRST;

  constructor(many: number) {
    for (let i = 1; i <= many; i += 1) {
      const code = { code: `000.00.19.H49-260713-${String(i).padStart(4, '0')}`, provisional: false };
      const { id, dossier } = write([receiveCommand({ code })]);
      this.dossiers.set(id, dossier);
    }
  }

  get ids(): readonly string[] {
    return [...this.dossiers.keys()];
  }

  dossier(id: string): Dossier {
    const dossier = this.dossiers.get(id);
    if (!dossier) throw new Error('no such dossier');
    return dossier;
  }

  listed(id: string, again?: ListedLine['again']): ListedLine {
    return { ...lineOf(this.dossier(id)), ...(again ? { again } : {}) };
  }

  send(
    lines: readonly ListedLine[],
    to = CENTRE,
    office: SendBatch['office'] = OFFICE,
  ): Done & { id: string } {
    const id = newId();
    const decided = decideSend({
      id,
      office,
      to,
      lines,
      note: null,
      dossiers: to.sends === 'dossiers' ? this.dossiers : new Map(),
      batches: [...this.batches.values()],
    });
    if (!decided.ok) return { ...decided, id };
    for (const { batch, body } of decided.value.settled) this.ofBatch(batch, body, OFFICE.id);
    this.ofBatch(id, decided.value.sent, office.id);
    for (const { dossierId, body } of decided.value.forwarded) this.ofDossier(dossierId, body);
    return { ...decided, id };
  }

  receive(id: string, differences: readonly BatchDifference[] = [], office: string = CENTRE.id): Done {
    const decided = decideReceive({
      batch: this.batches.get(id),
      office,
      receiver: 'Ngô Thị Thanh Huyền',
      differences,
      dossiers: office === OFFICE.id ? this.dossiers : new Map(),
    });
    if (!decided.ok) return decided;
    this.ofBatch(id, decided.value.received, office);
    for (const { dossierId, body } of decided.value.ready) this.ofDossier(dossierId, body);
    return decided;
  }

  settle(id: string, dossierId: string, outcome: 'found' | 'lost', office: string = OFFICE.id): Done {
    const batch = this.batches.get(id);
    const decided = decideSettle({ batch, office, dossierId, outcome, explanation: 'đã hỏi hai bên' });
    if (decided.ok) this.ofBatch(id, decided.value, office);
    return decided;
  }

  private seal(id: string, lastSeq: number, body: EventBody | StreamBody, office: string): DossierEvent {
    const sealed = sealEvents([body], { id, lastSeq }, this.head, author({ office, counter: `${office}-1` }));
    this.head = sealed.head;
    const [event] = sealed.events;
    if (!event) throw new Error('nothing sealed');
    return event;
  }

  private ofBatch(id: string, body: StreamBody, office: string): void {
    const before = this.batches.get(id) ?? null;
    const after = evolveStream(before, this.seal(id, before?.lastSeq ?? 0, body, office));
    if (after?.kind === 'batch') this.batches.set(id, after);
  }

  private ofDossier(id: string, body: EventBody): void {
    const dossier = this.dossier(id);
    this.dossiers.set(id, evolve(dossier, this.seal(id, dossier.lastSeq, body, OFFICE.id)));
  }
}

/** A dossier that is not there. */
export const missing = (dossierId: string): BatchDifference => ({
  dossierId,
  what: 'missing',
  note: 'không có trong túi',
});
