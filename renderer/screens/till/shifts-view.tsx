import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isClosedShift, sumOfCash, type ClosedShift } from '../../../shared/domain/till/shift.ts';
import { formatDong } from '../../../shared/domain/money.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { VirtualList } from '../../components/virtual-list.tsx';
import { formatWhen } from '../../i18n/when.ts';
import { services } from '../../session/services.ts';
import { ownShifts } from '../../store/till.ts';
import screen from '../screen.module.css';
import { useDifference } from './difference.ts';
import { ShiftView } from './shift-view.tsx';
import styles from './till.module.css';

function ShiftRow({ shift: { opened, closed } }: { readonly shift: ClosedShift }) {
  const { i18n } = useTranslation();
  const difference = useDifference();
  const when = (at: string) => formatWhen(at, 'full', i18n.language);
  return (
    <div className={`${styles.line} ${styles.shift}`}>
      <span>{when(opened.at)}</span>
      <span>{when(closed.at)}</span>
      <span className={styles.detail}>{closed.by.name}</span>
      <span className={styles.detail}>{difference(closed)}</span>
      <span className={styles.amount}>{formatDong(sumOfCash(closed.counted))}</span>
    </div>
  );
}

interface ShiftsViewProps {
  /** The shift to show first; null for the list. */
  readonly first: string | null;
  readonly onBack: () => void;
}

/** Every shift closed at this counter, and one of them when it is opened. */
export function ShiftsView({ first, onBack }: ShiftsViewProps) {
  const { t } = useTranslation('till');
  const [shown, setShown] = useState(first);
  const shifts = useLiveQuery(() => ownShifts(services().db), []);
  const back = () => (shown === null ? onBack() : setShown(null));
  useHotkeys([{ keys: 'Escape', label: t('shifts.back'), run: back }]);
  if (!shifts) return null;
  const closed = shifts.filter(isClosedShift);
  const shift = closed.find(({ id }) => id === shown);
  const button = (
    <ActionButton look="quiet" keys="Escape" onPress={back}>
      {t('shifts.back')}
    </ActionButton>
  );
  if (shift) return <ShiftView key={shift.id} shift={shift} back={button} />;
  return (
    <>
      <div className={screen.row}>
        <h2>{t('shifts.title')}</h2>
        <div className={screen.spread}>{button}</div>
      </div>
      {closed.length === 0 ? (
        <p className={screen.empty} role="status">
          {t('last-none')}
        </p>
      ) : (
        <div className={screen.list}>
          <div className={`${styles.line} ${styles.shift} ${styles.headings}`} aria-hidden="true">
            <span>{t('shifts.opened')}</span>
            <span>{t('shifts.closed')}</span>
            <span>{t('shifts.by')}</span>
            <span>{t('count.difference')}</span>
            <span className={styles.amount}>{t('count.counted')}</span>
          </div>
          <VirtualList
            label={t('shifts.title')}
            items={closed}
            keyOf={({ id }) => id}
            render={(each) => <ShiftRow shift={each} />}
            onOpen={({ id }) => setShown(id)}
            autoFocus
          />
        </div>
      )}
    </>
  );
}
