import { useEffect, useState } from 'react';
import { resultFilesOf, type Dossier } from '../../../../shared/domain/dossier/state.ts';
import { lookAtResults, type LookedResult } from '../../../use-cases/check-results.ts';

/** The electronic results of a dossier as they are looked at now; null while that goes on. */
export function useLookedResults(dossier: Dossier): readonly LookedResult[] | null {
  const [looked, setLooked] = useState<readonly LookedResult[] | null>(null);
  const files = resultFilesOf(dossier);
  const key = files.map(({ sha256 }) => sha256).join();
  useEffect(() => {
    let current = true;
    void lookAtResults(files).then((results) => current && setLooked(results));
    return () => {
      current = false;
    };
    // By what the files are: the array is a new one at every drawing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  return looked;
}
