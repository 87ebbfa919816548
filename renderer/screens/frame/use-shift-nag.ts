import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { overdueOf } from '../../../shared/domain/till/overdue.ts';
import { useNow } from '../../i18n/use-now.ts';
import { formatWhen } from '../../i18n/when.ts';
import { services } from '../../session/services.ts';
import { useSession } from '../../session/session.ts';
import { currentCatalogue } from '../../store/queries.ts';
import { shiftNow } from '../../store/till.ts';

/** What to say of a shift left open, in short and at length; null while there is nothing to say. */
export function useShiftNag(): { readonly short: string; readonly text: string } | null {
  const { t, i18n } = useTranslation('status');
  const now = useNow();
  const device = useSession((session) => session.device);
  const shift = useLiveQuery(async () => (await shiftNow(services().db)).open, [device]);
  const closesAt = useLiveQuery(async () => {
    const catalogue = await currentCatalogue(services().db);
    return catalogue?.offices.find(({ id }) => id === device?.office.id)?.closesAt ?? null;
  }, [device]);
  if (!shift?.opened) return null;
  const overdue = overdueOf(shift.opened.at, closesAt ?? null, now);
  if (!overdue) return null;
  const facts = { at: formatWhen(shift.opened.at, 'full', i18n.language), closesAt: closesAt ?? '' };
  return { short: t(`shift.${overdue}`), text: t(`shift.${overdue}-text`, facts) };
}
