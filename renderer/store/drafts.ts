import type { CounterDatabase } from './database.ts';
import type { Draft } from './rows.ts';

export type { Draft } from './rows.ts';

const underWay = new Set<Promise<unknown>>();

/** Keeps a draft as it is, in place of its earlier state. */
export async function saveDraft(db: CounterDatabase, draft: Draft): Promise<void> {
  const { id, updatedAt } = draft;
  const writing = Promise.resolve(db.drafts.put({ id, updatedAt, payload: db.codec.encode(draft) }));
  underWay.add(writing);
  try {
    await writing;
  } finally {
    underWay.delete(writing);
  }
}

/** Resolves once no draft is being written, and none follows at once. */
export async function draftsWritten(): Promise<void> {
  for (let quiet = 0; quiet < 2; quiet = underWay.size === 0 ? quiet + 1 : 0) {
    await Promise.allSettled([...underWay]);
    // A writer that has something newer begins its next write when this one is done.
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** All drafts, the one changed last first. */
export async function drafts(db: CounterDatabase): Promise<readonly Draft[]> {
  const rows = await db.drafts.orderBy('updatedAt').reverse().toArray();
  return rows.map((row) => db.codec.decode(row.payload));
}

const HANDOVER = 'handover:';

/** The id of what is kept of a handover while it is scanned: the list being made, or the receipt of a batch. */
export function handoverDraftId(what: string): string {
  return `${HANDOVER}${what}`;
}

/** Receptions begun and not saved, the one changed last first. */
export async function receptionDrafts(db: CounterDatabase): Promise<readonly Draft[]> {
  return (await drafts(db)).filter(({ id }) => !id.startsWith(HANDOVER));
}

export async function draftById(db: CounterDatabase, id: string): Promise<Draft | null> {
  const row = await db.drafts.get(id);
  return row ? db.codec.decode(row.payload) : null;
}

/** Drops a draft that is not to become a dossier; one that did goes with `append`. */
export async function deleteDraft(db: CounterDatabase, id: string): Promise<void> {
  await db.drafts.delete(id);
}
