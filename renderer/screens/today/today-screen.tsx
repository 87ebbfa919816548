import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../shared/clock.ts';
import { formatDong } from '../../../shared/domain/money.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useNow } from '../../i18n/use-now.ts';
import { formatDayLong } from '../../i18n/when.ts';
import { services } from '../../session/services.ts';
import { useSession } from '../../session/session.ts';
import { dossiersOfDay, type DossierView } from '../../store/queries.ts';
import { DossierLine, DossierLineHead, type LineColumn } from '../dossier-line.tsx';
import { keepParams, openDossier } from '../open-dossier.ts';
import { useShiftNag } from '../frame/use-shift-nag.ts';
import screen from '../screen.module.css';
import { DayChooser } from './day-chooser.tsx';
import { DraftsPart } from './drafts-part.tsx';
import { RegisterPanel } from './register-panel.tsx';
import styles from './today.module.css';

const COLUMNS: readonly LineColumn[] = ['at', 'code', 'name', 'procedure', 'due', 'state'];

function Counts({ views }: { readonly views: readonly DossierView[] }) {
  const { t } = useTranslation('today');
  const received = views.filter(({ dossier }) => dossier.reception).length;
  const count = (state: DossierView['sync']) => views.filter((view) => view.sync === state).length;
  const fees = views.reduce((sum, { dossier }) => sum + (dossier.payment?.amount ?? 0), 0);
  const parts = [
    t('counts.received', { count: received }),
    received < views.length && t('counts.guided', { count: views.length - received }),
    count('needs-attention') > 0 && t('counts.attention', { count: count('needs-attention') }),
    count('saved') > 0 && t('counts.saved', { count: count('saved') }),
    count('sent') > 0 && t('counts.sent', { count: count('sent') }),
    count('accepted') > 0 && t('counts.accepted', { count: count('accepted') }),
    t('counts.fees', { amount: formatDong(fees) }),
  ].filter((part) => part !== false);
  return (
    <ul className={styles.counts}>
      {parts.map((part) => (
        <li key={part}>{part}</li>
      ))}
    </ul>
  );
}

/** The dossiers of a day, newest first, under the drafts still open. */
export function TodayScreen() {
  const { t, i18n } = useTranslation('today');
  const today = dayOf(useNow());
  const params = useSession((session) => session.screen.params);
  const day = params['day'] ?? today;
  const views = useLiveQuery(() => dossiersOfDay(services().db, day), [day]);
  const named = formatDayLong(day, i18n.language);
  const isToday = day === today;
  const [register, setRegister] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const nag = useShiftNag();
  const openRegister = () => setRegister(true);
  useHotkeys([{ keys: 'Alt+S', label: t('register.title'), run: openRegister }]);
  return (
    <div className={screen.screen}>
      <div className={screen.head}>
        <div>
          <h1>{isToday ? t('title-today', { day: named }) : t('title-day', { day: named })}</h1>
          {views && <Counts views={views} />}
        </div>
        <span role="status" className={screen.muted}>
          {said}
        </span>
        <div className={`${screen.row} ${screen.spread}`}>
          <DayChooser day={day} today={today} onDay={(next) => keepParams({ day: next })} />
          <ActionButton keys="Alt+S" onPress={openRegister}>
            {t('register.open')}
          </ActionButton>
        </div>
      </div>
      {register && (
        <RegisterPanel
          day={day}
          onCancel={() => setRegister(false)}
          onDone={(text) => {
            setRegister(false);
            setSaid(text);
          }}
        />
      )}
      {isToday && nag && <Notice kind="warning">{nag.text}</Notice>}
      {isToday && <DraftsPart />}
      {views?.length === 0 && (
        <div className={screen.empty}>
          <p>{isToday ? t('empty-today') : t('empty-day')}</p>
        </div>
      )}
      {views && views.length > 0 && (
        <div className={screen.list}>
          <DossierLineHead columns={COLUMNS} />
          <VirtualList
            label={t('list')}
            items={views}
            keyOf={(view) => view.dossier.id}
            render={(view) => <DossierLine view={view} columns={COLUMNS} />}
            onOpen={(view) => openDossier(view.dossier.id)}
            startAt={params['dossierId']}
            autoFocus
          />
        </div>
      )}
    </div>
  );
}
