/**
 * Every failure a user can meet. Each code has, in every language, a sentence that says what happened, what is safe
 * and what to do next (`errors.<code>` in the translations; a missing one fails the build).
 */
export const ERROR_CODES = [
  // What was typed
  'field-required',
  'field-too-long',
  'name-characters',
  'identity-length',
  'identity-province',
  'identity-birth-year-future',
  'identity-disagrees',
  'identity-sex-disagrees',
  'passport-format',
  'tax-code-invalid',
  'phone-invalid',
  'email-invalid',
  'date-invalid',
  'date-future',
  'report-dates-reversed',
  'report-range-long',
  'report-cancelled',
  'address-required',
  'ward-unknown',
  'count-invalid',
  'pages-invalid',
  'documents-none',
  'reason-required',
  'approver-required',
  // The dossier's rules
  'dossier-unknown',
  'dossier-transition-forbidden',
  'dossier-unchanged',
  'dossier-out-of-scope',
  'procedure-required',
  'procedure-unknown',
  'procedure-withdrawn',
  // What the office may not do about a procedure: not at all, not yet, no longer
  'guide-not-here',
  'guide-not-yet',
  'guide-no-longer',
  'receive-not-here',
  'receive-not-yet',
  'receive-no-longer',
  'return-not-here',
  'return-not-yet',
  'return-no-longer',
  'acceptance-not-here',
  'acceptance-not-yet',
  'acceptance-no-longer',
  'fee-already-taken',
  'fee-none',
  'supplement-none',
  'due-not-later',
  'identity-unchecked',
  'collector-required',
  'postal-item-invalid',
  'postal-item-length',
  'postal-item-letter',
  'postal-item-digit',
  'postal-item-check',
  'postal-item-used',
  'postal-roll-mixed',
  'postal-roll-backwards',
  'postal-roll-long',
  'postal-roll-outside',
  'postal-roll-empty',
  'weight-invalid',
  'weight-over',
  'postage-wrong',
  'postal-item-other',
  'result-already-given',
  'step-forbidden',
  // Guiding a citizen, and what they filed online
  'citizen-required',
  'consent-required',
  'filing-number-invalid',
  'filing-there',
  'filing-unknown',
  'filing-taken',
  'filing-elsewhere',
  'filing-disagrees',
  // The till and handover
  'amount-invalid',
  'fee-above-tariff',
  'fee-below-due',
  'postage-not-asked',
  'postage-already-taken',
  'receipt-unknown',
  'receipt-voided',
  'receipt-not-refunded',
  'refund-above-paid',
  'shift-open-already',
  'shift-none',
  'shift-unsent',
  'till-too-little',
  'till-difference-unexplained',
  'till-difference-wrong',
  'batch-empty',
  'stream-forbidden',
  // The counter
  'counter-not-enrolled',
  'catalogue-missing',
  'code-collision',
  'counter-moved',
  'counter-copied',
  'not-signed-in',
  // The store
  'store-full',
  'store-newer',
  'store-not-upgraded',
  'store-failed',
  'journal-failed',
  'journal-stopped',
  // The connection and the portal
  'portal-unreachable',
  'portal-timeout',
  'portal-captive',
  'portal-tls',
  'portal-cut',
  'portal-bad-request',
  'portal-unauthorised',
  'portal-forbidden',
  'portal-conflict',
  'portal-busy',
  'portal-failed',
  'portal-reply-invalid',
  'enrolment-code-wrong',
  'counter-number-taken',
  'credentials-wrong',
  // Why the portal refused an event
  'event-invalid',
  'event-conflict',
  'event-code-not-leased',
  'event-code-taken',
  'receipt-taken',
  'event-blocked',
  'event-chain-broken',
  // Attached files
  'attachment-too-large',
  'attachment-empty',
  'attachment-type-refused',
  'attachment-there',
  'attachment-missing',
  'attachment-lost',
  'attachment-damaged',
  'attachment-unreadable',
  'save-cancelled',
  'save-failed',
  // Printing
  'file-not-written',
  'form-none',
  'register-range',
  'print-failed',
  'print-cancelled',
  // Backup and restore
  'backup-not-set-up',
  'backup-folder-missing',
  'backup-folder',
  'backup-disk-full',
  'backup-failed',
  'backup-cancelled',
  'backup-busy',
  'backup-passphrase-short',
  'backup-passphrase-wrong',
  'backup-passphrase-differs',
  'backup-damaged',
  'backup-newer',
  'backup-foreign',
  'restore-not-empty',
  // A bug: see the reference number
  'unexpected',
] as const;

export type AppErrorCode = (typeof ERROR_CODES)[number];

export interface AppError {
  readonly code: AppErrorCode;
  /** What the sentence names: a field, a limit, a number of seconds; `day` as `YYYY-MM-DD`, `dong` as whole đồng. Never personal data. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** The path of the field the error belongs to, e.g. `applicant.phone`. */
  readonly field?: string;
  /** A short reference the clerk can read out to support. */
  readonly reference?: string;
}

export function isErrorCode(text: string): text is AppErrorCode {
  return (ERROR_CODES as readonly string[]).includes(text);
}

/** Makes an error value. */
export function appError(code: AppErrorCode, params?: AppError['params'], field?: string): AppError {
  return { code, ...(params ? { params } : {}), ...(field ? { field } : {}) };
}
