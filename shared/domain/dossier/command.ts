import type { z } from 'zod';
import type { Attachment } from '../attachment.ts';
import type { WorkingCalendar } from '../calendar.ts';
import type { Capability } from '../capability.ts';
import type { CitizenIdFacts } from '../citizen-id.ts';
import type { FeeCounts } from '../fee.ts';
import type { FormSetId } from '../form-set.ts';
import type { Postage, PostageTariff } from '../postage.ts';
import type { Office, Procedure } from '../procedure.ts';
import type { Retention } from '../retention.ts';
import type { ReceiptNumber } from '../receipt-number.ts';
import type { ResultCheck, ResultFile } from '../result-file.ts';
import type { CorrectableField } from './correction.ts';
import type { DocumentRead } from './reading.ts';
import type { assistedSchema } from './assistance.ts';
import type { PersonalDataGiven } from './data-given.ts';
import type { CheckedDocument } from './documents.ts';
import type { PersonalDataErased } from './erasure.ts';
import type { DossierEvent, receivedSchema } from './event.ts';
import type { FormRef } from './form-print.ts';
import type { FiledDetails } from './filing.ts';
import type { LIFE_DATA, LifeStep } from './life.ts';
import type { Method } from './payments.ts';
import type { Role } from '../rights.ts';

/** What the clerk enters; checked and normalised by `decide`. */
export type ReceptionEntry = Pick<
  z.input<typeof receivedSchema>,
  'applicant' | 'representative' | 'channel' | 'delivery' | 'sets' | 'note' | 'prefill'
> & {
  readonly documents: readonly CheckedDocument[];
  readonly feeCounts: FeeCounts;
  /** How the fee was paid now; null when it was not. */
  readonly paid: 'cash' | 'transfer' | null;
  /** The sex the applicant's card states, where one was scanned. Only compared, never kept. */
  readonly cardSex?: CitizenIdFacts['sex'] | null;
  /** The clerk saw the papers and keeps what the identity number contradicts. */
  readonly identityConfirmed?: boolean;
};

/** What a clerk enters while guiding a citizen; checked and normalised by `decide`. */
export type AssistanceEntry = Pick<
  z.input<typeof assistedSchema>,
  'applicant' | 'consent' | 'explained' | 'delivery' | 'note'
> &
  Pick<ReceptionEntry, 'documents' | 'feeCounts' | 'cardSex' | 'identityConfirmed'> & {
    /** The portal's number when the citizen filed while they were guided; null before. */
    readonly number: string | null;
  };

/** Where something is done, and what the catalogue lets the office do; it states nothing when undefined. */
export interface Place {
  readonly office: Pick<Office, 'id' | 'nameVi'>;
  readonly capabilities: readonly Capability[] | undefined;
  /** What the one who acts there is; unknown counts as a clerk. */
  readonly role?: Role | undefined;
  /** Every postage tariff that was ever in force there, as far as it is known. */
  readonly postage?: readonly PostageTariff[] | undefined;
}

/** A step as it is entered. */
export type StepEntry = {
  [T in Exclude<LifeStep, 'supplementReceived'>]: {
    readonly type: T;
    readonly data: z.input<(typeof LIFE_DATA)[T]>;
  };
}[Exclude<LifeStep, 'supplementReceived'>];

