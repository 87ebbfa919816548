import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { StateMark, type MarkState } from '../../components/state-mark.tsx';
import { When } from '../../components/when.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { formatWhen } from '../../i18n/when.ts';
import type { TimelineEntry } from '../../store/queries.ts';
import styles from './dossier.module.css';
import { useEventName } from './event-name.ts';
import { useStory } from './use-story.ts';

/** An event is with the portal as soon as the portal has it; `accepted` once the portal took the whole dossier over. */
function markOf(entry: TimelineEntry, accepted: boolean): MarkState {
  if (entry.push === 'needs-attention' || entry.push === 'waiting-file' || entry.push === 'superseded')
    return entry.push;
  if (entry.push === 'pending') return 'saved';
  return accepted || entry.push === 'foreign' ? 'accepted' : 'sent';
}

function Entry({ entry, dossier }: { readonly entry: TimelineEntry; readonly dossier: Dossier }) {
  const { t, i18n } = useTranslation('dossier');
  const eventName = useEventName();
  const errorText = useErrorText();
  const story = useStory();
  const { event, body, reason, setAsideBy } = entry;
  const office = event.office === dossier.reception?.office ? dossier.reception.officeName : event.office;
  const where =
    event.counter === 'portal' ? t('where-portal') : t('where', { office, counter: event.counter });
  return (
    <li className={styles.entry}>
      <div className={styles.entryHead}>
        <span className={styles.what}>{eventName(event.type)}</span>
        <StateMark state={markOf(entry, dossier.acceptance !== null)} />
      </div>
      <div className={`${styles.story} ${setAsideBy ? styles.given : ''}`}>
        {(body ? story(body) : [t('story.unknown')]).join('\n')}
      </div>
      {setAsideBy && (
        <p>
          {t('story.given-up', {
            name: setAsideBy.by.name,
            when: formatWhen(setAsideBy.at.instant, 'full', i18n.language),
          })}
        </p>
      )}
      {reason && (
        <p>{errorText({ code: reason.code, ...(reason.params ? { params: reason.params } : {}) })}</p>
      )}
      <p className={styles.who}>
        <When at={event.at.instant} /> · {event.by.name} · {where}
        {event.at.deviceInstant !== undefined && (
          <>
            {' · '}
            {t('device-clock', { when: formatWhen(event.at.deviceInstant, 'full', i18n.language) })}
          </>
        )}
      </p>
    </li>
  );
}

/** The dossier's life, newest first: what, who, when, where, and whether the portal has it. */
export function TimelinePart({
  dossier,
  entries,
}: {
  readonly dossier: Dossier;
  readonly entries: readonly TimelineEntry[];
}) {
  const { t } = useTranslation('dossier');
  return (
    <section aria-label={t('timeline')}>
      <h2>{t('timeline')}</h2>
      <ol>
        {entries.map((entry) => (
          <Entry key={entry.event.id} entry={entry} dossier={dossier} />
        ))}
      </ol>
    </section>
  );
}
