import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isLifeStep } from '../../../shared/domain/dossier/life.ts';
import type { Side } from '../../../shared/domain/dossier/conflict.ts';
import { Notice } from '../../components/notice.tsx';
import { RadioChoice } from '../../components/radio-choice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { When } from '../../components/when.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import type { OpenConflict } from '../../store/conflicts.ts';
import type { RefusalChoice } from '../../use-cases/choice-of.ts';
import { resolveRefusal } from '../../use-cases/resolve-refusal.ts';
import { typedIn } from '../typed-in.ts';
import { useRequest } from '../use-request.ts';
import styles from './dossier.module.css';
import { useEventName } from './event-name.ts';
import { useFieldText } from './field-value.ts';
import { PanelForm } from './panel-form.tsx';
import { useStory } from './use-story.ts';

interface SideCardProps {
  readonly title: string;
  readonly lines: readonly string[];
  readonly side: Side | null;
}

/** One side: what, when, who, where. */
function SideCard({ title, lines, side }: SideCardProps) {
  const { t } = useTranslation('dossier');
  return (
    <section className={styles.side} aria-label={title}>
      <h3>{title}</h3>
      <p className={styles.sideValue}>{lines.join('\n')}</p>
      {side && (
        <p className={styles.who}>
          <When at={side.at} /> · {side.by.name} ·{' '}
          {side.counter === 'portal' ? t('where-portal') : t('conflict.where', { counter: side.counter })}
        </p>
      )}
    </section>
  );
}

/** What each side says, in words. */
function useSideLines({ body, field, mine, theirs }: OpenConflict) {
  const { t } = useTranslation('dossier');
  const text = useFieldText();
  const story = useStory();
  const eventName = useEventName();
  if (field !== null)
    return {
      mine: [text(field, mine.value)],
      theirs: theirs ? [text(field, theirs.value)] : [t('conflict.nothing')],
    };
  const taken = body?.type === 'feeTaken' && theirs ? (theirs.value as typeof body.data) : null;
  // Of two steps that exclude each other, the one that stands.
  const stands = body && isLifeStep(body.type) && theirs ? [eventName(String(theirs.value))] : null;
  const code = body?.type === 'received' && theirs ? [String(theirs.value)] : null;
  return {
    mine: body ? story(body) : [t('story.unreadable')],
    theirs: taken ? story({ type: 'feeTaken', data: taken }) : (stands ?? code ?? [t('conflict.nothing')]),
  };
}

interface ConflictPanelProps {
  readonly conflict: OpenConflict;
  readonly onDone: (keep: RefusalChoice['keep']) => void;
  readonly onCancel: () => void;
}

/** A refused event beside what stands in its place, and the clerk's choice between them. */
export function ConflictPanel({ conflict, onDone, onCancel }: ConflictPanelProps) {
  const { t } = useTranslation('dossier');
  const eventName = useEventName();
  const errorText = useErrorText();
  const lines = useSideLines(conflict);
  const { errors, run } = useRequest();
  const [keep, setKeep] = useState<RefusalChoice['keep']>('theirs');
  const choices = useRef<HTMLDivElement>(null);
  const { field, event, reason, arrived, body } = conflict;
  const choosable = field !== null && reason.code === 'event-conflict';
  useEffect(() => {
    choices.current?.querySelector('input')?.focus();
  }, [event.id]);
  async function submit(values: FormData): Promise<boolean> {
    const done = await run(() =>
      resolveRefusal(event.dossierId, { keep, reason: typedIn(values, 'reason') }),
    );
    if (done) onDone(keep);
    return done;
  }
  const [error] = errors;
  const inReason = error?.code === 'reason-required' || error?.field === 'reason';
  return (
    <PanelForm
      title={
        choosable
          ? t('conflict.title-field', { field: t(`field.${field}`) })
          : t('conflict.title', { event: eventName(event.type) })
      }
      save={t(keep === 'mine' ? 'conflict.save-mine' : 'conflict.save-theirs')}
      cancel={t('conflict.later')}
      error={error && !inReason ? errorText(error) : null}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <p>{errorText({ code: reason.code, ...(reason.params ? { params: reason.params } : {}) })}</p>
      {body?.type === 'feeTaken' && <Notice kind="warning">{t('conflict.fee')}</Notice>}
      {body?.type === 'received' && <Notice kind="warning">{t('conflict.reception')}</Notice>}
      {body?.type === 'documentAttached' && <Notice kind="info">{t('conflict.file')}</Notice>}
      {!arrived && <Notice kind="warning">{t('conflict.not-here')}</Notice>}
      <div className={styles.sides}>
        <SideCard title={t('conflict.mine')} lines={lines.mine} side={conflict.mine} />
        <SideCard title={t('conflict.theirs')} lines={lines.theirs} side={conflict.theirs} />
      </div>
      <div className={styles.choose}>
        {choosable && (
          <RadioChoice
            ref={choices}
            label={t('conflict.choice')}
            options={(['theirs', 'mine'] as const).map((value) => ({
              value,
              label: t(`conflict.keep-${value}`),
            }))}
            value={keep}
            onChange={setKeep}
          />
        )}
        <TextField
          key={`${event.id}${keep}`}
          name="reason"
          label={t('correct-panel.reason')}
          defaultValue={choosable ? t(`conflict.reason-${keep}`) : ''}
          error={inReason ? errorText(error) : null}
          maxLength={500}
          autoFocus={!choosable}
        />
      </div>
    </PanelForm>
  );
}
