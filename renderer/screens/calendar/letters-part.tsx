import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/errors.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { Section } from '../../components/section.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { printLetters, type MovedAppointment } from '../../use-cases/working-calendar.ts';
import screen from '../screen.module.css';
import { Appointments } from './appointments.tsx';
import styles from './calendar.module.css';

/** Who was promised another day, and the letters (form 04) that tell them: one key prints those that are not out. */
export function LettersPart({ moved }: { readonly moved: readonly MovedAppointment[] }) {
  const { t } = useTranslation('calendar');
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly AppError[]>([]);
  const left = moved.filter(({ letter, printed }) => letter && !printed).length;
  const label = t('print', { count: left });
  const print = () => {
    if (busy || left === 0) return;
    setBusy(true);
    void printLetters(moved)
      .then((printed) => setErrors(printed.errors))
      .finally(() => setBusy(false));
  };
  useHotkeys([{ keys: 'Alt+P', label, run: print }]);
  return (
    <Section title={t('letters', { count: moved.length })}>
      <div className={styles.stack}>
        <p className={screen.muted}>{t('letters-about')}</p>
        <div className={screen.row}>
          <ActionButton keys="Alt+P" onPress={print} blocked={left === 0 ? t('all-printed') : null}>
            {busy ? t('busy') : label}
          </ActionButton>
          <span role="status">{left === 0 ? t('all-printed') : ''}</span>
        </div>
        {errors.length > 0 && (
          <Notice kind="error">{errors.map((error) => errorText(error)).join(' ')}</Notice>
        )}
        <Appointments label={t('letters', { count: moved.length })} items={moved} />
      </div>
    </Section>
  );
}
