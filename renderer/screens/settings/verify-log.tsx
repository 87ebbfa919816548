import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/errors.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { verifyOwnLog, type CheckedLog } from '../../use-cases/verify-own-log.ts';
import { useEventName } from '../dossier/event-name.ts';
import screen from '../screen.module.css';

type Checking =
  | { readonly stage: 'idle' | 'cancelled' }
  | { readonly stage: 'running'; readonly done: number; readonly total: number }
  | { readonly stage: 'failed'; readonly error: AppError }
  | { readonly stage: 'done'; readonly found: CheckedLog };

/** Checks that every event of this counter's log is what it wrote, and names the first that is not. */
export function VerifyLog() {
  const { t } = useTranslation('settings');
  const errorText = useErrorText();
  const [checking, setChecking] = useState<Checking>({ stage: 'idle' });
  const stop = useRef(false);
  async function run(): Promise<void> {
    stop.current = false;
    setChecking({ stage: 'running', done: 0, total: 0 });
    const checked = await verifyOwnLog({
      onProgress: (done, total) => setChecking({ stage: 'running', done, total }),
      cancelled: () => stop.current,
    });
    if (!checked.ok) setChecking({ stage: 'failed', error: checked.error[0] ?? { code: 'unexpected' } });
    else setChecking(checked.value ? { stage: 'done', found: checked.value } : { stage: 'cancelled' });
  }
  return (
    <>
      <p className={screen.muted}>{t('verify.about')}</p>
      {checking.stage === 'running' ? (
        <ActionButton
          onPress={() => {
            stop.current = true;
          }}
        >
          {t('verify.cancel')}
        </ActionButton>
      ) : (
        <ActionButton onPress={() => void run()}>{t('verify.run')}</ActionButton>
      )}
      <p role="status">
        {checking.stage === 'running' && t('verify.running', { done: checking.done, total: checking.total })}
        {checking.stage === 'cancelled' && t('verify.cancelled')}
      </p>
      {checking.stage === 'failed' && <Notice kind="error">{errorText(checking.error)}</Notice>}
      {checking.stage === 'done' && <Found found={checking.found} />}
    </>
  );
}

function Found({ found }: { readonly found: CheckedLog }) {
  const { t } = useTranslation('settings');
  const eventName = useEventName();
  const { fault, events, journal, damaged, against, anchors } = found;
  const heldAgainst = t(`verify.against-${against}`, { count: anchors });
  if (!fault)
    return (
      <Notice kind={damaged > 0 ? 'warning' : 'info'} title={t('verify.whole')} announce>
        <p>{t('verify.counted', { events, journal })}</p>
        <p>{heldAgainst}</p>
        {damaged > 0 && <p>{t('verify.damaged', { count: damaged })}</p>}
      </Notice>
    );
  const { position, counter, eventId, kind } = fault.fault;
  return (
    <Notice kind="error" title={t('verify.broken')} announce>
      <p>
        {t(`verify.fault-${kind}`, {
          position,
          counter,
          what: fault.type === null ? t('verify.unreadable') : eventName(fault.type),
          copy: t(`verify.copy-${fault.copy}`),
        })}
      </p>
      {eventId !== null && <p>{t('verify.event-id', { id: eventId })}</p>}
      <p>{heldAgainst}</p>
      <p>{t('verify.next')}</p>
    </Notice>
  );
}
