import type { TFunction } from 'i18next';
import type { Reached } from '../../../shared/domain/report/target.ts';
import { formatDecimals } from '../../i18n/number.ts';

/** Whether a target is reached, and by how many points it is missed. */
export function targetStanding({ points }: Reached, t: TFunction<'reports'>, language: string): string {
  if (points === null) return t('target.none');
  return points >= 0
    ? `✓ ${t('target.reached')}`
    : `▼ ${t('target.missed', { points: formatDecimals(-points, language) })}`;
}
