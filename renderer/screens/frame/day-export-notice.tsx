import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { failedTry } from '../../../shared/domain/report/day-export.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { formatDay } from '../../i18n/when.ts';
import { services } from '../../session/services.ts';
import { readMeta } from '../../store/meta.ts';
import { retryDayExport, watchDayExport } from '../../use-cases/day-export.ts';
import styles from './frame.module.css';

/** Whether the end-of-day report could not be written. */
export function useDayExportFailed(): boolean {
  const plan = useLiveQuery(() => readMeta(services().db, 'dayExport'), []);
  return plan ? failedTry(plan) !== null : false;
}

/** Writes each day's report at its time while the app is open, and says on every screen when it could not. */
export function DayExportNotice() {
  const { t } = useTranslation('reports');
  const errorText = useErrorText();
  const plan = useLiveQuery(() => readMeta(services().db, 'dayExport'), []);
  useEffect(watchDayExport, []);
  const last = plan ? failedTry(plan) : null;
  if (!last) return null;
  return (
    <div className={styles.notice}>
      <Notice
        kind="warning"
        announce
        title={t('day-export.failed', { day: formatDay(last.day) })}
        actions={<ActionButton onPress={() => void retryDayExport()}>{t('day-export.retry')}</ActionButton>}
      >
        {errorText({ code: last.error })} {t('day-export.again')}
      </Notice>
    </div>
  );
}
