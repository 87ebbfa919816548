import { newId } from '../../../shared/ids.ts';
import type { Draft } from '../../store/drafts.ts';
import { extraRow } from './document-rows.ts';
import { EMPTY_VALUES, type DocumentValues, type ReceptionValues } from './reception-values.ts';

/** A draft on the screen. Its id becomes the dossier's. */
export interface OpenDraft {
  readonly id: string;
  /** UTC instant. */
  readonly startedAt: string;
  readonly values: ReceptionValues;
  /** When it was last written, if it comes from the store. */
  readonly restoredFrom: string | null;
}

/** A draft with nothing in it; nothing is stored until something is typed. */
export function newDraft(now: string, guide = false): OpenDraft {
  const values = guide ? { ...EMPTY_VALUES, guide: { ...EMPTY_VALUES.guide, on: true } } : EMPTY_VALUES;
  return { id: newId(), startedAt: now, values, restoredFrom: null };
}

/** A stored draft, every text as it was typed. */
export function reopened(draft: Draft): OpenDraft {
  return {
    id: draft.id,
    startedAt: draft.startedAt,
    values: readValues(draft.entry),
    restoredFrom: draft.updatedAt,
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `stored` where it has the shape of `like`; what is missing or of another kind comes from `like`. */
function shaped<T>(like: T, stored: unknown): T {
  if (!isRecord(like)) return typeof stored === typeof like ? (stored as T) : like;
  if (!isRecord(stored)) return like;
  return Object.fromEntries(Object.entries(like).map(([key, each]) => [key, shaped(each, stored[key])])) as T;
}

/**
 * The values of a stored draft, written by this version or another: texts byte for byte, what this version does not know
 * left out, what it lacks empty. A draft is never refused.
 */
export function readValues(entry: unknown): ReceptionValues {
  const values = shaped(
    { ...EMPTY_VALUES, documents: null },
    isRecord(entry) ? { ...entry, documents: null } : entry,
  );
  const rows = isRecord(entry) && Array.isArray(entry['documents']) ? entry['documents'] : [];
  return withKnownChoices({
    ...values,
    documents: rows.map((row): DocumentValues => shaped(extraRow([]), row)),
  });
}

function withKnownChoices(values: ReceptionValues): ReceptionValues {
  const known = <V extends string>(value: V, choices: readonly V[], otherwise: V) =>
    choices.includes(value) ? value : otherwise;
  const identity = (each: ReceptionValues['applicant']['identity']) => ({
    ...each,
    kind: known(each.kind, ['citizen-id', 'old-id', 'passport'], 'citizen-id'),
  });
  const { applicant, representative, delivery } = values;
  return {
    ...values,
    applicant: {
      ...applicant,
      kind: known(applicant.kind, ['person', 'organisation'], 'person'),
      identity: identity(applicant.identity),
    },
    representative: { ...representative, identity: identity(representative.identity) },
    channel: known(values.channel, ['in-person', 'online', 'postal'], 'in-person'),
    delivery: { ...delivery, kind: known(delivery.kind, ['counter', 'home', 'online'], 'counter') },
    paid: known(values.paid, ['cash', 'transfer', 'none'], 'none'),
  };
}

// Drafts left with Escape: they wait in the list until they are asked for. Forgotten with the window, so that after a
// crash the newest draft opens by itself.
const setAside = new Set<string>();

/** Leaves a draft for later: it no longer opens by itself. */
export function putAside(id: string): void {
  setAside.add(id);
}

/** The draft to go on with when none was asked for: the newest that was not left with Escape. */
export function draftToContinue(stored: readonly Draft[]): Draft | null {
  return stored.find((draft) => !setAside.has(draft.id)) ?? null;
}
