import { z } from 'zod';
import { cataloguePatchSchema } from './domain/catalogue-patch.ts';
import { dossierEventSchema } from './domain/dossier/event.ts';
import { inheritedSchema } from './domain/lineage.ts';
import { numberingSchema } from './domain/numbering.ts';
import { officeCalendarSchema } from './domain/office-calendar.ts';
import { catalogueSchema } from './domain/procedure.ts';
import { rangeSchema } from './ranges.ts';
import { staffSchema } from './portal/contract.ts';

/** What a counter must know to go on after its database is lost; the vault's tokens stay where they are. */
export const deviceStateSchema = z.strictObject({
  device: z.strictObject({
    deviceId: z.uuid(),
    counter: z.string().min(1).max(40),
    counterNumber: z.number().int().min(1),
    office: z.strictObject({ id: z.string().min(1).max(40), nameVi: z.string() }),
    /** Absent on a counter that never changed machines. */
    inherited: inheritedSchema.optional(),
  }),
  staff: staffSchema.nullable(),
  language: z.enum(['vi', 'en', 'fr']),
  /** Its leases count. How far each is used also stands in the codes of later events. */
  numbering: numberingSchema,
  /** The working calendar a supervisor imported; absent where none was. */
  officeCalendar: officeCalendarSchema.optional(),
});
export type DeviceState = z.infer<typeof deviceStateSchema>;

/** One entry of the journal: whole or not there. */
export const journalEntrySchema = z.discriminatedUnion('kind', [
  /** What one save wrote: all of it or nothing. */
  z.strictObject({ kind: z.literal('events'), events: z.array(dossierEventSchema).min(1).max(1000) }),
  z.strictObject({ kind: z.literal('device'), state: deviceStateSchema }),
  z.strictObject({ kind: z.literal('catalogue'), catalogue: catalogueSchema }),
  /** What changed since the catalogue before it in the journal. */
  z.strictObject({ kind: z.literal('cataloguePatch'), patch: cataloguePatchSchema }),
]);
export type JournalEntry = z.infer<typeof journalEntrySchema>;

/** What opening the journal found, for the clerk and for support. */
export const journalNoteSchema = z.discriminatedUnion('kind', [
  /** The last write was cut off: `entries` beginnings of entries, `bytes` in all, were taken away. */
  z.strictObject({
    kind: z.literal('torn'),
    file: z.string(),
    bytes: z.number().int(),
    entries: z.number().int(),
  }),
  /** Entries between whole ones can't be read. */
  z.strictObject({ kind: z.literal('damaged'), file: z.string(), entries: z.number().int().min(1) }),
]);
export type JournalNote = z.infer<typeof journalNoteSchema>;

/** What the journal holds. */
export const journalStateSchema = z.strictObject({
  counters: z.array(
    z.strictObject({
      counter: z.string(),
      /** Positions held, in order, without overlaps. */
      held: z.array(rangeSchema).min(1).readonly(),
      /** Hash of the event at the last of them. */
      hash: z.string(),
    }),
  ),
  /** Entries of every kind. */
  entries: z.number().int(),
  device: deviceStateSchema.nullable(),
  /** 0 without a catalogue. */
  catalogueVersion: z.number().int(),
  notes: z.array(journalNoteSchema),
});
export type JournalState = z.infer<typeof journalStateSchema>;
