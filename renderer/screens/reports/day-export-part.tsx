import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { formatDay, formatWhen } from '../../i18n/when.ts';
import { services } from '../../session/services.ts';
import { readMeta } from '../../store/meta.ts';
import { setDayExport } from '../../use-cases/day-export.ts';
import screen from '../screen.module.css';
import styles from './reports.module.css';

/** When the day's report is written by itself, and what came of the last one. Enter takes the time. */
export function DayExportPart() {
  const { t, i18n } = useTranslation('reports');
  const errorText = useErrorText();
  const plan = useLiveQuery(() => readMeta(services().db, 'dayExport'), []);
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  if (!plan) return null;
  const { at, last } = plan;
  async function take(): Promise<void> {
    const set = await setDayExport(typed ?? at ?? '');
    setWrong(set.ok || !set.error[0] ? null : errorText(set.error[0]));
    if (set.ok) setTyped(null);
  }
  const outcome = !last
    ? t('day-export.none')
    : last.error
      ? t('day-export.failed', { day: formatDay(last.day) })
      : last.done.length === 0
        ? t('day-export.empty', { day: formatDay(last.day) })
        : t('day-export.done', {
            day: formatDay(last.day),
            when: formatWhen(last.at, 'full', i18n.language),
            formats: last.done.map((format) => t(`export.${format}`)).join(', '),
          });
  return (
    <div className={screen.row}>
      <TextField
        label={t('day-export.at')}
        className={styles.day}
        value={typed ?? at ?? ''}
        placeholder="17:30"
        error={wrong}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) void take();
        }}
        onBlur={() => {
          if (typed !== null) void take();
        }}
      />
      <span className={screen.small} role="status">
        {at === null ? t('day-export.never') : `${t('day-export.set', { at })} ${outcome}`}
      </span>
    </div>
  );
}
