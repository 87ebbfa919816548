import { useCallback, useMemo, useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';

interface State {
  readonly problems: ReadonlyMap<string, AppError>;
  readonly missing: ReadonlyMap<string, AppError>;
  /** Fields left so far: an error shows from then on. */
  readonly left: ReadonlySet<string>;
  /** Saving was tried: what is missing shows too. */
  readonly attempted: boolean;
}

export interface Found {
  readonly errors: readonly AppError[];
  readonly missing: readonly AppError[];
}

const byField = (errors: readonly AppError[]) =>
  new Map(errors.flatMap((error) => (error.field === undefined ? [] : [[error.field, error] as const])));
const NOTHING: State = { problems: new Map(), missing: new Map(), left: new Set(), attempted: false };

/** Which errors show under which field: wrong ones once their field was left, missing ones once saving was tried. */
export function useChecks(check: () => Found) {
  const [state, setState] = useState(NOTHING);

  const leave = useCallback(
    (path: string) => {
      const { errors, missing } = check();
      setState((before) => ({
        ...before,
        problems: byField(errors),
        missing: byField(missing),
        left: new Set(before.left).add(path),
      }));
    },
    [check],
  );
  const attempt = useCallback(({ errors, missing }: Found) => {
    setState((before) => ({
      ...before,
      problems: byField(errors),
      missing: byField(missing),
      attempted: true,
    }));
  }, []);
  const problemAt = useCallback(
    (path: string): AppError | null => {
      const { problems, missing, left, attempted } = state;
      const wrong = attempted || left.has(path) ? problems.get(path) : undefined;
      return wrong ?? (attempted ? missing.get(path) : undefined) ?? null;
    },
    [state],
  );
  return useMemo(() => ({ leave, attempt, problemAt }), [leave, attempt, problemAt]);
}
