import { mkdtempSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { nodeDisk, type JournalDisk } from '../../../electron/services/journal/disk.ts';
import {
  createJournal,
  type Journal,
  type JournalOptions,
} from '../../../electron/services/journal/journal.ts';
import { CHAIN_START } from '../../../shared/domain/dossier/chain.ts';
import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { newId } from '../../../shared/ids.ts';
import type { JournalEntry, JournalState } from '../../../shared/journal.ts';

export const newFolder = () => mkdtempSync(path.join(os.tmpdir(), 'journal-'));

/** The journal in a folder, as a new start of the app finds it. */
export function journalIn(folder: string, options: Partial<JournalOptions> = {}): Journal {
  const journal = createJournal({ folder, note: () => undefined, ...options });
  started.add(journal);
  return journal;
}

const started = new Set<Journal>();

/** Closes every journal of a test. */
export async function closeJournals(): Promise<void> {
  await Promise.all([...started].map((journal) => journal.close()));
  started.clear();
}

export function eventAt(position: number, counter = 'HT-1'): DossierEvent {
  return {
    id: newId(),
    dossierId: newId(),
    seq: 1,
    type: 'noteAdded',
    version: 1,
    at: { instant: '2026-07-13T02:00:00.000Z', zone: 'Asia/Ho_Chi_Minh' },
    by: { id: 'nv-hoa', name: 'Phạm Thị Hoa' },
    office: 'HT',
    counter,
    position,
    data: { text: `ghi chú ${String(position)}` },
    prev: CHAIN_START,
  };
}

/** An entry with the events of one save. */
export function saveOf(...positions: readonly number[]): JournalEntry {
  return { kind: 'events', events: positions.map((position) => eventAt(position)) };
}

export async function stateOf(journal: Journal): Promise<JournalState> {
  const state = await journal.state();
  if (!state.ok) throw new Error(state.error.code);
  return state.value;
}

/** Everything the journal gives back, read `limit` entries at a time. */
export async function readAll(
  journal: Journal,
  limit = 3,
): Promise<{ readonly entries: readonly JournalEntry[]; readonly damaged: number }> {
  const entries: JournalEntry[] = [];
  let damaged = 0;
  let cursor: { readonly file: string; readonly offset: number } | null = null;
  do {
    const batch = await journal.read(cursor, limit);
    if (!batch.ok) throw new Error(batch.error.code);
    entries.push(...batch.value.entries);
    damaged += batch.value.damaged;
    cursor = batch.value.next;
  } while (cursor);
  return { entries, damaged };
}

export const positionsOf = (entries: readonly JournalEntry[]) =>
  entries.flatMap((entry) => (entry.kind === 'events' ? entry.events.map((event) => event.position) : []));

export const filesIn = (folder: string) =>
  readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name));

/** A real disk on which some calls fail, and which counts its flushes. */
export function faultyDisk(): JournalDisk & {
  syncs: number;
  /** The next calls fail so; a write first gets this many bytes down. */
  fail: { readonly on: 'write' | 'sync' | 'open'; readonly code: string; readonly after?: number } | null;
} {
  const disk = {
    ...nodeDisk,
    syncs: 0,
    fail: null as ReturnType<typeof faultyDisk>['fail'],
    open: async (file: string) => {
      if (disk.fail?.on === 'open') throw Object.assign(new Error('open'), { code: disk.fail.code });
      const opened = await nodeDisk.open(file);
      return {
        ...opened,
        write: async (bytes: Uint8Array, at: number) => {
          if (disk.fail?.on !== 'write') return opened.write(bytes, at);
          await opened.write(bytes.subarray(0, disk.fail.after ?? 0), at);
          throw Object.assign(new Error('write'), { code: disk.fail.code });
        },
        sync: async () => {
          if (disk.fail?.on === 'sync') throw Object.assign(new Error('sync'), { code: disk.fail.code });
          disk.syncs += 1;
          await opened.sync();
        },
      };
    },
  };
  return disk;
}
