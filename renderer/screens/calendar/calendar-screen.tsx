import { useLiveQuery } from 'dexie-react-hooks';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { may } from '../../../shared/domain/rights.ts';
import { changedDays } from '../../../shared/domain/office-calendar.ts';
import type { AppError } from '../../../shared/errors.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { Section } from '../../components/section.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { services } from '../../session/services.ts';
import { useSession } from '../../session/session.ts';
import { readMeta } from '../../store/meta.ts';
import { currentCatalogue } from '../../store/queries.ts';
import { readCalendar, type CalendarCandidate } from '../../use-cases/working-calendar.ts';
import screen from '../screen.module.css';
import styles from './calendar.module.css';
import { CalendarFacts } from './calendar-facts.tsx';
import { LettersPart } from './letters-part.tsx';
import { MovePart } from './move-part.tsx';
import { useSurvey } from './use-survey.ts';

// A file looked at stays while the clerk opens one of its dossiers; nothing of it counts before it is confirmed.
let looking: CalendarCandidate | null = null;

/** The working calendar: which one counts, a new one from a file, and the appointments it moves. */
export function CalendarScreen() {
  const { t } = useTranslation(['calendar', 'common']);
  const errorText = useErrorText();
  const catalogue = useLiveQuery(() => currentCatalogue(services().db), []);
  const office = useLiveQuery(() => readMeta(services().db, 'officeCalendar'), []);
  const administers = useSession((session) => may(session.staff?.role, 'administer'));
  const [candidate, setCandidate] = useState(looking);
  const [faults, setFaults] = useState<readonly AppError[]>([]);
  const [said, setSaid] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const survey = useSurvey(candidate?.calendar ?? catalogue?.calendar);
  const look = (next: CalendarCandidate | null) => {
    looking = next;
    setCandidate(next);
    setSaid(null);
  };
  const choose = () => {
    if (administers) input.current?.click();
  };
  async function take(file: File | undefined): Promise<void> {
    if (!file) return;
    const read = await readCalendar(file);
    look(read.ok ? read.value : null);
    setFaults(read.ok ? [] : read.error);
  }
  useHotkeys([{ keys: 'Alt+N', label: t('choose'), run: choose }]);
  if (catalogue === undefined || office === undefined)
    return <p className={screen.empty}>{t('common:loading')}</p>;
  if (catalogue === null)
    return (
      <div className={screen.screen}>
        <Notice kind="warning" title={t('title')}>
          {errorText({ code: 'catalogue-missing' })}
        </Notice>
      </div>
    );
  const file = candidate?.file ?? (catalogue.calendar === office?.calendar ? office.file : null);
  return (
    <div className={`${screen.screen} ${screen.scrolling}`}>
      <div className={screen.head}>
        <h1>{t('title')}</h1>
        <ActionButton
          keys="Alt+N"
          onPress={choose}
          blocked={administers ? null : errorText({ code: 'supervisor-only' })}
        >
          {t('choose')}
        </ActionButton>
        <input
          ref={input}
          className={styles.hidden}
          type="file"
          accept=".json,.csv,application/json,text/csv"
          tabIndex={-1}
          aria-hidden="true"
          data-testid="calendar-input"
          onChange={({ target }) => {
            void take(target.files?.[0]);
            target.value = '';
          }}
        />
        {!administers && <span className={screen.muted}>{t('for-supervisor')}</span>}
      </div>
      {said !== null && (
        <Notice kind="info" announce>
          {said}
        </Notice>
      )}
      {faults.length > 0 && (
        <Notice kind="error" title={t('faults', { count: faults.length })}>
          <ul className={styles.faults}>
            {faults.map((fault, i) => (
              <li key={i}>{errorText(fault)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {candidate ? (
        <Section title={t('preview')} aside={<span className={screen.muted}>{candidate.file}</span>}>
          <CalendarFacts
            calendar={candidate.calendar}
            days={changedDays(catalogue.calendar, candidate.calendar)}
          />
        </Section>
      ) : (
        <CalendarFacts calendar={catalogue.calendar} office={office} catalogue={catalogue} />
      )}
      <MovePart
        key={candidate?.calendar.version ?? ''}
        calendar={candidate?.calendar ?? catalogue.calendar}
        file={file}
        candidate={candidate}
        before={catalogue.calendar}
        survey={survey}
        onDone={(text) => {
          look(null);
          setSaid(text);
        }}
        onCancel={() => look(null)}
      />
      {!candidate && survey !== undefined && survey.moved.length > 0 && <LettersPart moved={survey.moved} />}
    </div>
  );
}
