import { useTranslation } from 'react-i18next';
import { useNow } from './use-now.ts';

export interface Age {
  readonly unit: 'now' | 'minutes' | 'hours' | 'days';
  readonly count: number;
}

/** How long ago an instant was, in the largest whole unit; the future counts as now (clocks differ). */
export function ageOf(since: string, now: string): Age {
  const minutes = Math.floor((Date.parse(now) - Date.parse(since)) / 60_000);
  if (minutes < 1) return { unit: 'now', count: 0 };
  if (minutes < 60) return { unit: 'minutes', count: minutes };
  if (minutes < 60 * 24) return { unit: 'hours', count: Math.floor(minutes / 60) };
  return { unit: 'days', count: Math.floor(minutes / (60 * 24)) };
}

/** Gives ages in the user's language, e.g. “14 phút”; renders again as time goes by. */
export function useAge(): (since: string) => string {
  const { t } = useTranslation('common');
  const now = useNow();
  return (since) => {
    const { unit, count } = ageOf(since, now);
    return unit === 'now' ? t('age.now') : t(`age.${unit}`, { count });
  };
}
