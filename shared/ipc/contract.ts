import { z } from 'zod';
import {
  backupOutcomeSchema,
  backupStateSchema,
  draftsSchema,
  restoredSchema,
  timeOfDaySchema,
} from '../backup.ts';
import { counterReportSchema } from '../diagnostics.ts';
import { ATTACHMENT_LIMIT, MEDIA_TYPES, sha256Schema } from '../domain/attachment.ts';
import { checkedPdfSchema } from '../domain/result-file.ts';
import { ERROR_CODES } from '../error-codes.ts';
import { EXPORTS_IPC } from './exports.ts';
import { filePartSchema } from './file-part.ts';
import { KEY_MESSAGES } from './keys.ts';
import { journalEntrySchema, journalStateSchema } from '../journal.ts';
import { outcomeOf } from './outcome.ts';
import { SCANNING_IPC, SCANNING_PUSHES } from './scanning.ts';
import { enrolReply, enrolRequest, type OPERATIONS, signInReply, signInRequest } from '../portal/contract.ts';

/** What a call to the portal came to, as main saw it. Bodies are parsed again by the side that uses them. */
export const portalOutcome = z.discriminatedUnion('kind', [
  /** The portal answered with JSON. `time` is its Date header as a UTC instant, `retryAfter` whole seconds. */
  z.strictObject({
    kind: z.literal('reply'),
    status: z.number().int(),
    body: z.json(),
    time: z.string().nullable(),
    retryAfter: z.number().int().nullable(),
  }),
  /** No usable answer: `code` says which kind of trouble. */
  z.strictObject({
    kind: z.literal('trouble'),
    code: z.enum(ERROR_CODES),
    retryAfter: z.number().int().nullable(),
  }),
]);
export type PortalOutcome = z.infer<typeof portalOutcome>;

/** Operations the renderer may ask for as they are; enrol and signIn have messages of their own, so tokens stay in main. */
export const FORWARDED = [
  'health',
  'lease',
  'position',
  'anchors',
  'push',
  'pull',
  'findFiling',
  'catalogue',
  'oversight',
  'overseePull',
  'overseeCount',
] as const satisfies readonly (keyof typeof OPERATIONS)[];
export type ForwardedOperation = (typeof FORWARDED)[number];

const withoutToken = {
  enrol: enrolReply.omit({ token: true }),
  signIn: signInReply.omit({ token: true, unlockKey: true }),
};

const paper = z.enum(['A4', 'A5', 'A6']);
/** A print job's name, also a file's name: a dossier code or the like, nothing a path could hide in. */
const jobName = z.string().regex(/^[\p{L}\p{N}._-]{1,80}$/u);
const printRequest = z.strictObject({ jobName, paper, landscape: z.boolean().optional() });

const intake = z.strictObject({ id: z.uuid() });

/** Where reading the journal goes on; a file's name, never a path. */
const journalCursor = z.strictObject({
  file: z.string().regex(/^journal-\d{6}\.log$/u),
  offset: z.number().int().min(0),
});

