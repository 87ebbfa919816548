import { useEffect } from 'react';
import { services } from '../../session/services.ts';
import { reportBug } from '../../session/report-bug.ts';
import { recordOpening } from '../../use-cases/record-opening.ts';

/** Leaves a trace of having opened a dossier, where one is to be left. */
export function useRecordedOpening(dossierId: string): void {
  useEffect(() => {
    recordOpening(dossierId).catch((bug: unknown) => reportBug(services().desktop, 'opening', bug));
  }, [dossierId]);
}
