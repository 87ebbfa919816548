import { CHAIN_START, type ChainHead } from '../../shared/domain/dossier/chain.ts';
import type { CataloguePatch } from '../../shared/domain/catalogue-patch.ts';
import { EMPTY_NUMBERING, type Numbering } from '../../shared/domain/numbering.ts';
import type { OfficeCalendar } from '../../shared/domain/office-calendar.ts';
import type { Inherited } from '../../shared/domain/lineage.ts';
import { NO_DAY_EXPORT, type DayExportPlan } from '../../shared/domain/report/day-export.ts';
import type { OfficeStanding } from '../../shared/domain/report/standing.ts';
import type { Staff } from '../../shared/portal/contract.ts';
import type { SavedReportView } from './report/saved-view.ts';
import type { Encoded } from './codec.ts';
import type { CounterDatabase } from './database.ts';
import type { MetaRow } from './rows.ts';

/** What this machine is to the portal. */
export interface Device {
  readonly deviceId: string;
  /** e.g. `HT-2`. */
  readonly counter: string;
  readonly counterNumber: number;
  readonly office: { readonly id: string; readonly nameVi: string };
  /** Names this counter's log had on earlier machines, when it was taken over from one. */
  readonly inherited?: Inherited | undefined;
}

export type Language = 'vi' | 'en' | 'fr';

/** Single values the counter keeps, by key. */
export interface MetaValues {
  readonly device: Device | null;
  /** Who signed in last. */
  readonly staff: Staff | null;
  readonly chain: ChainHead;
  readonly numbering: Numbering;
  /**
   * Own positions up to `acknowledged` have the portal's verdict; `held` of them were refused and stand in that table.
   * One value, because every list reads it.
   */
  readonly outbox: { readonly acknowledged: number; readonly held: number };
  /** Of the last event pulled. */
  readonly cursor: number;
  readonly language: Language;
  /** Whether own events must be pulled too, because the portal knows some that this database does not hold. */
  readonly rebuilding: boolean;
  /** Whether a rebuild from the journal was begun and is not done. */
  readonly restoring: boolean;
  /** Whether the portal said that another machine took this counter over: from then on all here is to be read only. */
  readonly moved: boolean;
  /** UTC instant. */
  readonly lastSyncAt: string | null;
  readonly paper: 'A4' | 'A5';
  /** What labels are printed on: one a sheet, or four. */
  readonly labelPaper: 'A6' | 'A5' | 'A4';
  /** Dossiers erased in this database whose events and files still have to go from the journal and the disk. */
  readonly toErase: readonly string[];
  /** How far rows of earlier apps were brought to what dossiers are looked up by now; see `renewLookups`. */
  readonly lookups: number;
  /** The working calendar a supervisor imported here; null when none was. */
  readonly officeCalendar: OfficeCalendar | null;
  /** What changed the catalogue since it last came whole, oldest first; the journal is given these instead of all of it. */
  readonly catalogueSteps: readonly CataloguePatch[];
  /**
   * Whose session other offices' work lies under here, its key, and the offices given; gone with the session. Only in the
   * counter's own database. See `store/oversight`.
   */
  readonly oversight: {
    readonly staffId: string;
    readonly key: readonly number[];
    readonly offices: readonly { readonly id: string; readonly nameVi: string }[];
  } | null;
  /** How complete the office's work is in this database, as the portal said it to a supervisor; null: not known. */
  readonly standing: OfficeStanding | null;
  /**
   * Where the portal said at the last contact that this counter's log stands, and whether our own event there is the one it
   * has; null before anything was sent.
   */
  readonly witness: { readonly position: number; readonly hash: string; readonly agrees: boolean } | null;
  /** When the day's report is written by itself, and how the last one went. */
  readonly dayExport: DayExportPlan;
  readonly reportViews: readonly SavedReportView[];
  /** The portal's clock minus this machine's as measured last, and when (UTC instant of the portal). */
  readonly clock: { readonly skewMs: number; readonly measuredAt: string } | null;
}
export type MetaKey = keyof MetaValues;

const DEFAULTS: MetaValues = {
  device: null,
  staff: null,
  chain: { position: 0, hash: CHAIN_START },
  numbering: EMPTY_NUMBERING,
  outbox: { acknowledged: 0, held: 0 },
  cursor: 0,
  rebuilding: false,
  restoring: false,
  moved: false,
  language: 'vi',
  lastSyncAt: null,
  paper: 'A4',
  labelPaper: 'A6',
  lookups: 0,
  toErase: [],
  officeCalendar: null,
  catalogueSteps: [],
  oversight: null,
  standing: null,
  witness: null,
  dayExport: NO_DAY_EXPORT,
  reportViews: [],
  clock: null,
};

function valueOf<K extends MetaKey>(db: CounterDatabase, key: K, row: MetaRow | undefined): MetaValues[K] {
  return row ? db.codec.decode(row.payload as Encoded<MetaValues[K]>) : DEFAULTS[key];
}

/** The row that keeps a value; for writers that put several at once. */
export function metaRow<K extends MetaKey>(db: CounterDatabase, key: K, value: MetaValues[K]): MetaRow {
  return { key, payload: db.codec.encode<unknown>(value) };
}

/** A kept value, or its default. */
export async function readMeta<K extends MetaKey>(db: CounterDatabase, key: K): Promise<MetaValues[K]> {
  return valueOf(db, key, await db.meta.get(key));
}

/** Two kept values in one read. */
export async function readMetaPair<K extends MetaKey, L extends MetaKey>(
  db: CounterDatabase,
  first: K,
  second: L,
): Promise<readonly [MetaValues[K], MetaValues[L]]> {
  const rows = await db.meta.bulkGet([first, second]);
  return [valueOf(db, first, rows[0]), valueOf(db, second, rows[1])];
}

/** Keeps a value. Never use it for `chain`: only `append` and enrolment move the log's head. */
export async function writeMeta<K extends MetaKey>(
  db: CounterDatabase,
  key: K,
  value: MetaValues[K],
): Promise<void> {
  await db.meta.put(metaRow(db, key, value));
}

/** Changes a kept value by what it is now, in one transaction. */
export async function updateMeta<K extends MetaKey>(
  db: CounterDatabase,
  key: K,
  change: (value: MetaValues[K]) => MetaValues[K],
): Promise<void> {
  await db.transaction('rw', db.meta, async () => writeMeta(db, key, change(await readMeta(db, key))));
}
