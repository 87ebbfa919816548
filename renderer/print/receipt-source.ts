import type { Deadline } from '../../shared/domain/deadline.ts';
import type { CheckedDocument } from '../../shared/domain/dossier/documents.ts';
import { paidOnline } from '../../shared/domain/dossier/payments.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import type { Fee } from '../../shared/domain/fee.ts';
import type { Address, Identity } from '../../shared/domain/party.ts';

type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined };
type LooseIdentity = { readonly kind: Identity['kind']; readonly number?: string | undefined };
interface LooseContact {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | null | undefined;
  readonly address?: Loose<Address> | null | undefined;
}
type LooseParty =
  | (LooseContact & { readonly kind: 'person'; readonly identity?: LooseIdentity | undefined })
  | (LooseContact & { readonly kind: 'organisation'; readonly taxCode?: string | undefined });

/**
 * What is known of a reception while it is being entered. Anything may be missing: it becomes a dotted line.
 * Values are taken as typed, so this is for the preview only.
 */
export type ReceiptDraft = Loose<{
  readonly procedure: {
    readonly code: string;
    readonly nameVi: string;
    readonly authority: string;
    readonly sample: boolean;
  } | null;
  readonly officeName: string;
  readonly officePlace: string;
  /** The clerk's name. */
  readonly clerk: string;
  /** UTC instant of the reception. */
  readonly at: string;
  readonly applicant: LooseParty;
  readonly representative:
    | (Omit<LooseContact, 'address' | 'email'> & {
        readonly identity?: LooseIdentity | undefined;
        readonly authority?: string | undefined;
      })
    | null;
  readonly delivery:
    | { readonly kind: 'counter' }
    | { readonly kind: 'home'; readonly address?: Loose<Address> | undefined }
    | { readonly kind: 'online' };
  readonly sets: number;
  readonly documents: readonly CheckedDocument[];
  readonly fee: Fee | null;
  readonly paid: 'cash' | 'transfer' | null;
  /** Paid while filing online, in đồng. */
  readonly paidOnline: number;
  readonly deadline: Deadline | null;
}>;

/** A dossier, or a reception still being entered. */
export type ReceiptSource = Dossier | ReceiptDraft;

/** The one shape the receipt is written from. */
export interface ReceiptFacts extends Omit<ReceiptDraft, 'paid'> {
  readonly code: string | null;
  readonly provisional: boolean;
  readonly linkedCode: string | null;
  readonly payment: { readonly amount: number; readonly method: 'cash' | 'transfer' } | null;
  /** The appointment in force, and whether it still has to be confirmed. */
  readonly due: { readonly at: string; readonly toConfirm: boolean } | null;
  readonly saved: boolean;
}

/** Brings a dossier or a draft to the shape the receipt is written from. */
export function factsOf(source: ReceiptSource): ReceiptFacts {
  if (!('reception' in source)) return factsOfDraft(source);
  const { reception, documents, payment, acceptance } = source;
  if (!reception) return factsOfDraft({ documents });
  const { deadline, dueAt } = reception;
  return {
    ...reception,
    documents,
    clerk: reception.by.name,
    linkedCode: acceptance?.linkedCode ?? null,
    payment,
    paidOnline: paidOnline(source),
    // Someone who overrode the date has confirmed it.
    due: { at: dueAt, toConfirm: deadline.beyondCalendar && dueAt === deadline.dueAt },
    saved: true,
  };
}

function factsOfDraft(draft: ReceiptDraft): ReceiptFacts {
  const { fee, paid, deadline, paidOnline: online = 0 } = draft;
  const due = (fee?.total ?? 0) - online;
  return {
    ...draft,
    code: null,
    provisional: false,
    linkedCode: null,
    payment: paid && due > 0 ? { amount: due, method: paid } : null,
    due: deadline ? { at: deadline.dueAt, toConfirm: deadline.beyondCalendar } : null,
    saved: false,
  };
}
