import { useEffect, useRef, useState } from 'react';
import { now } from '../../session/clock.ts';
import { services } from '../../session/services.ts';
import { deleteDraft, draftById, handoverDraftId, saveDraft } from '../../store/drafts.ts';

export interface Kept<T> {
  readonly value: T;
  /** Changes it; written at once, so that a restart finds it. */
  readonly change: (next: T) => void;
  readonly drop: () => void;
}

/**
 * What was scanned and not saved yet, kept as a draft. Null until it is known what was kept before. `read` gives the value
 * of a draft, or null for one that makes no sense any more.
 */
export function useKept<T>(what: string, read: (entry: unknown) => T | null, fresh: T): Kept<T> | null {
  const id = handoverDraftId(what);
  const [value, setValue] = useState<T | null>(null);
  const started = useRef(now());
  useEffect(() => {
    let wanted = true;
    void draftById(services().db, id).then((draft) => {
      if (wanted) setValue((draft ? read(draft.entry) : null) ?? fresh);
    });
    return () => {
      wanted = false;
    };
    // Only another draft is read anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [id]);
  if (value === null) return null;
  return {
    value,
    change: (next) => {
      setValue(next);
      void saveDraft(services().db, { id, startedAt: started.current, updatedAt: now(), entry: next });
    },
    drop: () => void deleteDraft(services().db, id),
  };
}
