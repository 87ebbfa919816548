import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import type { RecoveryStep } from '../../session/recover.ts';
import styles from './recovery.module.css';

interface RecoveryScreenProps {
  readonly step: RecoveryStep;
  /** Null while there is nothing to decide. */
  readonly onGoOn: (() => void) | null;
}

function titleOf({ stage }: RecoveryStep): 'title-done' | 'title-migrating' | 'title' {
  if (stage === 'done' || stage === 'migrating') return `title-${stage}`;
  return 'title';
}

/**
 * Shown in place of everything else while the database is made anew from the journal, or brought to this version: what
 * was found, done and comes next.
 */
export function RecoveryScreen({ step, onGoOn }: RecoveryScreenProps) {
  const { t } = useTranslation('recovery');
  return (
    <main className={styles.recovery} data-testid="recovery">
      <h1 className={styles.title}>{t(titleOf(step))}</h1>
      {step.stage === 'unreadable' && (
        <Notice kind="warning" title={t('unreadable.title')}>
          <p>{t('unreadable.text', { count: step.events })}</p>
          <p>{t('unreadable.next')}</p>
        </Notice>
      )}
      {step.stage === 'checking' && <p role="status">{t('checking')}</p>}
      {(step.stage === 'events' || step.stage === 'dossiers') && <Progress {...step} />}
      {step.stage === 'migrating' && <Migrating {...step} />}
      {step.stage === 'done' && <Done step={step} />}
      {onGoOn && (
        <div>
          <ActionButton look="primary" keys="Enter" autoFocus onPress={onGoOn} key={step.stage}>
            {t(step.stage === 'unreadable' ? 'action.rebuild' : 'action.go-on')}
          </ActionButton>
        </div>
      )}
    </main>
  );
}

function Progress({
  stage,
  done,
  total,
}: {
  readonly stage: 'events' | 'dossiers';
  readonly done: number;
  readonly total: number;
}) {
  const { t } = useTranslation('recovery');
  return (
    <>
      <p>{t('safe')}</p>
      <p role="status">
        {stage === 'events' ? t('events', { done, total }) : t('dossiers', { count: done })}
      </p>
      <progress
        className={styles.bar}
        aria-label={t('title')}
        {...(stage === 'events' ? { value: done, max: Math.max(1, total) } : {})}
      />
    </>
  );
}

function Migrating({ done, total }: { readonly done: number; readonly total: number }) {
  const { t } = useTranslation('recovery');
  return (
    <>
      <p>{t('migrating.safe')}</p>
      <p role="status">{total === 0 ? t('migrating.starting') : t('migrating.done', { done, total })}</p>
      <progress
        className={styles.bar}
        aria-label={t('title-migrating')}
        {...(total === 0 ? {} : { value: done, max: total })}
      />
    </>
  );
}

function Done({ step }: { readonly step: Extract<RecoveryStep, { stage: 'done' }> }) {
  const { t } = useTranslation('recovery');
  return (
    <>
      <Notice kind="info" title={t(`found.${step.found}`)} announce>
        <p>{t('done.restored', { count: step.events })}</p>
        <p>{t('done.dossiers', { count: step.dossiers })}</p>
        <p>{t('done.codes')}</p>
      </Notice>
      {step.damaged + step.missing > 0 && (
        <Notice kind="warning" title={t('done.damaged-title')}>
          {t('done.damaged')}
        </Notice>
      )}
      <ul className={styles.next}>
        <li>{t('done.drafts')}</li>
        <li>{t('done.portal')}</li>
        {step.signIn && <li>{t('done.sign-in')}</li>}
      </ul>
    </>
  );
}