/** Every message the renderer may send to main, with what goes in and what comes back. Channel name = key. */
export const IPC = {
  /** What this machine and build are. `deviceId` is made once and kept by main, so a wiped database enrols as the same device. */
  'app:about': {
    request: z.strictObject({}),
    reply: z.strictObject({
      version: z.string(),
      runtime: z.enum(['electron', 'stand-in']),
      portalUrl: z.string(),
      demo: z.boolean(),
      deviceName: z.string(),
      deviceId: z.uuid(),
      encrypted: z.boolean(),
    }),
  },
  ...KEY_MESSAGES,
  'portal:call': {
    request: z.strictObject({ operation: z.enum(FORWARDED), input: z.json() }),
    reply: portalOutcome,
  },
  'portal:enrol': { request: enrolRequest, reply: outcomeOf(withoutToken.enrol) },
  'portal:sign-in': { request: signInRequest, reply: outcomeOf(withoutToken.signIn) },
  'portal:sign-out': { request: z.strictObject({}), reply: z.strictObject({}) },
  /** Prints what the window shows under print media. `copies` papers; resolves once handed to the printer. */
  'printing:print': {
    request: printRequest,
    reply: outcomeOf(z.strictObject({ where: z.string() })),
  },
  /** Asks where, then writes a PDF. */
  'printing:save-pdf': {
    request: printRequest,
    reply: outcomeOf(z.strictObject({ where: z.string() })),
  },
  /** Keeps entries in the journal, flushed to the disk when it answers. Errors: `store-full`, `store-failed`, `store-newer`. */
  'journal:append': {
    request: z.strictObject({ entries: z.array(journalEntrySchema).min(1).max(1000) }),
    reply: outcomeOf(z.strictObject({})),
  },
  /** Takes what tells of people out of events, wherever the journal has them. Gives how many it changed. */
  'journal:erase': {
    request: z.strictObject({ events: z.array(z.uuid()).min(1).max(5000) }),
    reply: outcomeOf(z.strictObject({ changed: z.number().int() })),
  },
  'journal:state': { request: z.strictObject({}), reply: outcomeOf(journalStateSchema) },
  /** The next entries after a cursor, null for the first. `next` is null at the end. */
  'journal:read': {
    request: z.strictObject({ cursor: journalCursor.nullable(), limit: z.number().int().min(1).max(5000) }),
    reply: outcomeOf(
      z.strictObject({
        entries: z.array(journalEntrySchema).readonly(),
        damaged: z.number().int(),
        next: journalCursor.nullable(),
      }),
    ),
  },
  /** How much room the disk has (bytes), and what that means for the counter. */
  'journal:space': {
    request: z.strictObject({}),
    reply: z.strictObject({ free: z.number(), level: z.enum(['enough', 'low', 'full']) }),
  },
  /**
   * Begins taking a file of so many bytes in. Errors, here and in the calls after it: `attachment-too-large`,
   * `attachment-empty`, `attachment-type-refused`, `store-full`, `store-failed`.
   */
  'attachments:begin': {
    request: z.strictObject({ size: z.number().int().min(0) }),
    reply: outcomeOf(intake),
  },
  'attachments:write': {
    request: z.strictObject({
      id: z.uuid(),
      bytes: filePartSchema,
    }),
    reply: outcomeOf(z.strictObject({})),
  },
  /** The file is whole: it is on the disk, flushed, when this answers. */
  'attachments:finish': {
    request: intake,
    reply: outcomeOf(
      z.strictObject({ sha256: sha256Schema, size: z.number().int(), mediaType: z.enum(MEDIA_TYPES) }),
    ),
  },
  'attachments:cancel': { request: intake, reply: z.strictObject({}) },
  /** Which of some files are not here, or not with their length. */
  'attachments:look': {
    request: z.strictObject({
      files: z
        .array(z.strictObject({ sha256: sha256Schema, size: z.number().int().min(1).max(ATTACHMENT_LIMIT) }))
        .max(1000),
    }),
    reply: z.strictObject({ wrong: z.array(sha256Schema) }),
  },
  /** Asks where, then writes a copy there; a file that is not here is fetched from the portal. */
  /** Deletes files that nothing refers to any more. */
  'attachments:remove': {
    request: z.strictObject({ files: z.array(sha256Schema).min(1).max(1000) }),
    reply: z.strictObject({}),
  },
  'attachments:save-as': {
    request: z.strictObject({ sha256: sha256Schema, name: z.string().min(1).max(200) }),
    reply: outcomeOf(z.strictObject({ where: z.string() })),
  },
  /** Brings a file to the portal; answers when it is there and right, or why not. */
  'attachments:upload': {
    request: z.strictObject({ sha256: sha256Schema }),
    reply: outcomeOf(z.strictObject({})),
  },
  /**
   * Looks at the signatures of an electronic result; one that is not here is fetched from the portal. Errors: those of the
   * portal, `attachment-damaged`.
   */
  'results:check': { request: z.strictObject({ sha256: sha256Schema }), reply: outcomeOf(checkedPdfSchema) },
  /** The same with the file's bytes, to be shown: what is seen is what was looked at. Errors: the same. */
  'results:open': {
    request: z.strictObject({ sha256: sha256Schema }),
    reply: outcomeOf(checkedPdfSchema.extend({ bytes: z.instanceof(Uint8Array) })),
  },
  /** Ends uploads under way. */
  'attachments:stop': { request: z.strictObject({}), reply: z.strictObject({}) },
  'backup:state': { request: z.strictObject({}), reply: backupStateSchema },
  /** Chooses the passphrase of the backups made from now on. Error: `backup-passphrase-short`. */
  'backup:set-up': {
    request: z.strictObject({ passphrase: z.string().max(500) }),
    reply: outcomeOf(z.strictObject({})),
  },
  /** Asks for a folder in the system's dialog; the state after it. */
  'backup:choose-folder': { request: z.strictObject({}), reply: backupStateSchema },
  'backup:set-nightly': {
    request: z.strictObject({ at: timeOfDaySchema.nullable() }),
    reply: backupStateSchema,
  },
  /** Writes a backup and checks it. Only the drafts come from the page: all else main has itself. */
  'backup:create': {
    request: z.strictObject({ drafts: draftsSchema }),
    reply: outcomeOf(backupOutcomeSchema),
  },
  'backup:cancel': { request: z.strictObject({}), reply: z.strictObject({}) },
  /** Asks for a backup in the system's dialog; null when none was chosen yet. */
  'backup:choose-file': {
    request: z.strictObject({}),
    reply: z.strictObject({ file: z.string().nullable() }),
  },
  /** Restores the file chosen last. */
  'backup:restore': {
    request: z.strictObject({ passphrase: z.string().max(500) }),
    reply: outcomeOf(restoredSchema),
  },
  /** Drafts a restore brought, until they are taken. */
  'backup:drafts': { request: z.strictObject({}), reply: z.strictObject({ drafts: draftsSchema }) },
  'backup:drafts-taken': { request: z.strictObject({}), reply: z.strictObject({}) },
  ...SCANNING_IPC,
  ...EXPORTS_IPC,
  /** A bug in the renderer: logged with its reference number. Never personal data. */
  'diagnostics:report': {
    request: z.strictObject({
      reference: z.string().max(40),
      where: z.string().max(200),
      message: z.string().max(2000),
      stack: z.string().max(8000),
    }),
    reply: z.strictObject({}),
  },
  /** Asks where, then writes what support needs to know; `where` is null if no place was chosen. Error: `file-not-written`. */
  'diagnostics:save-bundle': {
    request: z.strictObject({ counter: counterReportSchema.nullable() }),
    reply: outcomeOf(z.strictObject({ where: z.string().nullable() })),
  },
} as const;

