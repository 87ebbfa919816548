import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { may } from '../../../shared/domain/rights.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Confirm, Dialog } from '../../components/dialog.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { lockNow } from '../../session/lock.ts';
import { useSession } from '../../session/session.ts';
import { removeClerk } from '../../use-cases/pin.ts';
import { PinForm } from '../lock/pin-form.tsx';
import screen from '../screen.module.css';
import { useRequest } from '../use-request.ts';
import styles from './settings.module.css';

/** One's own PIN; and for whoever administers, those of everybody here: a new one for who forgot theirs, none for who left. */
export function PinPart() {
  const { t } = useTranslation('lock');
  const errorText = useErrorText();
  const keys = useSession((session) => session.keys);
  const administers = useSession((session) => may(session.staff?.role, 'administer'));
  const [setting, setSetting] = useState<string | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  const { errors, run } = useRequest();
  if (!keys || keys.here === null) return null;
  const nameOf = (slot: string) => keys.clerks.find((each) => each.slot === slot)?.name ?? '';
  const others = administers ? keys.clerks.filter(({ slot }) => slot !== keys.here) : [];
  return (
    <div className={styles.form}>
      <ActionButton keys="Ctrl+L" onPress={() => void lockNow()}>
        {t('lock-now')}
      </ActionButton>
      <p className={screen.muted}>{t('lock-about')}</p>
      <ActionButton onPress={() => setSetting(keys.here)}>{t('change')}</ActionButton>
      {others.map(({ slot, name, shut }) => (
        <div key={slot} className={styles.fields}>
          <span>{shut ? t('shut', { name }) : name}</span>
          <ActionButton onPress={() => setSetting(slot)} aria-label={t('renew-of', { name })}>
            {t('renew')}
          </ActionButton>
          <ActionButton onPress={() => setRemoving(slot)} aria-label={t('remove-of', { name })}>
            {t('remove')}
          </ActionButton>
        </div>
      ))}
      {errors[0] && <p role="alert">{errorText(errors[0])}</p>}
      {setting !== null && (
        <Dialog title={t('set-for', { name: nameOf(setting) })} onClose={() => setSetting(null)}>
          <PinForm
            slot={setting === keys.here ? null : setting}
            askCurrent={setting === keys.here}
            onDone={() => setSetting(null)}
          />
        </Dialog>
      )}
      {removing !== null && (
        <Confirm
          title={t('remove-of', { name: nameOf(removing) })}
          action={t('remove')}
          onConfirm={() => {
            setRemoving(null);
            void run(() => removeClerk(removing));
          }}
          onCancel={() => setRemoving(null)}
        >
          {t('remove-about')}
        </Confirm>
      )}
    </div>
  );
}
