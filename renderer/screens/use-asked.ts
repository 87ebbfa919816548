import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import { services } from '../session/services.ts';
import { changeMark } from '../store/queries.ts';

/**
 * The answer of `ask` (memoised by its caller), asked again for every other `ask` and whenever the data changes; an older
 * answer stays until the new one is there. For what no live query can watch, as the search index.
 */
export function useAsked<T extends object>(ask: () => Promise<T>): T | undefined {
  const changes = useLiveQuery(() => changeMark(services().db), []);
  const [answer, setAnswer] = useState<T>();
  useEffect(() => {
    let wanted = true;
    void ask().then((next) => {
      if (wanted) setAnswer(next);
    });
    return () => {
      wanted = false;
    };
  }, [ask, changes]);
  return answer;
}
