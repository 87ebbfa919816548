import type { z } from 'zod';
import type { Attachment } from '../attachment.ts';
import type { Fee } from '../fee.ts';
import type { Delivery, Party, Representative } from '../party.ts';
import type { ReceiptNumber } from '../receipt-number.ts';
import type { ResultFile } from '../result-file.ts';
import type { Correction } from './correction.ts';
import type { CheckedDocument } from './documents.ts';
import type { formPrintedSchema } from './form-print.ts';
import type { LifeBody, Stage } from './life.ts';
import type { Method, MoneyEntry } from './payments.ts';
import type { EReceiptAnswer, ReceiptPrinted } from './receipt-papers.ts';
import type { KeptReading } from './reading.ts';
import type { ResultPrinted } from './result-print.ts';
import type { Assistance } from './assistance.ts';
import type { PersonalDataErased } from './erasure.ts';
import type { receiptPrintedSchema, receivedSchema, SetAside, StaffRef } from './event.ts';
import type { Deadline } from '../deadline.ts';
import { referenceOf, type FiledDetails } from './filing.ts';
import type { channelSchema, ProcedureInForce } from './parts.ts';

export type DossierStatus = 'drafted' | 'received' | 'accepted';

/** Who did a thing, when (UTC instant) and where. */
export interface Stamp {
  readonly at: string;
  readonly by: StaffRef;
  readonly office: string;
  readonly counter: string;
}

/** What reception fixed. Corrections are already applied to it. */
export interface Reception extends Stamp {
  readonly code: string;
  readonly provisional: boolean;
  readonly procedure: ProcedureInForce;
  readonly officeName: string;
  readonly officePlace: string;
  readonly applicant: Party;
  readonly representative: Representative | null;
  readonly channel: z.infer<typeof channelSchema>;
  readonly delivery: Delivery;
  readonly sets: number;
  readonly fee: Fee;
  readonly note: string;
  readonly deadline: Deadline;
  readonly prefill?: z.infer<typeof receivedSchema>['prefill'];
  readonly identityDoubt?: z.infer<typeof receivedSchema>['identityDoubt'];
  /** The appointment in force: the deadline's unless it was overridden. UTC instant. */
  readonly dueAt: string;
}

/** A dossier its citizen filed online. */
export interface Filing extends Stamp {
  /** The portal's number. */
  readonly number: string;
  /** What the portal holds of it; null until it has confirmed the number. */
  readonly details: FiledDetails | null;
}

/** What became of a dossier after reception. */
export interface Life {
  readonly stage: Stage;
  /** The stage a supplement was asked for in, to go back to. */
  readonly before: Stage;
  /** Every step that counted, oldest first; what the stage did not allow is in the log only. */
  readonly steps: readonly (Stamp & LifeBody)[];
}

