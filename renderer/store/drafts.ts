import type { CounterDatabase } from './database.ts';
import type { Draft } from './rows.ts';

export type { Draft } from './rows.ts';

/** Keeps a draft as it is, in place of its earlier state. */
export async function saveDraft(db: CounterDatabase, draft: Draft): Promise<void> {
  await db.drafts.put({ id: draft.id, updatedAt: draft.updatedAt, payload: db.codec.encode(draft) });
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
