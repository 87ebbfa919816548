import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/session.ts';
import { receiptModel } from '../../print/receipt-model.ts';
import type { Paper } from '../../print/paper-parts.tsx';
import { Receipt } from '../../print/receipt.tsx';
import { usePreview, useReception } from './reception-context.ts';
import styles from './reception.module.css';

/** The receipt as it will print, filling as the clerk types; what the citizen can be shown. */
export function LiveReceipt({ paper }: { readonly paper: Paper }) {
  const { t } = useTranslation('reception');
  const { now } = useReception();
  const { receipt } = usePreview();
  const clerk = useSession((session) => session.staff?.name);
  const model = useMemo(() => receiptModel({ ...receipt, clerk }, 'preview', now), [receipt, clerk, now]);
  return (
    <aside className={styles.receipt} aria-label={t('preview.label')}>
      <div className={styles.sheet}>
        <Receipt model={model} paper={paper} screen />
      </div>
    </aside>
  );
}
