import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../shared/clock.ts';
import type { WorkingCalendar } from '../../../shared/domain/calendar.ts';
import { may } from '../../../shared/domain/rights.ts';
import { changedDays } from '../../../shared/domain/office-calendar.ts';
import type { AppError } from '../../../shared/errors.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { Section } from '../../components/section.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { formatDay } from '../../i18n/when.ts';
import { now } from '../../session/clock.ts';
import { useSession } from '../../session/session.ts';
import {
  bringIntoForce,
  moveAppointments,
  type CalendarCandidate,
  type CalendarSurvey,
} from '../../use-cases/working-calendar.ts';
import screen from '../screen.module.css';
import { Appointments } from './appointments.tsx';
import styles from './calendar.module.css';

interface MovePartProps {
  /** What the appointments are held against: the file's calendar, or the one in force. */
  readonly calendar: WorkingCalendar;
  readonly file: string | null;
  /** Not in force yet: confirming brings it into force first. */
  readonly candidate: CalendarCandidate | null;
  readonly before: WorkingCalendar;
  /** Undefined until every dossier was looked at. */
  readonly survey: CalendarSurvey | undefined;
  readonly onDone: (said: string) => void;
  readonly onCancel: () => void;
}

/** The sentence citizens read, as the law's form wants it: in Vietnamese, whatever the screen speaks. */
function reasonFor(before: WorkingCalendar, after: WorkingCalendar): string {
  const today = dayOf(now());
  const closed = changedDays(before, after)
    .filter(({ date, works }) => !works && date >= today)
    .map(({ date, nameVi }) => `${formatDay(date)} (${nameVi})`);
  return closed.length === 0
    ? 'Lịch làm việc của cơ quan thay đổi.'
    : `Lịch làm việc của cơ quan thay đổi: nghỉ ${closed.join(', ')}.`;
}

/** The appointments a calendar moves, and the one key that moves them; nothing changes before. */
export function MovePart({ calendar, file, candidate, before, survey, onDone, onCancel }: MovePartProps) {
  const { t } = useTranslation(['calendar', 'common']);
  const errorText = useErrorText();
  const supervisor = useSession((session) => may(session.staff?.role, 'approve'));
  const reason = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly AppError[]>([]);
  const moves = survey?.moves ?? [];
  const can = supervisor && survey !== undefined && !busy && (candidate !== null || moves.length > 0);
  const label = candidate ? t('confirm', { count: moves.length }) : t('move', { count: moves.length });

  async function run(): Promise<void> {
    const why = (reason.current?.value ?? '').trim();
    if (moves.length > 0 && why === '') {
      setErrors([{ code: 'reason-required', field: 'reason' }]);
      reason.current?.focus();
      return;
    }
    const inForce = candidate ? await bringIntoForce(candidate) : null;
    if (inForce?.ok === false) return setErrors(inForce.error);
    const { done, errors: failed } = await moveAppointments(moves, { calendar, file }, why);
    setErrors(failed);
    const left = moves.length - done;
    if (candidate || left === 0)
      onDone(
        [
          candidate ? t('in-force', { version: calendar.version }) : '',
          moves.length > 0 ? t('done', { count: done }) : '',
          left > 0 ? t('left', { count: left }) : '',
        ].join(' '),
      );
  }
  const confirm = () => {
    if (!can) return;
    setBusy(true);
    void run().finally(() => setBusy(false));
  };
  useHotkeys([
    ...(can ? [{ keys: 'Ctrl+Enter', label, run: confirm }] : []),
    ...(candidate ? [{ keys: 'Escape', label: t('cancel'), run: onCancel }] : []),
  ]);
  const wrong = errors.find(({ field }) => field === 'reason');
  const other = errors.filter((error) => error !== wrong);
  return (
    <Section title={moves.length > 0 ? t('moves', { count: moves.length }) : t('appointments')}>
      <div className={styles.stack}>
        {survey === undefined && <p role="status">{t('looking')}</p>}
        {survey !== undefined && moves.length === 0 && <p>{t('moves-none')}</p>}
        {moves.length > 0 && (
          <>
            <Appointments label={t('moves', { count: moves.length })} items={moves} />
            {supervisor && (
              <TextField
                ref={reason}
                name="reason"
                label={t('reason')}
                description={t('reason-about')}
                defaultValue={reasonFor(before, calendar)}
                error={wrong ? errorText(wrong) : null}
                maxLength={1000}
              />
            )}
          </>
        )}
        {survey !== undefined && survey.paused > 0 && (
          <Notice kind="info">{t('paused', { count: survey.paused })}</Notice>
        )}
        {other.length > 0 && <Notice kind="error">{other.map((error) => errorText(error)).join(' ')}</Notice>}
        {supervisor && (candidate !== null || moves.length > 0) && (
          <div className={screen.row}>
            <ActionButton look="primary" keys="Ctrl+Enter" onPress={confirm}>
              {busy ? t('busy') : label}
            </ActionButton>
            {candidate && (
              <ActionButton keys="Escape" onPress={onCancel}>
                {t('cancel')}
              </ActionButton>
            )}
            <span className={screen.muted}>{candidate ? t('nothing-yet') : ''}</span>
          </div>
        )}
      </div>
    </Section>
  );
}
