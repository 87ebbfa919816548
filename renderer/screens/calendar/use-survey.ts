import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import type { WorkingCalendar } from '../../../shared/domain/calendar.ts';
import { now } from '../../session/clock.ts';
import { services } from '../../session/services.ts';
import { changeMark } from '../../store/queries.ts';
import { surveyCalendar, type CalendarSurvey } from '../../use-cases/working-calendar.ts';

/** What a calendar moves; undefined until every dossier was looked at. Looked at anew when one changed. */
export function useSurvey(calendar: WorkingCalendar | undefined): CalendarSurvey | undefined {
  const mark = useLiveQuery(() => changeMark(services().db), []);
  const [found, setFound] = useState<{ readonly version: string; readonly survey: CalendarSurvey }>();
  useEffect(() => {
    if (!calendar || mark === undefined) return;
    let stopped = false;
    void surveyCalendar(calendar, now(), () => stopped).then((survey) => {
      if (!stopped) setFound({ version: calendar.version, survey });
    });
    return () => {
      stopped = true;
    };
  }, [calendar, mark]);
  return found?.version === calendar?.version ? found?.survey : undefined;
}
