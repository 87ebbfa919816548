import { z } from 'zod';
import { appError } from '../../errors.ts';
import { fail, ok } from '../../result.ts';
import { sha256Schema } from '../attachment.ts';
import { issuesOf, line, optionalLine } from '../party.ts';
import type { CommandOf } from './command.ts';
import type { Decision } from './decide-life.ts';
import type { Dossier, Stamp } from './state.ts';

/** The box of a value on its page, in thousandths of the page's width and height. */
const boxSchema = z.strictObject({
  /** 1 for the first page of the file. */
  page: z.number().int().min(1).max(1000),
  x: z.number().int().min(0).max(1000),
  y: z.number().int().min(0).max(1000),
  width: z.number().int().min(0).max(1000),
  height: z.number().int().min(0).max(1000),
});

const readFieldSchema = z.strictObject({
  /** The field's name in the template. */
  field: z.string().min(1).max(60),
  /** What the machine read; null when it found nothing and the clerk typed it. */
  read: optionalLine(500),
  /** How sure the machine was, 0 to 100. */
  confidence: z.number().int().min(0).max(100),
  /** Where it stands; null when it was not found. */
  box: boxSchema.nullable(),
  /** What the clerk confirmed; other than `read` it is a correction. */
  value: line(500),
  confirmed: z.literal(true),
});

/**
 * What was read from the paper of a document, each value confirmed by the clerk: nothing else ever gets here. What was
 * read stands beside what was confirmed, so that corrections are seen and measure the template.
 */
export const documentReadSchema = z.strictObject({
  documentId: z.string().min(1).max(200),
  /** The file that was read. */
  sha256: sha256Schema,
  template: z.strictObject({ id: z.string().min(1).max(60), version: z.number().int().min(1) }),
  fields: z.array(readFieldSchema).min(1).max(50),
});
export type DocumentRead = z.infer<typeof documentReadSchema>;
export type ReadValue = DocumentRead['fields'][number];

/** Values read are taken for a document of the dossier and a file attached to it. */
export function decideReading(dossier: Dossier, { reading }: CommandOf<'recordReading'>): Decision {
  const parsed = documentReadSchema.safeParse(reading);
  if (!parsed.success) return fail(issuesOf(parsed));
  return whyNoReading(dossier, parsed.data)
    ? fail([appError('reading-without-file')])
    : ok([{ type: 'documentRead', data: parsed.data }]);
}

/** Whether the file that was read is not attached to that document; the portal judges by the same rule. */
export function whyNoReading(dossier: Dossier, { documentId, sha256 }: DocumentRead): boolean {
  return !dossier.attachments?.some((file) => file.sha256 === sha256 && file.documentId === documentId);
}

/** Values read from a file, and by whom; `since` is when it was first read, where it was read anew. */
export type KeptReading = Stamp & DocumentRead & { readonly since?: string };

/** The dossier with values read; read anew, the newer ones stand. */
export function addReading(dossier: Dossier, data: DocumentRead, stamp: Stamp): Dossier {
  const before = dossier.readings?.find(({ sha256 }) => sha256 === data.sha256);
  const others = dossier.readings?.filter((each) => each !== before) ?? [];
  const since = before && { since: before.since ?? before.at };
  return { ...dossier, readings: [...others, { ...stamp, ...data, ...since }] };
}

/** Whether the clerk put right what the machine read. */
export const isCorrected = ({ read, value }: Pick<ReadValue, 'read' | 'value'>) => read !== value;
