import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { isPresent } from '../../../shared/domain/dossier/decide.ts';
import type { EventBody } from '../../../shared/domain/dossier/event.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { formatDong } from '../../../shared/domain/money.ts';
import { StateMark, type MarkState } from '../../components/state-mark.tsx';
import { When } from '../../components/when.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { formatWhen } from '../../i18n/when.ts';
import { services } from '../../session/services.ts';
import { timeline, type TimelineEntry } from '../../store/queries.ts';
import styles from './dossier.module.css';
import { useEventName } from './event-name.ts';
import { useFieldText } from './field-value.ts';

/** An event is with the portal as soon as the portal has it; `accepted` once the portal took the whole dossier over. */
function markOf(entry: TimelineEntry, accepted: boolean): MarkState {
  if (entry.push === 'needs-attention') return 'needs-attention';
  if (entry.push === 'pending') return 'saved';
  return accepted || entry.push === 'foreign' ? 'accepted' : 'sent';
}

/** What an event says, line by line. */
function useStory(): (body: EventBody) => readonly string[] {
  const { t, i18n } = useTranslation('dossier');
  const text = useFieldText();
  return (body) => {
    switch (body.type) {
      case 'drafted':
        return [formatWhen(body.data.startedAt, 'full', i18n.language)];
      case 'documentChecked':
        return [t('story.documents', { count: body.data.documents.filter(isPresent).length })];
      case 'received':
        return [
          t('story.received', {
            code: body.data.code,
            due: formatWhen(body.data.deadline.dueAt, 'full', i18n.language),
          }),
        ];
      case 'feeTaken':
        return [
          t('story.fee', { amount: formatDong(body.data.amount), method: t(`method.${body.data.method}`) }),
        ];
      case 'receiptPrinted':
        return [t(`story.print.${body.data.kind}`, { paper: body.data.paper, print: body.data.print })];
      case 'noteAdded':
        return [body.data.text];
      case 'accepted':
        return [
          t('story.accepted', { number: body.data.portalNumber }),
          ...(body.data.linkedCode === null ? [] : [t('story.linked', { code: body.data.linkedCode })]),
        ];
      case 'corrected': {
        const { field, from, to, reason, approver } = body.data;
        return [
          `${t(`field.${field}`)}: ${text(field, from)} → ${text(field, to)}`,
          t('story.reason', { reason }),
          ...(approver === null ? [] : [t('story.approver', { approver })]),
        ];
      }
    }
  };
}

function Entry({ entry, dossier }: { readonly entry: TimelineEntry; readonly dossier: Dossier }) {
  const { t } = useTranslation('dossier');
  const eventName = useEventName();
  const errorText = useErrorText();
  const story = useStory();
  const { event, body, reason } = entry;
  const office = event.office === dossier.reception?.office ? dossier.reception.officeName : event.office;
  const where =
    event.counter === 'portal' ? t('where-portal') : t('where', { office, counter: event.counter });
  return (
    <li className={styles.entry}>
      <div className={styles.entryHead}>
        <span className={styles.what}>{eventName(event.type)}</span>
        <StateMark state={markOf(entry, dossier.acceptance !== null)} />
      </div>
      <div className={styles.story}>{(body ? story(body) : [t('story.unknown')]).join('\n')}</div>
      {reason && (
        <p>{errorText({ code: reason.code, ...(reason.params ? { params: reason.params } : {}) })}</p>
      )}
      <p className={styles.who}>
        <When at={event.at.instant} /> · {event.by.name} · {where}
      </p>
    </li>
  );
}

/** The dossier's life, newest first: what, who, when, where, and whether the portal has it. */
export function TimelinePart({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation('dossier');
  const entries = useLiveQuery(() => timeline(services().db, dossier.id), [dossier.id]) ?? [];
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
