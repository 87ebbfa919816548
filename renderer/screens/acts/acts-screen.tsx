import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../shared/clock.ts';
import { formatDong } from '../../../shared/domain/money.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { useNow } from '../../i18n/use-now.ts';
import { formatDayLong, formatWhen } from '../../i18n/when.ts';
import { services } from '../../session/services.ts';
import { goTo, useSession } from '../../session/session.ts';
import { actsOfDay, type Act } from '../../store/acts.ts';
import { codesOfDossiers, printActs } from '../../use-cases/print-acts.ts';
import type { PrintMode } from '../../use-cases/print-paper.ts';
import { useEventName } from '../dossier/event-name.ts';
import { keepParams, openDossier } from '../open-dossier.ts';
import screen from '../screen.module.css';
import { signed } from '../till/count-panel.tsx';
import { DayChooser } from '../today/day-chooser.tsx';
import { useRequest } from '../use-request.ts';
import styles from './acts.module.css';

function Line({ act, code }: { readonly act: Act; readonly code: string | undefined }) {
  const { i18n } = useTranslation('settings');
  const eventName = useEventName();
  const { event, till } = act;
  const moved = till ? till.effect.cash + till.effect.transfer : 0;
  return (
    <div className={styles.line}>
      <span>{event.position}</span>
      <span>{formatWhen(event.at.instant, 'full', i18n.language)}</span>
      <span className={styles.what}>{eventName(event.type)}</span>
      <span>{code ?? ''}</span>
      <span className={styles.amount}>{moved === 0 ? '' : signed(moved)}</span>
      <span className={styles.amount}>{till ? formatDong(till.cash) : ''}</span>
      <span>{event.by.name}</span>
    </div>
  );
}

/** What was done under the clerk's own name on this counter, day by day, with every change to the till: to read and print. */
export function ActsScreen() {
  const { t, i18n } = useTranslation(['settings', 'common']);
  const errorText = useErrorText();
  const today = dayOf(useNow());
  const staff = useSession((session) => session.staff);
  const params = useSession((session) => session.screen.params);
  const day = params['day'] ?? today;
  const found = useLiveQuery(async () => {
    const acts = staff ? await actsOfDay(services().db, staff.id, day) : null;
    return acts && { acts, codes: await codesOfDossiers(acts.map(({ event }) => event.dossierId)) };
  }, [staff?.id, day]);
  const { errors, run } = useRequest();
  const [said, setSaid] = useState<string | null>(null);
  async function print(mode: PrintMode): Promise<void> {
    setSaid(null);
    let where = '';
    const done = await run(async () => {
      const printed = await printActs(day, mode);
      if (printed.ok) where = printed.value.where;
      return printed;
    });
    if (done) setSaid(mode === 'print' ? t('acts.printed') : t('acts.saved', { where }));
  }
  const actions = [
    { keys: 'Alt+I', label: t('acts.print'), run: () => void print('print') },
    { keys: 'Alt+P', label: t('acts.save-pdf'), run: () => void print('save-pdf') },
    { keys: 'Escape', label: t('acts.back'), run: () => goTo('settings') },
  ];
  useHotkeys(actions);
  return (
    <div className={screen.screen}>
      <div className={screen.head}>
        <div>
          <h1>{t('acts.title', { day: formatDayLong(day, i18n.language) })}</h1>
          <p className={screen.muted}>
            {staff
              ? t('acts.about', { name: staff.name, count: found?.acts.length ?? 0 })
              : t('acts.sign-in')}
          </p>
        </div>
        <span role="status" className={screen.muted}>
          {said}
        </span>
        <div className={`${screen.row} ${screen.spread}`}>
          <DayChooser day={day} today={today} onDay={(next) => keepParams({ day: next })} />
          {actions.map(({ keys, label, run: act }) => (
            <ActionButton key={keys} keys={keys} onPress={act}>
              {label}
            </ActionButton>
          ))}
        </div>
      </div>
      {errors[0] && <Notice kind="error">{errorText(errors[0])}</Notice>}
      {found?.acts.length === 0 && <p className={screen.empty}>{t('acts.none')}</p>}
      {found && found.acts.length > 0 && (
        <div className={screen.list}>
          <div className={`${styles.line} ${styles.headings}`} aria-hidden="true">
            {(['position', 'when', 'what', 'code', 'moved', 'cash', 'by'] as const).map((column) => (
              <span key={column}>{t(`acts.column.${column}`)}</span>
            ))}
          </div>
          <VirtualList
            label={t('acts.list')}
            items={found.acts}
            keyOf={({ event }) => event.id}
            render={(act) => <Line act={act} code={found.codes.get(act.event.dossierId)} />}
            onOpen={({ event }) => {
              if (found.codes.has(event.dossierId)) openDossier(event.dossierId);
            }}
            autoFocus
          />
        </div>
      )}
    </div>
  );
}
