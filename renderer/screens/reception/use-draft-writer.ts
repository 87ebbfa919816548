import { useEffect, useRef, useState } from 'react';
import { now } from '../../session/clock.ts';
import { services } from '../../session/services.ts';
import { saveDraft } from '../../store/drafts.ts';
import { createDraftWriter, type DraftState, type DraftWriter } from './draft-writer.ts';
import type { OpenDraft } from './open-draft.ts';
import type { ReceptionValues } from './reception-values.ts';

/** The writer of one draft, for as long as its form is shown; flushed when the window is hidden or closes. */
export function useDraftWriter(draft: OpenDraft): {
  readonly writer: DraftWriter<ReceptionValues>;
  readonly state: DraftState;
} {
  const [state, setState] = useState<DraftState>('saved');
  const made = useRef<DraftWriter<ReceptionValues> | null>(null);
  made.current ??= createDraftWriter<ReceptionValues>(
    (values) =>
      saveDraft(services().db, { id: draft.id, startedAt: draft.startedAt, updatedAt: now(), entry: values }),
    setState,
  );
  const writer = made.current;

  useEffect(() => {
    const flush = () => void writer.flush();
    const stopListening = services().desktop.on('app:closing', flush);
    document.addEventListener('visibilitychange', flush);
    window.addEventListener('pagehide', flush);
    return () => {
      stopListening();
      document.removeEventListener('visibilitychange', flush);
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [writer]);

  return { writer, state };
}
