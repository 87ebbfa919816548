import { useEffect, useState } from 'react';
import type { ResultFile } from '../../../../shared/domain/result-file.ts';
import type { AppError } from '../../../../shared/errors.ts';
import { openResult, type OpenedResult } from '../../../use-cases/show-result.ts';

/** An electronic result as it is opened to be shown; null while that goes on. Closed with what shows it. */
export function useOpenedResult(file: ResultFile): {
  readonly opened: OpenedResult | null;
  readonly error: AppError | null;
} {
  const [opened, setOpened] = useState<OpenedResult | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let current = true;
    let close = () => undefined as void;
    void openResult(file).then((result) => {
      if (result.ok) close = () => result.value.pdf.close();
      if (!current) return close();
      if (result.ok) setOpened(result.value);
      else setError(result.error);
    });
    return () => {
      current = false;
      close();
    };
  }, [file]);
  return { opened, error };
}
