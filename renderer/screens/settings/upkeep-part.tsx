import { useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/errors.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Section } from '../../components/section.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { services } from '../../session/services.ts';
import { rebuildProjections } from '../../store/projections.ts';
import { storeError } from '../../store/store-error.ts';
import screen from '../screen.module.css';
import styles from './settings.module.css';
import { RenewKeys } from './renew-keys.tsx';
import { SupportBundle } from './support-bundle.tsx';
import { VerifyLog } from './verify-log.tsx';

type Rebuild =
  | { readonly stage: 'idle' }
  | { readonly stage: 'running' | 'done'; readonly count: number }
  | { readonly stage: 'failed'; readonly error: AppError };

/** Makes what the lists show anew from the log, which stays as it is. */
export function UpkeepPart({ number, ref }: { readonly number: number; readonly ref: Ref<HTMLElement> }) {
  const { t } = useTranslation('settings');
  const errorText = useErrorText();
  const [rebuild, setRebuild] = useState<Rebuild>({ stage: 'idle' });
  async function run(): Promise<void> {
    if (rebuild.stage === 'running') return;
    let done = 0;
    setRebuild({ stage: 'running', count: 0 });
    try {
      await rebuildProjections(services().db, (count) => {
        done = count;
        setRebuild({ stage: 'running', count });
      });
      setRebuild({ stage: 'done', count: done });
    } catch (problem) {
      setRebuild({ stage: 'failed', error: storeError(problem) });
    }
  }
  return (
    <Section title={t('upkeep.title')} number={number} ref={ref}>
      <div className={styles.form}>
        <p className={screen.muted}>{t('upkeep.about')}</p>
        <ActionButton onPress={() => void run()}>{t('upkeep.rebuild')}</ActionButton>
        <p role="status">
          {rebuild.stage === 'running' && t('upkeep.running', { count: rebuild.count })}
          {rebuild.stage === 'done' && t('upkeep.done', { count: rebuild.count })}
        </p>
        {rebuild.stage === 'failed' && <Notice kind="error">{errorText(rebuild.error)}</Notice>}
        <VerifyLog />
        <RenewKeys />
        <SupportBundle />
      </div>
    </Section>
  );
}