/** Something a person, or the portal, wants to happen to a dossier. */
export type Command =
  | {
      readonly type: 'receive';
      readonly entry: ReceptionEntry;
      readonly startedAt: string;
      readonly procedure: Procedure;
      readonly sample: boolean;
      readonly office: Office;
      /** The catalogue's; undefined when it states none. */
      readonly capabilities: readonly Capability[] | undefined;
      readonly calendar: WorkingCalendar;
      readonly code: { readonly code: string; readonly provisional: boolean };
      /** The number its receipt gets when the fee is paid now. */
      readonly receipt?: ReceiptNumber;
    }
  | {
      readonly type: 'assist';
      readonly entry: AssistanceEntry;
      readonly procedure: Procedure;
      readonly sample: boolean;
      readonly office: Office;
      /** The catalogue's; undefined when it states none. */
      readonly capabilities: readonly Capability[] | undefined;
    }
  /** The number the portal gave the citizen, as typed or scanned. */
  | { readonly type: 'recordFiling'; readonly number: string }
  /** The portal: what it holds under a number. */
  | { readonly type: 'confirmFiling'; readonly number: string; readonly details: FiledDetails }
  | { readonly type: 'checkDocuments'; readonly documents: readonly CheckedDocument[] }
  /**
   * Takes the fee: all that is due, or less with the ground for what is exempted. `receipt` is the number it gets; only
   * counters older than receipt numbers take a fee without.
   */
  | {
      readonly type: 'takeFee';
      readonly method: Method;
      readonly receipt?: ReceiptNumber;
      /** Whole đồng; all that is due when left out. */
      readonly amount?: number;
      readonly ground?: string;
    }
  | {
      readonly type: 'takePostage';
      readonly amount: number;
      /** How it was worked out; left out for an amount without a tariff. */
      readonly postage?: Postage;
      readonly method: Method;
      readonly receipt: ReceiptNumber;
    }
  /** Gives money back on a receipt; null for a fee taken without a number. */
  | {
      readonly type: 'refund';
      readonly receipt: ReceiptNumber | null;
      readonly amount: number;
      readonly method: Method;
      readonly reason: string;
    }
  /** Gives back all that is left on a receipt, which counts no more. */
  | {
      readonly type: 'voidReceipt';
      readonly receipt: ReceiptNumber;
      readonly method: Method;
      readonly reason: string;
    }
  | {
      readonly type: 'recordPrint';
      readonly paper: 'A4' | 'A5';
      readonly formSet: '2018' | '2025';
      readonly contentHash: string;
    }
  /** A form other than the receipt left the printer. */
  | {
      readonly type: 'recordFormPrint';
      readonly form: FormRef;
      readonly formSet: FormSetId;
      readonly contentHash: string;
    }
  /** A fee receipt left the printer. */
  | { readonly type: 'recordReceiptPrint'; readonly receipt: ReceiptNumber; readonly contentHash: string }
  /** An electronic result left the printer; `confirmed` where the clerk prints it without a valid signature. */
  | {
      readonly type: 'recordResultPrint';
      readonly file: ResultFile;
      readonly standing: ResultCheck['standing'];
      readonly confirmed: boolean;
      readonly pages: number;
    }
  | {
      readonly type: 'correct';
      readonly field: CorrectableField;
      readonly to: unknown;
      readonly reason: string;
      readonly approver: string | null;
    }
  | { readonly type: 'addNote'; readonly text: string }
  /** Opened at an office, when `whyRecorded` says that it leaves a trace. */
  | { readonly type: 'recordOpening'; readonly office: string }
  /** All that is kept of the person was given to them. */
  | { readonly type: 'recordDataGiven'; readonly given: PersonalDataGiven }
  /** `remainders`: what is left of each event of the dossier. */
  | {
      readonly type: 'erasePersonalData';
      readonly rules: Retention | null;
      readonly remainders: PersonalDataErased['remainders'];
      readonly role: Place['role'];
    }
  | { readonly type: 'attachDocument'; readonly attachment: Attachment }
  /** What was read from a document's paper, each value confirmed by the clerk. */
  | { readonly type: 'recordReading'; readonly reading: DocumentRead }
  /** A step after reception. `data` is what a person typed; checked and normalised by `decide`. */
  | {
      readonly type: 'step';
      readonly step: StepEntry;
      readonly place: Place;
      /** Whether another dossier known here went out under the postal item of the step. */
      readonly itemTaken?: boolean;
    }
  /** The citizen brought what was asked for: the deadline moves by the pause. */
  | {
      readonly type: 'receiveSupplement';
      readonly documents: readonly CheckedDocument[];
      readonly calendar: WorkingCalendar;
    }
  /** Gives up own events the portal refused. `dossier` is then the dossier as it stands without them. */
  | { readonly type: 'setAside'; readonly events: readonly DossierEvent[]; readonly reason: string }
  | { readonly type: 'accept'; readonly portalNumber: string; readonly linkedCode: string | null };

export type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;
