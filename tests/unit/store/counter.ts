import 'fake-indexeddb/auto';
import { append, type Appending } from '../../../renderer/store/append.ts';
import { CounterDatabase } from '../../../renderer/store/database.ts';
import { writeMeta, type Device } from '../../../renderer/store/meta.ts';
import { decide, type Command } from '../../../shared/domain/dossier/decide.ts';
import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { giveCode, type Numbering } from '../../../shared/domain/numbering.ts';
import { newId } from '../../../shared/ids.ts';
import { ok } from '../../../shared/result.ts';
import { author, receiveCommand, receptionEntry, type ReceiveCommand } from '../../support/catalogue.ts';

export const DEVICE: Device = {
  deviceId: '0198a000-0000-7000-8000-000000000001',
  counter: 'HT-1',
  counterNumber: 1,
  office: { id: 'HT', nameVi: 'Bưu điện Hà Tu' },
};

export const NUMBERING: Numbering = {
  leases: [{ id: '0198a000-0000-7000-8000-0000000000aa', unit: '000.00.19.H49', from: 1, to: 9999, next: 1 }],
  nextProvisional: 1,
};

let databases = 0;

/** A fresh database, not yet a counter's. */
export function emptyDatabase(): CounterDatabase {
  databases += 1;
  return new CounterDatabase(`test-${databases}`);
}

/** A fresh database of an enrolled counter with numbers to give. */
export async function counterDatabase(device: Device = DEVICE): Promise<CounterDatabase> {
  const db = emptyDatabase();
  await writeMeta(db, 'device', device);
  await writeMeta(db, 'numbering', NUMBERING);
  return db;
}

/** The same data seen by a new connection, as after a restart. */
export function reopened(db: CounterDatabase): CounterDatabase {
  db.close();
  return new CounterDatabase(db.name);
}

/** What `append` is told for a command: the next code is given when it is a reception. */
export function appending(command: Command, now: string, dossierId: string): Appending {
  return {
    dossierId,
    author: author({ now }),
    decide: (dossier, numbering) => {
      const given = giveCode(numbering, 'HT-1', now);
      const { code, provisional } = given;
      const decided = decide(
        dossier,
        command.type === 'receive' ? { ...command, code: { code, provisional } } : command,
        now,
      );
      if (!decided.ok) return decided;
      return ok({
        bodies: decided.value,
        ...(command.type === 'receive' ? { numbering: given.numbering } : {}),
      });
    },
  };
}

/** Saves a command; throws if it is refused. */
export async function save(
  db: CounterDatabase,
  command: Command,
  now: string,
  dossierId: string,
): Promise<Dossier> {
  const saved = await append(db, appending(command, now, dossierId));
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  return saved.value;
}

/** Receives a dossier `minute` minutes after 09:00 on 13 July 2026. */
export async function receive(
  db: CounterDatabase,
  minute: number,
  entry: Partial<ReceiveCommand['entry']> = {},
): Promise<Dossier> {
  return save(db, receiveCommand({ entry: receptionEntry(entry) }), instant(minute), newId());
}

/** UTC instant `minute` minutes after 09:00 at the counter on 13 July 2026. */
export function instant(minute: number): string {
  return new Date(Date.parse('2026-07-13T02:00:00.000Z') + minute * 60_000).toISOString();
}

/** The whole log of a database by counter and position. */
export async function logOf(db: CounterDatabase): Promise<readonly DossierEvent[]> {
  const rows = await db.events.toArray();
  return rows.map((row) => db.codec.decode(row.payload));
}

/** The kept projections by id, as plain values. */
export async function projectionsOf(db: CounterDatabase): Promise<ReadonlyMap<string, unknown>> {
  const rows = await db.dossiers.toArray();
  return new Map(rows.map((row) => [row.id, { ...row, payload: db.codec.decode(row.payload) }]));
}