/** A dossier (hồ sơ): the fold of its events. */
export interface Dossier {
  readonly id: string;
  readonly office: string;
  readonly status: DossierStatus;
  readonly startedAt: string | null;
  readonly documents: readonly CheckedDocument[];
  /** How its citizen was last guided before anything was filed. Left out when nobody was. */
  readonly assistance?: Stamp & Assistance;
  /** Left out unless the citizen filed it online. */
  readonly filing?: Filing;
  readonly reception: Reception | null;
  /** The fee as it is paid now; null while it is not, or not any more. */
  readonly payment:
    (Stamp & { readonly amount: number; readonly method: Method; readonly receipt?: ReceiptNumber }) | null;
  /** Every movement of money that counted, oldest first. Left out for none, and for one fee without a receipt number. */
  readonly money?: readonly MoneyEntry[];
  readonly prints: readonly (Stamp & z.infer<typeof receiptPrintedSchema>)[];
  /** Prints of other forms, oldest first. Left out when there are none. */
  readonly formPrints?: readonly (Stamp & z.infer<typeof formPrintedSchema>)[];
  /** Prints of fee receipts, oldest first. Left out when there are none. */
  readonly receiptPrints?: readonly (Stamp & ReceiptPrinted)[];
  /** Prints of electronic results, oldest first. Left out when there are none. */
  readonly resultPrints?: readonly (Stamp & ResultPrinted)[];
  /** What the provider of e-receipts answered, oldest first. Left out when it said nothing yet. */
  readonly eReceipts?: readonly (Stamp & EReceiptAnswer)[];
  readonly corrections: readonly (Stamp & Correction)[];
  /** A field on the receipt changed after the last print: the paper must be replaced. */
  readonly receiptOutdated: boolean;
  readonly notes: readonly (Stamp & { readonly text: string })[];
  /** Files, each once by its bytes. Left out when there are none. */
  readonly attachments?: readonly (Stamp & Attachment)[];
  /** Values read from papers and confirmed, by file; the newest reading of each. Left out when there are none. */
  readonly readings?: readonly KeptReading[];
  /** Left out until something happened after reception. */
  readonly life?: Life;
  readonly acceptance: (Stamp & { readonly portalNumber: string; readonly linkedCode: string | null }) | null;
  /** What was given up after the portal refused it: not applied, but never forgotten. Left out when nothing was. */
  readonly setAside?: readonly (Stamp & SetAside)[];
  /** Set once the dossier no longer belongs to this office: it can only be read. */
  readonly outOfScope?: Stamp & { readonly reason: string };
  /** Set once what it told of people was erased: what is left is for counting. */
  readonly erased?: Stamp & Pick<PersonalDataErased, 'keptDays'>;
  /** Number of events folded, and the highest seq among them. */
  readonly events: number;
  readonly lastSeq: number;
  /** Types this version does not know; kept and passed on. */
  readonly unknownTypes: readonly string[];
}

/** A dossier that was received; what most rules are about. */
export type ReceivedDossier = Dossier & { readonly reception: Reception };

/** Where the dossier is in its life; `received` before anything else happened. */
export function stageOf(dossier: Dossier): Stage {
  return dossier.life?.stage ?? 'received';
}

/** The last step of a kind; null when it did not happen. */
export function lastStep<T extends LifeBody['type']>(
  dossier: Dossier,
  type: T,
): (Stamp & Extract<LifeBody, { type: T }>) | null {
  const found = dossier.life?.steps.findLast((step) => step.type === type);
  return (found as (Stamp & Extract<LifeBody, { type: T }>) | undefined) ?? null;
}

/** The electronic result as it was issued; nothing where there is none, or where it was erased. */
export function resultFilesOf(dossier: Dossier): readonly ResultFile[] {
  return dossier.erased ? [] : (lastStep(dossier, 'resultReady')?.data.files ?? []);
}

/** Whose and what a dossier is, as far as anybody knows: by its reception, else as filed, else as guided. */
export function aboutOf(dossier: Dossier): {
  readonly applicant: Party | null;
  readonly procedure: ProcedureInForce;
  readonly delivery: Delivery;
  /** UTC instant it belongs to in lists. */
  readonly at: string;
} | null {
  const { reception, filing, assistance } = dossier;
  if (reception) return reception;
  if (filing?.details) return { ...filing.details, at: filing.at };
  return assistance ?? null;
}

/**
 * The code people know the dossier by: the final one when a provisional code got one linked; before any reception the
 * portal's number, or the reference on the papers of a citizen who was guided.
 */
export function codeOf(dossier: Dossier): string {
  const { reception, acceptance, filing, assistance } = dossier;
  const before = filing?.number ?? (assistance ? referenceOf(dossier.id) : '');
  const code = reception?.code ?? before;
  // A final code stands on paper and is never replaced.
  return reception?.provisional === false ? code : (acceptance?.linkedCode ?? code);
}

/** All codes that find it. */
export function codesOf(dossier: Dossier): readonly string[] {
  const { reception, acceptance, filing, assistance } = dossier;
  const codes = [
    reception?.code,
    acceptance?.linkedCode,
    filing?.number,
    assistance && referenceOf(dossier.id),
  ].filter((code) => code !== undefined && code !== null);
  return [...new Set(codes)];
}
