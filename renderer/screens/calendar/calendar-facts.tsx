import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../shared/clock.ts';
import type { WorkingCalendar } from '../../../shared/domain/calendar.ts';
import { changedDays, type ChangedDay, type OfficeCalendar } from '../../../shared/domain/office-calendar.ts';
import type { Catalogue } from '../../../shared/domain/procedure.ts';
import { KeyValue } from '../../components/key-value.tsx';
import { useNow } from '../../i18n/use-now.ts';
import { formatDay, formatDayLong, formatWhen } from '../../i18n/when.ts';
import styles from './calendar.module.css';

/** How many of the days ahead are named. */
const AHEAD = 5;

interface FactsProps {
  readonly calendar: WorkingCalendar;
  /** What it changes; the days ahead where it is not given. */
  readonly days?: readonly ChangedDay[];
  /** What was imported at this counter, in force or not any longer. */
  readonly office?: OfficeCalendar | null;
  readonly catalogue?: Catalogue;
}

/** A calendar: which, from where, the years it knows, and its days. */
export function CalendarFacts({ calendar, days, office = null, catalogue }: FactsProps) {
  const { t, i18n } = useTranslation('calendar');
  const today = dayOf(useNow());
  const origin = () => {
    if (!catalogue) return null;
    if (!office) return t('from-portal', { version: catalogue.version });
    const by = { file: office.file, name: office.by.name, at: formatWhen(office.at, 'full', i18n.language) };
    return catalogue.calendar === office.calendar || catalogue.calendar.version === office.calendar.version
      ? t('imported', by)
      : t('superseded', { ...by, version: catalogue.version });
  };
  const source = origin();
  return (
    <KeyValue
      facts={[
        { label: t('version'), value: calendar.version },
        ...(source === null ? [] : [{ label: t('source'), value: source }]),
        {
          label: t('years'),
          value: t('years-are', { from: formatDay(calendar.from), until: formatDay(calendar.until) }),
        },
        {
          label: days ? t('changes') : t('ahead'),
          value: (
            <ul className={styles.days}>
              {(days ?? daysAhead(calendar, today)).map(({ date, works, nameVi }) => (
                <li key={date}>
                  {formatDayLong(date, i18n.language)}: {works ? t('works') : t('closed')}
                  {nameVi === '' ? '' : ` (${nameVi})`}
                </li>
              ))}
              {days?.length === 0 && <li>{t('changes-none')}</li>}
            </ul>
          ),
        },
      ]}
    />
  );
}

/** The next days that differ from the weekly rule. */
function daysAhead(calendar: WorkingCalendar, today: string): readonly ChangedDay[] {
  return changedDays({ ...calendar, days: [] }, calendar)
    .filter(({ date }) => date >= today)
    .slice(0, AHEAD);
}
