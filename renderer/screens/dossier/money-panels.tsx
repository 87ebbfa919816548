import { useTranslation } from 'react-i18next';
import { feeDue } from '../../../shared/domain/dossier/payments.ts';
import { codeOf, type Dossier } from '../../../shared/domain/dossier/state.ts';
import { formatDong } from '../../../shared/domain/money.ts';
import type { Panel } from './actions.tsx';
import { PostagePanel } from './postage-panel.tsx';
import { ReceiptPanel } from './receipt-panel.tsx';
import { RefundPanel } from './refund-panel.tsx';
import { FeePanel } from './small-panels.tsx';

interface MoneyPanelsProps {
  readonly panel: Panel | null;
  readonly dossier: Dossier;
  readonly onDone: (said: string) => void;
  readonly onCancel: () => void;
}

/** The panel of the dossier's money that is open: the fee, the postage, a refund, or the receipts. */
export function MoneyPanels({ panel, dossier, onDone, onCancel }: MoneyPanelsProps) {
  const { t } = useTranslation('dossier');
  switch (panel) {
    case 'fee':
      return (
        <FeePanel
          dossierId={dossier.id}
          code={codeOf(dossier)}
          office={dossier.office}
          amount={feeDue(dossier)}
          onDone={() => onDone(t('done.fee', { amount: formatDong(feeDue(dossier)) }))}
          onCancel={onCancel}
        />
      );
    case 'postage':
      return (
        <PostagePanel
          dossier={dossier}
          onDone={(amount) => onDone(t('done.postage', { amount: formatDong(amount) }))}
          onCancel={onCancel}
        />
      );
    case 'refund':
      return <RefundPanel dossier={dossier} onDone={() => onDone(t('done.refund'))} onCancel={onCancel} />;
    case 'receipts':
      return <ReceiptPanel dossier={dossier} onDone={onDone} onCancel={onCancel} />;
    default:
      return null;
  }
}