export type IpcChannel = keyof typeof IPC;
export type IpcRequest<C extends IpcChannel> = z.input<(typeof IPC)[C]['request']>;
export type IpcReply<C extends IpcChannel> = z.output<(typeof IPC)[C]['reply']>;

/** Every message main may push to the renderer. */
export const PUSHES = {
  /** The network may be back: the system resumed or a connection came up. */
  'connection:changed': z.strictObject({ reason: z.enum(['resume', 'online', 'offline']) }),
  /** How much of a file the portal has, in bytes. */
  'attachments:progress': z.strictObject({
    sha256: sha256Schema,
    sent: z.number().int().min(0),
    size: z.number().int().min(1),
  }),
  /** How far a backup or a restore is, in bytes. */
  'backup:progress': z.strictObject({
    stage: z.enum(['writing', 'checking', 'restoring']),
    done: z.number().int(),
    total: z.number().int(),
  }),
  /** The page must lock: the system locked its screen or sleeps, or the portal shut this machine out. */
  'keys:lock-now': z.strictObject({ why: z.enum(['system', 'shut-out']) }),
  ...SCANNING_PUSHES,
  /** The app is about to close: finish writing. */
  'app:closing': z.strictObject({}),
} as const;
export type PushChannel = keyof typeof PUSHES;
export type PushMessage<C extends PushChannel> = z.output<(typeof PUSHES)[C]>;

/** The one bridge, `window.desktop`. */
export interface Desktop {
  invoke<C extends IpcChannel>(channel: C, request: IpcRequest<C>): Promise<IpcReply<C>>;
  /** Gives back how to stop listening. */
  on<C extends PushChannel>(channel: C, listener: (message: PushMessage<C>) => void): () => void;
}
