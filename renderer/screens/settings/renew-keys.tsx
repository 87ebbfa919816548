import { useTranslation } from 'react-i18next';
import { may } from '../../../shared/domain/rights.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { useSession } from '../../session/session.ts';
import { changeDataKey } from '../../use-cases/renew-keys.ts';
import screen from '../screen.module.css';
import { useRequest } from '../use-request.ts';

/** Changes the key that all data here is sealed under, and says how far sealing anew is. */
export function RenewKeys() {
  const { t } = useTranslation('settings');
  const errorText = useErrorText();
  const administers = useSession((session) => may(session.staff?.role, 'administer'));
  const renewing = useSession((session) => session.renewing);
  const { busy, errors, run } = useRequest();
  const wait = renewing ? t('renew.wait') : null;
  return (
    <>
      <p className={screen.muted}>{t('renew.about')}</p>
      <ActionButton
        onPress={() => {
          if (!busy) void run(changeDataKey);
        }}
        blocked={administers ? wait : errorText({ code: 'supervisor-only' })}
      >
        {t('renew.run')}
      </ActionButton>
      <p role="status">{renewing && t('renew.running', { done: renewing.done, total: renewing.total })}</p>
      {errors[0] && <Notice kind="error">{errorText(errors[0])}</Notice>}
    </>
  );
}
