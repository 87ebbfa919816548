import { useRef, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../shared/clock.ts';
import { may } from '../../../shared/domain/rights.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { Retention } from '../../../shared/domain/retention.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { CheckField } from '../../components/check-field.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { Section } from '../../components/section.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { formatDay } from '../../i18n/when.ts';
import { useSession } from '../../session/session.ts';
import type { Erasable } from '../../store/erase.ts';
import { erasePersonalData, findErasable, type Erased } from '../../use-cases/erase-personal-data.ts';
import screen from '../screen.module.css';
import styles from './privacy.module.css';

type Stage =
  | { readonly is: 'idle' | 'cancelled' }
  | { readonly is: 'looking' | 'erasing'; readonly done: number; readonly total: number }
  | { readonly is: 'found'; readonly rules: Retention; readonly dossiers: readonly Erasable[] }
  | { readonly is: 'erased'; readonly outcome: Erased }
  | { readonly is: 'failed'; readonly error: AppError };

const failed = ([error]: readonly AppError[]): Stage => ({
  is: 'failed',
  error: error ?? { code: 'unexpected' },
});

/** Erases what dossiers tell of people once the time it is kept for is over; for whoever administers. */
export function RetentionPart({ number, ref }: { readonly number: number; readonly ref: Ref<HTMLElement> }) {
  const { t } = useTranslation('privacy');
  const errorText = useErrorText();
  const administers = useSession((session) => may(session.staff?.role, 'administer'));
  const [stage, setStage] = useState<Stage>({ is: 'idle' });
  const [sure, setSure] = useState(false);
  const stop = useRef(false);
  const watching = (is: 'looking' | 'erasing') => {
    stop.current = false;
    setStage({ is, done: 0, total: 0 });
    return {
      onProgress: (done: number, total: number) => setStage({ is, done, total }),
      cancelled: () => stop.current,
    };
  };
  const running = stage.is === 'looking' || stage.is === 'erasing';

  async function look(): Promise<void> {
    if (running) return;
    setSure(false);
    const found = await findErasable(watching('looking'));
    if (!found.ok) setStage(failed(found.error));
    else setStage(found.value ? { is: 'found', ...found.value } : { is: 'cancelled' });
  }
  async function erase(): Promise<void> {
    if (stage.is !== 'found' || blocked !== null) return;
    const erased = await erasePersonalData(stage.rules, stage.dossiers, watching('erasing'));
    setStage(erased.ok ? { is: 'erased', outcome: erased.value } : failed(erased.error));
  }
  const blocked = !administers
    ? errorText({ code: 'supervisor-only' })
    : stage.is !== 'found' || stage.dossiers.length === 0
      ? t('retention.look-first')
      : sure
        ? null
        : t('retention.confirm-first');
  useHotkeys([
    { keys: 'Alt+L', label: t('retention.look'), run: () => void look() },
    { keys: 'Alt+X', label: t('retention.erase'), run: () => void erase() },
  ]);
  return (
    <Section title={t('retention.title')} number={number} ref={ref}>
      <div className={styles.part}>
        <p className={screen.muted}>{t('retention.about')}</p>
        <div className={screen.row}>
          {running ? (
            <ActionButton
              onPress={() => {
                stop.current = true;
              }}
            >
              {t('retention.stop')}
            </ActionButton>
          ) : (
            <ActionButton keys="Alt+L" onPress={() => void look()}>
              {t('retention.look')}
            </ActionButton>
          )}
          <ActionButton
            keys="Alt+X"
            onPress={() => void erase()}
            blocked={running ? t('retention.wait') : blocked}
          >
            {t('retention.erase')}
          </ActionButton>
        </div>
        <p role="status">
          {running && t(`retention.${stage.is}`, { done: stage.done, total: stage.total })}
          {stage.is === 'cancelled' && t('retention.cancelled')}
          {stage.is === 'found' && t('retention.found', { count: stage.dossiers.length })}
        </p>
        {stage.is === 'found' && (
          <>
            <p className={screen.muted}>
              {t('retention.rules', { days: stage.rules.dossierDays, guided: stage.rules.guidedDays })}
              {!stage.rules.verified && ` ${t('retention.unverified')}`}
            </p>
            {stage.dossiers.length > 0 && (
              <>
                <ul className={styles.found} tabIndex={0} aria-label={t('retention.list')}>
                  {stage.dossiers.map(({ id, code, from }) => (
                    <li key={id}>
                      {code} · {t('retention.since', { day: formatDay(dayOf(from)) })}
                    </li>
                  ))}
                </ul>
                <CheckField selected={sure} onChange={setSure}>
                  {t('retention.confirm', { count: stage.dossiers.length })}
                </CheckField>
              </>
            )}
          </>
        )}
        {stage.is === 'failed' && <Notice kind="error">{errorText(stage.error)}</Notice>}
        {stage.is === 'erased' && <Outcome outcome={stage.outcome} />}
      </div>
    </Section>
  );
}

function Outcome({ outcome: { done, left } }: { readonly outcome: Erased }) {
  const { t } = useTranslation('privacy');
  const errorText = useErrorText();
  return (
    <Notice kind={left.length > 0 ? 'warning' : 'info'} title={t('retention.done', { count: done })} announce>
      <p>{t('retention.remains')}</p>
      {left.map(({ code, error }) => (
        <p key={code}>
          {code}: {errorText(error)}
        </p>
      ))}
    </Notice>
  );
}
