import { useTranslation } from 'react-i18next';
import type { ClosedShift } from '../../../shared/domain/till/shift.ts';
import { signed } from './count-panel.tsx';

/** Gives how a count came out, in a few words. */
export function useDifference(): (closed: Pick<ClosedShift['closed'], 'difference'>) => string {
  const { t } = useTranslation('till');
  return ({ difference }) =>
    difference
      ? t(`difference.${difference.standing}`, { amount: signed(difference.amount) })
      : t('row.agrees');
}
