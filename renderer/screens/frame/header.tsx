import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { When } from '../../components/when.tsx';
import { useNow } from '../../i18n/use-now.ts';
import { services } from '../../session/services.ts';
import { useSession } from '../../session/session.ts';
import { currentCatalogue } from '../../store/queries.ts';
import styles from './frame.module.css';

/** Office, counter, clerk; what must not be forgotten about this data; the time at the counter. */
export function Header({ onCommands }: { readonly onCommands: () => void }) {
  const { t } = useTranslation('common');
  const device = useSession((session) => session.device);
  const staff = useSession((session) => session.staff);
  const encrypted = useSession((session) => session.about?.encrypted === true);
  const sample = useLiveQuery(async () => (await currentCatalogue(services().db))?.sample ?? false, []);
  const now = useNow();
  const where = device
    ? [
        device.office.nameVi,
        t('header.counter', { number: device.counterNumber }),
        staff?.name ?? t('header.no-staff'),
      ]
    : [t('app.name'), t('header.no-counter')];
  return (
    <header className={styles.header}>
      <p className={styles.where}>{where.join(' · ')}</p>
      {sample === true && <span className={styles.mark}>{t('header.sample')}</span>}
      {!encrypted && <span className={styles.mark}>{t('header.not-real')}</span>}
      <div className={styles.right}>
        <ActionButton look="quiet" keys="Ctrl+K" onPress={onCommands}>
          {t('header.commands')}
        </ActionButton>
        <When at={now} />
      </div>
    </header>
  );
}
