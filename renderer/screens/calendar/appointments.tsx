import { useTranslation } from 'react-i18next';
import { VirtualList } from '../../components/virtual-list.tsx';
import { formatWhen } from '../../i18n/when.ts';
import type { Appointment } from '../../use-cases/working-calendar.ts';
import { openDossier } from '../open-dossier.ts';
import styles from './calendar.module.css';

/** So many are seen at once. */
const ROWS = 7;

interface AppointmentsProps {
  readonly label: string;
  readonly items: readonly Appointment[];
}

/** Appointments with their old and their new day, dossier by dossier; Enter opens one. */
export function Appointments({ label, items }: AppointmentsProps) {
  const { t, i18n } = useTranslation('calendar');
  const when = (at: string) => formatWhen(at, 'full', i18n.language);
  return (
    <div className={styles.list} style={{ height: `${String(Math.min(items.length, ROWS) * 2.2 + 0.4)}rem` }}>
      <VirtualList
        label={label}
        items={items}
        keyOf={({ dossierId }) => dossierId}
        render={({ code, citizen, from, dueAt }) => (
          <span className={styles.row}>
            <strong>{code}</strong>
            <span>{citizen}</span>
            <span>{t('from-to', { from: when(from), due: when(dueAt) })}</span>
          </span>
        )}
        onOpen={({ dossierId }) => openDossier(dossierId)}
      />
    </div>
  );
}
