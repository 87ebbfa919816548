import { useCallback, useEffect, useRef } from 'react';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { appError } from '../../../shared/errors.ts';
import { reportBug } from '../../session/report-bug.ts';
import { services } from '../../session/services.ts';
import type { receiveDossier } from '../../use-cases/receive-dossier.ts';
import { whenKept } from '../../use-cases/save-events.ts';
import type { DraftWriter } from './draft-writer.ts';
import type { ReceptionValues } from './reception-values.ts';
import type { Found } from './use-checks.ts';

interface Saving {
  readonly draftId: string;
  readonly commit: () => void;
  readonly preview: () => Found;
  readonly receive: () => ReturnType<typeof receiveDossier>;
  readonly writer: DraftWriter<ReceptionValues>;
  readonly onSaved: (dossier: Dossier) => void;
  readonly onRefused: (found: Found) => void;
}

/** Saves once, however often the key is pressed. */
export function useSave(saving: Saving): () => void {
  const latest = useRef(saving);
  useEffect(() => {
    latest.current = saving;
  });
  const busy = useRef(false);
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  return useCallback(() => {
    if (busy.current) return;
    busy.current = true;
    void saveOnce(latest.current, () => shown.current).then((again) => {
      busy.current = !again;
    });
  }, []);
}

/** Gives whether saving may be tried again. */
async function saveOnce(
  { draftId, commit, preview, receive, writer, onSaved, onRefused }: Saving,
  isShown: () => boolean,
): Promise<boolean> {
  commit();
  const found = preview();
  if (found.errors.length + found.missing.length > 0) {
    onRefused(found);
    return true;
  }
  // The draft ends with the save: a write of it on the way must not bring it back.
  await writer.pause();
  const saved = await receive().catch((bug: unknown) => {
    const error = reportBug(services().desktop, 'receive-dossier', bug);
    return { ok: false, error: [error] } as const;
  });
  if (saved.ok) {
    writer.close();
    onSaved(saved.value);
    return false;
  }
  if (saved.error.some(({ code }) => code === 'journal-failed')) {
    // It is a dossier now; the form stays to be seen until the second copy is written too.
    writer.close();
    onRefused({ errors: saved.error, missing: [] });
    const kept = await whenKept(draftId);
    if (kept && isShown()) onSaved(kept);
    return false;
  }
  writer.resume();
  onRefused({ errors: saved.error.length > 0 ? saved.error : [appError('unexpected')], missing: [] });
  return true;
}
