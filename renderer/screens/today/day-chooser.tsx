import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { TextField } from '../../components/text-field.tsx';
import { formatDay, moveDay, readDay } from '../../i18n/when.ts';
import screen from '../screen.module.css';
import styles from './today.module.css';

interface DayChooserProps {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly today: string;
  readonly onDay: (day: string) => void;
}

function DayField({ day, today, onDay }: DayChooserProps) {
  const { t } = useTranslation('today');
  const [wrong, setWrong] = useState(false);
  return (
    <TextField
      // A new day makes the box anew, so that it always shows the day of the list.
      key={day}
      label={t('go-to-day')}
      className={styles.day}
      defaultValue={formatDay(day)}
      error={wrong ? t('go-to-day-wrong') : null}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        const typed = readDay(event.currentTarget.value);
        setWrong(typed === null);
        if (typed !== null) onDay(typed > today ? today : typed);
      }}
    />
  );
}

/** Walks through the days by key, or goes to one by date. */
export function DayChooser({ day, today, onDay }: DayChooserProps) {
  const { t } = useTranslation('today');
  const previous = () => onDay(moveDay(day, -1));
  const next = () => {
    if (day < today) onDay(moveDay(day, 1));
  };
  const home = () => onDay(today);
  useHotkeys([
    { keys: 'Alt+ArrowLeft', label: t('previous'), run: previous },
    { keys: 'Alt+ArrowRight', label: t('next'), run: next },
    { keys: 'Alt+Home', label: t('back-to-today'), run: home },
  ]);
  return (
    <div className={screen.row}>
      <ActionButton keys="Alt+ArrowLeft" onPress={previous}>
        {t('previous')}
      </ActionButton>
      <ActionButton keys="Alt+ArrowRight" onPress={next} blocked={day < today ? null : t('next-blocked')}>
        {t('next')}
      </ActionButton>
      {day !== today && (
        <ActionButton keys="Alt+Home" onPress={home}>
          {t('back-to-today')}
        </ActionButton>
      )}
      <DayField day={day} today={today} onDay={onDay} />
    </div>
  );
}
