import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { formatDong } from '../../../shared/domain/money.ts';
import { transferPurpose, transferText } from '../../../shared/domain/vietqr.ts';
import { KeyValue } from '../../components/key-value.tsx';
import { Notice } from '../../components/notice.tsx';
import { QrCode } from '../../print/qr-code.tsx';
import { services } from '../../session/services.ts';
import { currentCatalogue } from '../../store/queries.ts';
import styles from './dossier.module.css';

interface TransferQrProps {
  readonly code: string;
  readonly office: string;
  /** Whole đồng. */
  readonly amount: number;
}

/** What a citizen's banking app reads to pay a dossier's fee, and the same in words for one that cannot. */
export function TransferQr({ code, office, amount }: TransferQrProps) {
  const { t } = useTranslation('dossier');
  const catalogue = useLiveQuery(() => currentCatalogue(services().db), []);
  if (!catalogue) return null;
  const to = catalogue.offices.find(({ id }) => id === office)?.bankAccount;
  if (!to) return <Notice kind="warning">{t('transfer.no-account')}</Notice>;
  const purpose = transferPurpose(code);
  return (
    <div className={styles.transfer}>
      <div className={styles.qr}>
        <QrCode text={transferText(to, amount, purpose)} />
      </div>
      <div>
        <KeyValue
          facts={[
            { label: t('transfer.bank'), value: to.bankName },
            { label: t('transfer.account'), value: `${to.account} · ${to.holder}` },
            { label: t('transfer.amount'), value: formatDong(amount) },
            { label: t('transfer.purpose'), value: purpose },
          ]}
        />
        {!to.verified && <p>{t('transfer.unverified')}</p>}
        <p>{t('transfer.when-arrived')}</p>
      </div>
    </div>
  );
}
