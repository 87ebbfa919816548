import { useLiveQuery } from 'dexie-react-hooks';
import { useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { isClosed, tellBy, type ReportedIncident } from '../../../shared/domain/incident/incident.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { Section } from '../../components/section.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { useNow } from '../../i18n/use-now.ts';
import { formatWhen } from '../../i18n/when.ts';
import { services } from '../../session/services.ts';
import { useSession } from '../../session/session.ts';
import { allIncidents } from '../../store/incidents.ts';
import { printIncident } from '../../use-cases/incidents.ts';
import screen from '../screen.module.css';
import { useRequest } from '../use-request.ts';
import { IncidentNoteForm, IncidentReportForm } from './incident-forms.tsx';
import styles from './privacy.module.css';

const HOUR_MS = 3_600_000;

/** Whether it is done with, who was told, or how long is left to tell the authority. */
function Standing({ incident }: { readonly incident: ReportedIncident }) {
  const { t, i18n } = useTranslation('privacy');
  const left = tellBy(incident);
  const now = useNow();
  if (isClosed(incident)) return <span className={screen.muted}>{t('incident.closed')}</span>;
  if (left === null) return <span className={screen.muted}>{t('incident.told')}</span>;
  const hours = Math.floor((Date.parse(left) - Date.parse(now)) / HOUR_MS);
  const when = formatWhen(left, 'full', i18n.language);
  return <strong>{hours < 0 ? t('incident.late', { when }) : t('incident.left', { hours, when })}</strong>;
}

/** Incidents with personal data: what happened, what was done, who was told, and until when they must be. */
export function IncidentPart({ number, ref }: { readonly number: number; readonly ref: Ref<HTMLElement> }) {
  const { t, i18n } = useTranslation('privacy');
  const errorText = useErrorText();
  const incidents = useLiveQuery(() => allIncidents(services().db), []) ?? [];
  const staff = useSession((session) => session.staff);
  const [open, setOpen] = useState<'report' | ReportedIncident | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const { errors, run } = useRequest();
  const report = () => {
    setSaid(null);
    if (staff) setOpen('report');
  };
  useHotkeys([{ keys: 'Alt+B', label: t('incident.report'), run: report }]);
  const done = (text: string) => {
    setOpen(null);
    setSaid(text);
  };
  return (
    <Section title={t('incident.title')} number={number} ref={ref}>
      <div className={styles.part}>
        <p className={screen.muted}>{t('incident.about')}</p>
        <div className={screen.row}>
          <ActionButton keys="Alt+B" onPress={report} blocked={staff ? null : t('incident.sign-in')}>
            {t('incident.report')}
          </ActionButton>
          <span role="status">{said}</span>
        </div>
        {open === 'report' && (
          <IncidentReportForm onCancel={() => setOpen(null)} onDone={() => done(t('incident.reported'))} />
        )}
        {incidents.length === 0 && <p className={screen.muted}>{t('incident.none')}</p>}
        {incidents.map((incident) => (
          <article key={incident.id} className={styles.incident}>
            <div className={screen.row}>
              <strong>{t(`incident.kind.${incident.reported.what}`)}</strong>
              <span>{formatWhen(incident.reported.foundAt, 'full', i18n.language)}</span>
              <Standing incident={incident} />
            </div>
            <p>{incident.reported.text}</p>
            <p className={screen.muted}>
              {t('incident.done-at-once', { measures: incident.reported.measures })}
            </p>
            <ul>
              {incident.notes.map(({ at, text, by, told }) => (
                <li key={at}>
                  {formatWhen(at, 'full', i18n.language)} · {by.name}: {text}
                  {told.length > 0 &&
                    ` · ${t('incident.told-whom', { whom: told.map((each) => t(`incident.tell.${each}`)).join(', ') })}`}
                </li>
              ))}
            </ul>
            <div className={screen.row}>
              <ActionButton
                onPress={() => setOpen(incident)}
                blocked={isClosed(incident) ? t('incident.closed') : staff ? null : t('incident.sign-in')}
              >
                {t('incident.note')}
              </ActionButton>
              <ActionButton
                onPress={() =>
                  void run(() => printIncident(incident)).then((printed) => {
                    if (printed) setSaid(t('incident.printed'));
                  })
                }
                blocked={staff ? null : t('incident.sign-in')}
              >
                {t('incident.print')}
              </ActionButton>
            </div>
            {open !== null && open !== 'report' && open.id === incident.id && (
              <IncidentNoteForm
                incident={incident}
                onCancel={() => setOpen(null)}
                onDone={() => done(t('incident.noted'))}
              />
            )}
          </article>
        ))}
        {errors[0] && <Notice kind="error">{errorText(errors[0])}</Notice>}
      </div>
    </Section>
  );
}
