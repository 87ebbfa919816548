import { useState } from 'react';
import type { AppError } from '../../shared/errors.ts';
import type { Result } from '../../shared/result.ts';

interface Request {
  readonly busy: boolean;
  readonly errors: readonly AppError[];
  /** Runs it unless one is under way; gives whether it went well. */
  run(ask: () => Promise<Result<unknown, readonly AppError[]>>): Promise<boolean>;
}

/** One thing asked at a time, with what came of it. */
export function useRequest(): Request {
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly AppError[]>([]);
  async function run(ask: () => Promise<Result<unknown, readonly AppError[]>>): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    try {
      const result = await ask();
      setErrors(result.ok ? [] : result.error);
      return result.ok;
    } finally {
      setBusy(false);
    }
  }
  return { busy, errors, run };
}
